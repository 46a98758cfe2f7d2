// The engine: step(state, input) → { state, effects }. Time comes in as a value; nothing is read or done here.

import { type ActId, isOtherMedia } from '@sameframe/shared/playback.ts';
import { foldEvent, isFolded, type OpenedEvent } from '@sameframe/shared/replica.ts';
import { assertNever } from '@sameframe/shared/result.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import { dateActs, dropAct, noteOrdered, recordAct, resendActs } from './acts.ts';
import { isOnPartyPage, isWithParty } from './desired.ts';
import { driftNow } from './drift.ts';
import { notePlace } from './element-notes.ts';
import { readFirstFrames } from './first-frames.ts';
import { startHolding, tendHolding } from './holding.ts';
import { untold } from './live.ts';
import type { Answer, EngineInput } from './observation.ts';
import { noteMove } from './page-move.ts';
import { learnPictureLag } from './picture-lag.ts';
import { foldProbe, noticeSuspend, startConnection } from './probing.ts';
import { reconcile } from './reconcile.ts';
import { chain, type EngineState, type Stepped, withVideo } from './state.ts';
import { enterAd, leaveAd, leaveBehind, stepOut, takeAsItIs } from './stepping-out.ts';
import {
  attachVideo,
  observeMediaEvent,
  observeTick,
  settleOutcome,
  shareUnknown,
  withNewWish,
} from './video-events.ts';

export function step(state: EngineState, input: EngineInput, now: LocalMs): Stepped {
  const stepped = dispatch(state, input, now);
  const brought = chain(stepped, (next) => bringAfterAd(next, now));
  const claimed = chain(brought, (next) => claimParty(next, now));
  return chain(claimed, (next) => tendHolding(next, now));
}

function dispatch(state: EngineState, input: EngineInput, now: LocalMs): Stepped {
  switch (input.kind) {
    case 'video':
      return attachVideo(state, input.facts, now);
    case 'media-event':
      return observeMediaEvent(state, input, now);
    case 'moved':
      if (state.video === null) return { state, effects: [] };
      return {
        state: withVideo(state, { history: notePlace(state.video.history, input.facts) }),
        effects: [],
      };
    case 'frames-shown':
      return chain(readFirstFrames(state, input, now), (next) => ({
        state: learnPictureLag(next, input, now),
        effects: [],
      }));
    case 'command-outcome':
      return settleOutcome(state, input, now);
    case 'tick':
      return chain(noticeSuspend(state, now, input.wallMs), (next) =>
        observeTick(next, input.facts, input.evidence, now),
      );
    case 'answer':
      return answer(state, input.answer, now);
    case 'bring-along':
      return bringEveryone(state, input.leadMs, now);
    case 'replica': {
      const taken = startHolding({ ...state, self: input.self, replica: input.replica });
      return chain(resendActs(taken, now), (next) => follow(next, now));
    }
    case 'event':
      return takeEvent(state, input.event, now);
    case 'settled':
      return settleAct(state, input.id, input.wasOrdered, now);
    case 'connection':
      if (!input.isConnected) return { state: { ...state, isConnected: false }, effects: [] };
      return state.isConnected ? { state, effects: [] } : startConnection(state, now);
    case 'probed':
      return chain(
        chain(foldProbe(state, input, now), (next) => dateActs(next, now)),
        (next) => (state.clock.estimate === null ? follow(next, now) : { state: next, effects: [] }),
      );
    case 'page':
      return takePage(state, input.page, now);
    case 'output-delay':
      return follow({ ...state, outputDelayMs: input.outputDelayMs }, now);
    case 'stepping':
      if (input.isSteppedOut === state.isSteppedOut) return { state, effects: [] };
      return input.isSteppedOut
        ? stepOut(state, input.facts, now)
        : follow(takeAsItIs({ ...state, isSteppedOut: false }, input.facts), now);
    case 'ad-break':
      if (input.isInAd === state.isInAd) return { state, effects: [] };
      if (input.isInAd) return enterAd(state, input.facts, now);
      return follow(leaveAd(state, input.facts, now), now);
    case 'film-shift':
      return follow(takeFilmShift(state, input), now);
    default:
      return assertNever(input);
  }
}

/** What was not dated yet was read in the old seconds: of a live stream nothing is lost, as the party begins anew with it. */
function takeFilmShift(
  state: EngineState,
  { facts, live }: Extract<EngineInput, { kind: 'film-shift' }>,
): EngineState {
  const undated = live === null ? state.undated : [];
  return takeAsItIs({ ...state, live, undated }, facts);
}

/** A title that comes later than its page is no news to the element. */
function takePage(state: EngineState, page: EngineState['page'], now: LocalMs): Stepped {
  if (page?.key === state.page?.key) return { state: { ...state, page }, effects: [] };
  const moved = noteMove(state, page, now);
  const left = isOnPartyPage(moved) ? { state: moved, effects: [] } : leaveBehind(moved, now);
  return chain(left, (next) => follow(next, now));
}

function takeEvent(state: EngineState, event: OpenedEvent, now: LocalMs): Stepped {
  if (state.replica === null || isFolded(state.replica, event.ref)) return { state, effects: [] };
  const before = state.replica.timeline;
  const replica = foldEvent(state.replica, event);
  const media = replica.timeline.playback?.media ?? null;
  // What a scrub has kept back is of no other film (SPEC MK7).
  const pending = state.pending.filter(
    ({ act, stage }) => stage !== 'kept-back' || !isOtherMedia(act.media, media),
  );
  const folded = { ...state, replica, pending };
  if (folded.replica.timeline === before) return { state: folded, effects: [] };
  const isOwn = event.from === 'member' && event.by === state.self;
  const id = folded.replica.timeline.lastAct?.id ?? null;
  if (isOwn && id !== null && pending.some(({ act }) => act.id === id)) {
    // What its author sees does not change: the same act stood on top of the timeline before.
    return reconcile(dropAct(folded, id), now, { drift: null });
  }
  // Who waits for whom says nothing of what only this element has done; another act does, and that is over.
  const hasSpoken = folded.replica.timeline.lastAct !== before.lastAct;
  return follow(hasSpoken ? withVideo(folded, { unknown: null }) : folded, now);
}

function settleAct(state: EngineState, id: ActId, wasOrdered: boolean, now: LocalMs): Stepped {
  if (state.pending.every((entry) => entry.act.id !== id)) return { state, effects: [] };
  return wasOrdered
    ? reconcile(noteOrdered(state, id), now, { drift: null })
    : follow(dropAct(state, id), now);
}

/** The wish changed: converge on it, starting with what is known of the playhead now. */
function follow(state: EngineState, now: LocalMs): Stepped {
  const drift = driftNow(state, now);
  return reconcile(withNewWish(state, now), now, { drift, isNewWish: true });
}

function answer(state: EngineState, given: Answer, now: LocalMs): Stepped {
  switch (given) {
    case 'play-here':
      return follow(withVideo(state, { isBlocked: false }), now);
    case 'share':
      return shareUnknown(state, now);
    case 'bring-everyone':
      return bringEveryone(state, null, now);
    default:
      return assertNever(given);
  }
}

function bringEveryone(state: EngineState, leadMs: number | null, now: LocalMs): Stepped {
  if (state.video === null) return { state, effects: [] };
  if (state.isInAd) return { state: { ...state, bringsAfterAd: true }, effects: [] };
  const draft = { change: 'media', facts: state.video.facts, madeAt: now } as const;
  const recorded = recordAct(
    { ...state, bringsAfterAd: false },
    leadMs === null ? draft : { ...draft, leadMs },
  );
  return chain(recorded, (next) => follow(next, now));
}

/** An advert may be over with its element gone, and the film in another one that comes only now. */
function bringAfterAd(state: EngineState, now: LocalMs): Stepped {
  return state.bringsAfterAd ? bringEveryone(state, null, now) : { state, effects: [] };
}

/**
 * Starting a party is an act too: its first state is what the host's video shows (SPEC PB6). Only the host does
 * so, and only while nothing was said, so two members cannot race for it. What turns out to be live, or to have a
 * programme clock, was said in other seconds: it is said anew (SPEC LV1, LV7). So is a film whose length is known late (SPEC TM4).
 */
function claimParty(state: EngineState, now: LocalMs): Stepped {
  const { replica, video, self } = state;
  const isHost = replica !== null && replica.party.host === self;
  const isIdle = state.pending.length === 0 && state.undated.length === 0;
  if (!isHost || !isIdle || video === null || self === null || !isWithParty(state)) {
    return { state, effects: [] };
  }
  const change = replica.timeline.playback === null ? 'media' : untold(state);
  if (change === null) return { state, effects: [] };
  return recordAct(state, { change, facts: video.facts, madeAt: now });
}
