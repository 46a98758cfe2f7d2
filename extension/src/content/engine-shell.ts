// Runs the engine on a real element: reads, steps, performs, feeds back. Decides nothing.
import type { PlaybackAct } from '@sameframe/shared/playback.ts';
import type { SyncReport } from '@sameframe/shared/presence.ts';
import type { EventRef } from '@sameframe/shared/protocol/envelope.ts';
import { assertNever } from '@sameframe/shared/result.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import { isOnPartyPage } from '../engine/desired.ts';
import type { Effect } from '../engine/effect.ts';
import {
  type ElementId,
  type EngineInput,
  MEDIA_EVENTS,
  type MediaEventType,
  type VideoFacts,
} from '../engine/observation.ts';
import { createEngine, type EngineState, relayTime } from '../engine/state.ts';
import { step } from '../engine/step.ts';
import { rateToLeaveAt } from '../engine/stepping-out.ts';
import { pitchAt } from '../engine/stretch.ts';
import { type EngineView, viewEngine } from '../engine/view.ts';
import type { FilmShift, FilmStanding } from '../messages/content-background.ts';
import { driveVideo, givePitchBack, leaveAt } from '../player/drive-video.ts';
import { readBufferedAheadS } from '../player/read-buffer.ts';
import { readFacts } from '../player/read-facts.ts';
import type { PlayerCondition, SitePlayer } from '../player/site-player.ts';
import { drawSmallPicture } from '../player/thumbnail.ts';
import type { VideoLike } from '../player/video-like.ts';
import type { EvidenceWatch } from '../player/watch-evidence.ts';
import { watchFrames } from '../player/watch-frames.ts';
import { watchPlace } from '../player/watch-place.ts';
import type { ReadProgramme } from '../sites/page-world/register-player.ts';
import { type Film, openFilm } from './film.ts';
import { isPartyFilmOver, partyFilmLengthS } from './film-end.ts';
import { watchFormerSource } from './former-source.ts';
import { createLateCommands, runInOwnTask } from './late-commands.ts';
import { isSameStanding } from './live-place.ts';
import { partyFilmOf } from './party-film.ts';

type Command = Parameters<typeof driveVideo>[1];

export interface EngineShellPorts {
  readClock(): LocalMs;
  readWallMs(): number;
  /** Random and unguessable enough that no two engines make the same act id. */
  readonly actPrefix: string;
  readonly evidence: EvidenceWatch;
  /** How an element is read and driven on this page's site. */
  openPlayer(media: HTMLMediaElement): SitePlayer;
  readonly readProgramme: ReadProgramme;
  /** The element waits for an advert that is on in another. */
  hasAdBeside(): boolean;
  /** Before an event of the element is read: the page may have become another one since the last. */
  beforeEvent(): void;
  sendAct(act: PlaybackAct, basis: EventRef | null, ageMs: number): void;
  sendProbe(): void;
  sendWaiting(word: Extract<Effect, { kind: 'hold' | 'release' }>): void;
  /** The ends were matched: this copy is so much longer than the party's, s (negative: shorter). */
  onEndsMatched(longerS: number): void;
  /** After every step: what the person may know may have changed. */
  afterStep(): void;
}

export interface EngineShell {
  readonly video: HTMLMediaElement | null;
  /** The film of the page before is still on. */
  isFormerOn(): boolean;
  /** Of the site's own player, as of the last tick; null without an element. */
  readonly condition: PlayerCondition | null;
  feed(input: EngineInput): void;
  tick(): void;
  /** The person steps out of the party, or comes back to it. */
  step(way: 'out' | 'back'): void;
  /** By how much the person has shifted their copies. */
  shift(shifts: readonly FilmShift[]): void;
  /** Drives this element from now on; null for none. Its listeners go with the next one or the signal. */
  attach(video: HTMLMediaElement | null): void;
  view(): EngineView;
  /** How this member stands, for the others. */
  report(): SyncReport;
  /** How the element's time stands to the film's; null without an element. */
  filmStanding(): FilmStanding | null;
  /** Where the element is in the film, s; null without one, and where it has no end. */
  positionS(): number | null;
  /** It is the party's, and over. */
  isOver(): boolean;
  /** The party's film's, s; null where it is unknown or has no end, and elsewhere. */
  lengthS(): number | null;
  /** What it shows, small; null without a picture that others may have, and elsewhere. */
  drawPicture(): string | null;
  readonly state: EngineState;
}

export function createEngineShell(ports: EngineShellPorts, signal: AbortSignal): EngineShell {
  let state = createEngine(ports.actPrefix);
  let media: HTMLMediaElement | null = null;
  let film: Film | null = null;
  let shifts: readonly FilmShift[] = [];
  let element = 0 as ElementId;
  let detach = new AbortController();
  let watching = new AbortController();
  let isTelling = false;
  /** As its events have it. */
  let toldPaused = true;
  const former = watchFormerSource();
  let lookAround: (() => void) | null = null;

  const readVideo = (): VideoFacts | null => (film === null ? null : readFacts(film.video, element));

  const feed = (input: EngineInput, now: LocalMs = ports.readClock()) => {
    if (signal.aborted) return;
    if (input.kind === 'page' && input.page?.key !== state.page?.key) {
      // Where none was known yet, what is on may be this one's.
      if (state.page !== null) former.startAnew(now);
      film?.startAnew();
    }
    const stepped = step(state, input, now);
    state = stepped.state;
    for (const effect of stepped.effects) perform(effect);
    ports.afterStep();
  };

  const readPartyS = () => {
    const now = ports.readClock();
    return (relayTime(state, now) ?? now) / 1_000;
  };

  /** What is on, and where in the film that is, before anything is read in film time. */
  const lookAtFilm = (type: MediaEventType | null) => {
    if (film === null) return;
    lookAround?.();
    const news = film.look(type, partyFilmOf(state, shifts), ports.readClock());
    if (news.hasShifted || !isSameStanding(news.live, state.live)) {
      feed({ kind: 'film-shift', facts: readVideo(), live: news.live });
    }
    const isInAd = news.isInAd || ports.hasAdBeside();
    if (isInAd !== state.isInAd) feed({ kind: 'ad-break', isInAd, facts: readVideo() });
    if (news.longerS !== null) ports.onEndsMatched(news.longerS);
  };

  const tick = () => {
    late.catchUp();
    lookAtFilm(null);
    const facts = readVideo();
    const now = ports.readClock();
    const evidence = ports.evidence.read(media, now);
    feed({ kind: 'tick', facts, evidence, wallMs: ports.readWallMs() }, now);
  };

  const perform = (effect: Effect) => {
    switch (effect.kind) {
      case 'send-act':
        return ports.sendAct(effect.act, effect.basis, effect.ageMs);
      case 'hold':
      case 'release':
        return ports.sendWaiting(effect);
      case 'probe':
        return ports.sendProbe();
      case 'wake':
        // A convenience: in a hidden page it comes late, and media events and the background's ticks do the work.
        setTimeout(tick, Math.max(0, effect.at - ports.readClock()));
        return;
      case 'watch-frames':
        return watch(effect.count);
      case 'play':
      case 'pause':
      case 'seek':
      case 'set-rate':
        return command(effect);
      default:
        return assertNever(effect);
    }
  };

  const watch = (count: number) => {
    watching.abort();
    watching = new AbortController();
    const watched = element;
    const done = AbortSignal.any([signal, detach.signal, watching.signal]);
    if (!(media instanceof HTMLVideoElement) || film?.hasFrameTimes !== true) return;
    const { toFilm } = film;
    watchFrames(
      media,
      count,
      (frames) => {
        const inFilm = frames.map(({ at, position }) => ({ at, position: toFilm(position) }));
        feed({ kind: 'frames-shown', element: watched, frames: inFilm });
      },
      done,
    );
  };

  const drive = (command: Command) => {
    const driven = film?.video ?? null;
    const drivenElement = element;
    if (driven === null) return;
    driveVideo(
      {
        video: driven,
        readFacts: () => readFacts(driven, drivenElement),
        onOutcome: (id, outcome) => feed({ kind: 'command-outcome', command: id, outcome }),
      },
      command,
    );
  };

  /**
   * Whom a page tells of a `pause` after us is to find the element as it left it: Vidstack takes one with a seek in it for
   * the seek's own, and its button is dead.
   */
  const late = createLateCommands<{ readonly effect: Command; readonly of: ElementId }>(({ effect, of }) => {
    if (element === of) drive(effect);
  }, runInOwnTask);

  const command = (effect: Command) => {
    if (isTelling) return late.add({ effect, of: element });
    late.catchUp();
    drive(effect);
  };

  const onMediaEvent = (observed: VideoLike, id: ElementId, type: MediaEventType) => {
    // Before the element is read: a speed of ours that waits to be taken back is nobody's choice.
    late.catchUp();
    ports.beforeEvent();
    lookAtFilm(type);
    // The playhead first, the clock right after: within a task it stands still at the first read.
    const facts = readFacts(observed, id);
    // Somebody chose another speed while the pitch was ours.
    if (type === 'ratechange' && pitchAt(facts.rate) === 'kept') givePitchBack(observed);
    const now = ports.readClock();
    if (type === 'play' || type === 'pause') toldPaused = type === 'pause';
    // The one that a pause begins with: nothing may be done before that is told.
    if (type === 'timeupdate' && facts.paused && !toldPaused) return;
    isTelling = type === 'pause';
    feed({ kind: 'media-event', type, facts, evidence: ports.evidence.read(media, now) }, now);
    isTelling = false;
  };

  const leaveElement = () => {
    const facts = readVideo();
    const rate = facts === null ? null : rateToLeaveAt(state, facts);
    if (film !== null && rate !== null) leaveAt(film.video, rate);
  };
  signal.addEventListener('abort', leaveElement);

  return {
    get video() {
      return media;
    },
    get condition() {
      return film?.condition ?? null;
    },
    get state() {
      return state;
    },
    isFormerOn: former.isOn,
    feed,
    tick,
    step: (way) => feed({ kind: 'stepping', isSteppedOut: way === 'out', facts: readVideo() }),
    shift(next) {
      shifts = next;
      lookAtFilm(null);
    },
    attach(next) {
      if (next === media) return;
      leaveElement();
      detach.abort();
      detach = new AbortController();
      lookAround = null;
      media = next;
      const player = next === null ? null : ports.openPlayer(next);
      const readProgrammeS = () => (next === null ? null : ports.readProgramme(next));
      if (next !== null) former.attach(next, ports.readClock());
      film = player === null ? null : openFilm(player, { readPartyS, readProgrammeS }, former);
      element = (element + 1) as ElementId;
      const id = element;
      // Whether it is in an ad first, and of no element: nothing may be asked of it before that is known.
      feed({ kind: 'video', facts: null });
      if (next === null || player === null || film === null) return;
      const { video } = film;
      toldPaused = video.paused;
      lookAtFilm(null);
      feed({ kind: 'video', facts: readVideo() });
      const done = AbortSignal.any([signal, detach.signal]);
      player.observe(MEDIA_EVENTS, (type) => onMediaEvent(video, id, type), done);
      lookAround = watchPlace(next, () => feed({ kind: 'moved', facts: readFacts(video, id) }), done);
    },
    filmStanding: () => film?.standing() ?? null,
    positionS: () => (state.live === null ? (film?.video.currentTime ?? null) : null),
    isOver: () => isPartyFilmOver(state, ports.readClock()),
    lengthS: () => partyFilmLengthS(state),
    drawPicture: () => (media === null || !isOnPartyPage(state) ? null : drawSmallPicture(media)),
    view: () => viewEngine(state, ports.readClock()),
    report: () => ({
      ...viewEngine(state, ports.readClock()).report,
      bufferedAheadS: media === null ? null : readBufferedAheadS(media),
    }),
  };
}
