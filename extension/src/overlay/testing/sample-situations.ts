// Every standing view and toast of the overlay, for the gallery and the tests. Cast: alice, bob, carol.
import type { MemberId } from '@sameframe/shared/ids.ts';
import type { SyncReport } from '@sameframe/shared/presence.ts';
import type { LocalMs, MediaSeconds } from '@sameframe/shared/time.ts';
import type { DetailsView, DriftSample } from '../details-view.ts';
import type { Situation } from '../situation-view.ts';
import type { Happening, Names, ToldAct } from '../words.ts';

export const ALICE = 'alice-alice-alice-alic' as MemberId;
export const BOB = 'bob-bob-bob-bob-bob-bo' as MemberId;
export const CAROL = 'carol-carol-carol-caro' as MemberId;

const NAMES: Readonly<Record<string, string>> = { [ALICE]: 'Alice', [BOB]: 'Bob', [CAROL]: 'Carol' };
export const SEEN_BY_ALICE: Names = { self: ALICE, nameOf: (member) => NAMES[member] ?? 'Someone' };

export function acted(by: MemberId, kind: ToldAct['kind'], change: Partial<ToldAct> = {}): Happening {
  return {
    kind: 'acted',
    by,
    act: { kind, position: 724.5 as MediaSeconds, rate: 1.5, media: null, ...change },
  };
}

export interface OverlaySample {
  readonly situation: Situation;
  readonly toasts: readonly Happening[];
  /** Told before them, with the button that undoes it. */
  readonly jump?: Happening;
  readonly details?: DetailsView;
}

const CALM: Situation = { kind: 'calm' };

type OtherPage = Extract<Situation, { kind: 'other-page' }>;
function elsewhere(how: OtherPage['how'], change: Partial<OtherPage> = {}): Situation {
  const title = 'A Trip to the Moon (1902)';
  const usual = { title, mayBring: true, needsClick: false, isStaying: false };
  return { kind: 'other-page', how, ...usual, ...change };
}

/** A minute that began with catching up, had a gap, and then was calm. */
function sampleDetails(change: Partial<SyncReport> = {}): DetailsView {
  const now = 60_000 as LocalMs;
  const history = Array.from({ length: 60 }, (_, second): DriftSample => {
    const calm = 9 * Math.sin(second / 3) + 4 * Math.sin(second * 1.7);
    const driftMs = second < 8 ? -340 / (second + 1) : calm;
    return { at: (second * 1_000 + 1_000) as LocalMs, driftMs: second > 30 && second < 36 ? null : driftMs };
  });
  const report: SyncReport = { state: 'in-step', driftMs: 8.2, uncertaintyMs: 3.1, bufferedAheadS: 42 };
  return { report: { ...report, ...change }, history, now };
}

export const OVERLAY_SAMPLES: Readonly<Record<string, OverlaySample>> = {
  'toast-paused': { situation: CALM, toasts: [acted(BOB, 'pause')] },
  'toasts-three': {
    situation: CALM,
    toasts: [acted(BOB, 'seek-to'), acted(CAROL, 'set-rate'), { kind: 'joined', members: [BOB, CAROL] }],
  },
  'toast-undo': { situation: CALM, toasts: [], jump: acted(BOB, 'seek-to') },
  'toasts-undo': {
    situation: { kind: 'waiting-for', names: ['Carol'], mayGoOn: true },
    toasts: [acted(BOB, 'pause'), { kind: 'joined', members: [CAROL] }],
    jump: acted(ALICE, 'seek-to'),
  },
  'toast-long': {
    situation: CALM,
    toasts: [
      acted(BOB, 'change-media', {
        media: { title: 'A Trip to the Moon, or how six astronomers travelled there and came back (1902)' },
      }),
    ],
  },
  'toast-overtaken': { situation: { kind: 'reconnecting' }, toasts: [{ kind: 'act-overtaken' }] },
  'toast-site-experimental': {
    situation: CALM,
    toasts: [{ kind: 'site', site: 'Disney+', standing: 'experimental' }],
  },
  'toast-site-lost': { situation: CALM, toasts: [{ kind: 'site', site: 'Netflix', standing: 'lost' }] },
  connecting: { situation: { kind: 'connecting' }, toasts: [] },
  reconnecting: { situation: { kind: 'reconnecting' }, toasts: [] },
  'waiting-for': {
    situation: { kind: 'waiting-for', names: ['Bob'], mayGoOn: false },
    toasts: [acted(BOB, 'play')],
  },
  'waiting-for-host': { situation: { kind: 'waiting-for', names: ['Bob'], mayGoOn: true }, toasts: [] },
  'waited-for': { situation: { kind: 'waited-for', mayGoOn: false }, toasts: [] },
  'waiting-for-many': {
    situation: { kind: 'waiting-for', names: ['Bob', 'Carol', 'Dave', 'Erin'], mayGoOn: false },
    toasts: [],
  },
  buffering: { situation: { kind: 'buffering' }, toasts: [] },
  'in-ad': { situation: { kind: 'in-ad' }, toasts: [] },
  'toast-ends-matched': { situation: CALM, toasts: [{ kind: 'ends-matched', longerS: 30 }] },
  'no-video': { situation: { kind: 'no-video' }, toasts: [] },
  'other-page': { situation: elsewhere('elsewhere'), toasts: [] },
  'party-went-on': { situation: elsewhere('party-went-on'), toasts: [] },
  'party-went-on-firefox': { situation: elsewhere('party-went-on', { needsClick: true }), toasts: [] },
  'party-went-on-staying': { situation: elsewhere('party-went-on', { isStaying: true }), toasts: [] },
  'went-on': { situation: elsewhere('went-on'), toasts: [] },
  'went-on-spectator': { situation: elsewhere('went-on', { mayBring: false }), toasts: [] },
  'needs-click': { situation: { kind: 'needs-click' }, toasts: [] },
  details: { situation: CALM, toasts: [acted(BOB, 'play')], details: sampleDetails() },
  'details-waiting': {
    situation: { kind: 'waiting-for', names: ['Bob'], mayGoOn: false },
    toasts: [],
    details: sampleDetails({ state: 'waiting', driftMs: null, bufferedAheadS: 3.2 }),
  },
  'details-stepped-out': {
    situation: { kind: 'stepped-out' },
    toasts: [],
    details: sampleDetails({ state: 'stepped-out', driftMs: null, bufferedAheadS: 180 }),
  },
  'stepped-out': { situation: { kind: 'stepped-out' }, toasts: [] },
  /** Where somebody has chosen light. */
  'light-toasts': {
    situation: { kind: 'waiting-for', names: ['Carol'], mayGoOn: true },
    toasts: [{ kind: 'act-overtaken' }],
    jump: acted(BOB, 'seek-to'),
  },
  'light-needs-click': { situation: { kind: 'needs-click' }, toasts: [] },
  'light-details': { situation: { kind: 'reconnecting' }, toasts: [], details: sampleDetails() },
  'ask-everyone': { situation: { kind: 'ask-everyone', wish: 'pause' }, toasts: [] },
};
