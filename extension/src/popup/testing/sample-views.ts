// One view for every state the popup can show, for its tests and for the gallery.
import type { KnockId } from '@sameframe/shared/ids.ts';
import { NOTHING_MEASURED, type SyncReport } from '@sameframe/shared/presence.ts';
import type { Apart } from '../../messages/content-background.ts';
import type {
  Need,
  PartyView,
  PopupView,
  Problem,
  RulesView,
  TabView,
} from '../../messages/popup-background.ts';
import type { PageFilm } from '../../platform/tab-film.ts';
import { text } from '../../ui/text.ts';
import type { PopupState } from '../popup-session.ts';
import { ALICE, BOB, CAROL, IN_STEP, sampleMember } from './sample-members.ts';
import { VIDEOS } from './sample-video.ts';

export const CODE = 'K7QM-4TZP-9XWD-2RHV-6BNC';
const OTHER_CODE = '9XWD-2RHV-6BNC-K7QM-4TZP';
export const DEFAULT_RELAY = 'https://relay.sameframe.example';

const SETTINGS: PopupView['settings'] = {
  name: 'Alice',
  avatar: null,
  relay: DEFAULT_RELAY,
  isDefaultRelay: true,
  outputDelayMs: 0,
  follow: 'ask',
  bringsAlong: false,
  theme: 'system',
  announcements: 'all',
};

/** As in a new party. */
export const RULES: RulesView = {
  isLocked: false,
  approvesJoiners: false,
  controls: 'viewer',
  beside: { queue: 'viewer', chat: 'spectator', reactions: 'spectator' },
};
const ONE_VIDEO = { count: 1, isPicked: false, list: null };
export const FRAME_ACCESS = { kind: 'frame-access', hosts: ['*://player.example/*'] } as const;

export function sampleParty(change: Partial<PartyView> = {}): PartyView {
  return {
    invite: CODE,
    link: `${DEFAULT_RELAY}/join#${CODE}`,
    isLoopbackOnly: false,
    connection: 'connected',
    report: IN_STEP,
    isSteppedOut: false,
    film: { shiftS: 0, shiftedBy: 'nobody', insertedS: 0 },
    members: [ALICE, BOB, CAROL],
    unlisted: 0,
    waitingFor: [],
    stallPolicy: 'wait-briefly',
    rules: { ...RULES },
    mayGovern: true,
    knockers: [],
    isHost: true,
    need: null,
    siteNotice: null,
    videos: ONE_VIDEO,
    ...change,
  };
}

export function sampleView(tab: TabView, change: Partial<PopupView> = {}): PopupView {
  return {
    kind: 'view',
    tab,
    recent: [],
    problem: null,
    isSaved: false,
    queue: null,
    queued: null,
    settings: SETTINGS,
    ...change,
  };
}

export function inParty(change: Partial<PartyView> = {}): PopupView {
  return sampleView({ state: 'in-party', party: sampleParty(change) });
}

function withTheme(theme: PopupView['settings']['theme']): PopupView {
  return sampleView({ state: 'no-party' }, { settings: { ...SETTINGS, theme } });
}

function withProblem(problem: Problem): PopupView {
  return sampleView({ state: 'no-party' }, { problem });
}

function needing(need: Need, report: SyncReport | null, videos = ONE_VIDEO): PopupView {
  return inParty({ need, report, videos, members: [{ ...ALICE, report }, BOB, CAROL] });
}

function stateOnly(state: SyncReport['state']): SyncReport {
  return { ...NOTHING_MEASURED, state };
}

const CROWD = [
  ALICE,
  sampleMember('Bartholomew Featherstonehaugh the Third'),
  sampleMember('李小龙', { report: stateOnly('buffering') }),
  sampleMember('🦊 Fox', { report: stateOnly('needs-click') }),
  sampleMember('Dave', { report: null }),
  sampleMember('Erin', { report: stateOnly('away') }),
  sampleMember('Frank', { report: stateOnly('stepped-out') }),
];

const NO_PARTY = sampleView({ state: 'no-party' });
export const RECENT: PopupView['recent'] = [
  {
    invite: CODE,
    relay: null,
    title: 'Sintel, by the Blender Foundation, in full length and with all its credits',
  },
  { invite: `${OTHER_CODE}@relay.example.org`, relay: 'https://relay.example.org', title: '' },
];
const PENDING = {
  state: 'pending',
  invite: CODE,
  relay: DEFAULT_RELAY,
  isLoopbackOnly: false,
  address: null,
} as const;

export interface PopupSample {
  readonly popup: PopupState;
  /** What the person has typed into the code field. */
  readonly draft?: string;
  readonly areSettingsOpen?: boolean;
  /** What the page in front has. */
  readonly film?: PageFilm;
  /** Sites that the person has let Sameframe into. */
  readonly hosts?: readonly string[];
  /** The names of buttons that are pressed, one after the other, in the language in force. */
  readonly pressed?: () => readonly string[];
}

export const SAMPLES: Readonly<Record<string, PopupSample>> = {
  waking: { popup: { state: 'waking' } },
  broken: { popup: { state: 'broken' } },
  'no-party': showing(NO_PARTY),
  'no-party-film': {
    ...showing(NO_PARTY),
    film: { kind: 'found', title: 'A Trip to the Moon', lengthS: 780 },
  },
  'no-party-no-video': { ...showing(NO_PARTY), film: { kind: 'none' } },
  'no-party-recent': showing(sampleView({ state: 'no-party' }, { recent: RECENT })),
  'no-party-typing': { ...showing(NO_PARTY), draft: `${CODE}@relay.example.org` },
  'invite-problem': showing(withProblem({ kind: 'invite', problem: 'wrong-length' })),
  'no-such-party': showing(withProblem({ kind: 'rejected', reason: 'no-such-party' })),
  unreachable: showing(withProblem({ kind: 'unreachable', relay: 'https://relay.example.org' })),
  'closed-page': showing(withProblem({ kind: 'closed-page' })),
  failed: showing(withProblem({ kind: 'failed' })),
  joining: showing(sampleView({ state: 'joining', relay: DEFAULT_RELAY, isAwaitingHost: false })),
  'awaiting-host': showing(sampleView({ state: 'joining', relay: DEFAULT_RELAY, isAwaitingHost: true })),
  kicked: showing(withProblem({ kind: 'rejected', reason: 'kicked' })),
  'party-locked': showing(withProblem({ kind: 'rejected', reason: 'party-locked' })),
  'in-party': showing(inParty()),
  'in-party-settings': {
    ...showing(inParty()),
    areSettingsOpen: true,
    hosts: ['https://films.example/*', '*://*.player.example/*'],
  },
  'in-party-picture': {
    ...showing({ ...inParty(), settings: { ...SETTINGS, avatar: '🦊' } }),
    areSettingsOpen: true,
    pressed: () => [text('emojiChoose')],
  },
  'no-party-forget': { ...showing(NO_PARTY), areSettingsOpen: true, pressed: () => [text('settingsForget')] },
  'in-party-name-refused': { ...showing({ ...inParty(), problem: { kind: 'name' } }), areSettingsOpen: true },
  'no-party-relay-refused': { ...showing(withProblem({ kind: 'relay-address' })), areSettingsOpen: true },
  'no-party-settings': { ...showing(NO_PARTY), areSettingsOpen: true },
  /** Chosen, whatever the system has. */
  'no-party-dark': showing(withTheme('dark')),
  'no-party-light': showing(withTheme('light')),
  'in-party-rules': { ...showing(inParty()), pressed: () => [text('rules')] },
  'in-party-member-menu': { ...showing(inParty()), pressed: () => [text('memberChange', 'Bob')] },
  'in-party-member-question': {
    ...showing(inParty()),
    pressed: () => [text('memberChange', 'Bob'), text('memberRemove')],
  },
  'in-party-qr': {
    ...showing(inParty({ members: [ALICE], report: stateOnly('idle') })),
    pressed: () => [text('partyShowQr')],
  },
  'in-party-alone': showing(inParty({ members: [ALICE], report: stateOnly('idle') })),
  'in-party-stepped-out': showing(
    inParty({
      isSteppedOut: true,
      report: stateOnly('stepped-out'),
      members: [sampleMember('Alice', { isSelf: true, role: 'host', report: stateOnly('stepped-out') }), BOB],
    }),
  ),
  'in-party-in-ad': showing(inParty({ report: stateOnly('in-ad') })),
  'in-party-ends-matched': showing(inParty({ film: { shiftS: 30, shiftedBy: 'ends', insertedS: 0 } })),
  'in-party-shifted': {
    ...showing(inParty({ film: { shiftS: -1.05, shiftedBy: 'person', insertedS: 45 } })),
    pressed: () => [text('shift')],
  },
  'in-party-crowd': showing(inParty({ members: CROWD, unlisted: 4_788, report: stateOnly('waiting') })),
  'in-party-waiting': showing(
    inParty({ waitingFor: ['Bob'], report: stateOnly('waiting'), stallPolicy: 'wait' }),
  ),
  'in-party-door': showing(
    inParty({
      rules: { ...RULES, approvesJoiners: true, controls: 'co-host' },
      knockers: [
        { knock: 'knock-of-Dora' as KnockId, name: 'Dora' },
        { knock: 'knock-of-nobody' as KnockId, name: null },
      ],
    }),
  ),
  'in-party-roles': showing(
    inParty({
      isHost: false,
      mayGovern: false,
      rules: { ...RULES, isLocked: true, controls: 'host', beside: { ...RULES.beside, queue: 'co-host' } },
      members: [
        sampleMember('Bob', { role: 'host' }),
        sampleMember('Alice', { isSelf: true, role: 'co-host' }),
        sampleMember('Carol', { role: 'spectator' }),
      ],
    }),
  ),
  'in-party-locked': showing(inParty({ rules: { ...RULES, isLocked: true } })),
  'in-party-go-on-anew': {
    ...showing(inParty({ rules: { ...RULES, isLocked: true } })),
    pressed: () => [text('goOnAnew')],
  },
  'in-party-went-on': showing({ ...inParty(), problem: { kind: 'went-on' } }),
  'in-party-guest': showing(
    inParty({ isHost: false, mayGovern: false, waitingFor: ['Alice'], report: stateOnly('waiting') }),
  ),
  'in-party-videos': {
    ...showing(inParty({ videos: { count: 4, isPicked: true, list: VIDEOS } })),
    pressed: () => [`${text('videos')} 4`],
  },
  'in-party-loopback': showing(
    inParty({ invite: `${CODE}@localhost:8787`, isLoopbackOnly: true, members: [ALICE, BOB] }),
  ),
  reconnecting: showing(
    inParty({
      connection: 'reconnecting',
      invite: `${CODE}@relay.example.org`,
      report: stateOnly('catching-up'),
    }),
  ),
  'need-frame-access': showing(needing(FRAME_ACCESS, stateOnly('no-video'), { ...ONE_VIDEO, count: 0 })),
  'need-frame-access-too': showing(needing(FRAME_ACCESS, IN_STEP)),
  'need-other-page': showing(needing(otherPage('elsewhere'), stateOnly('other-page'))),
  'need-party-went-on': showing(needing(otherPage('party-went-on'), stateOnly('other-page'))),
  'need-went-on': showing(needing(otherPage('went-on', { mayBring: true }), stateOnly('other-page'))),
  'need-stayed': showing(needing(otherPage('party-went-on', { isStaying: true }), stateOnly('other-page'))),
  'need-site-access': showing(needing({ kind: 'site-access', host: '*://films.example/*' }, IN_STEP)),
  'site-experimental': showing(inParty({ siteNotice: { site: 'Disney+', kind: 'experimental' } })),
  'site-lost': showing(inParty({ siteNotice: { site: 'Netflix', kind: 'lost' } })),
  'need-video': showing(needing({ kind: 'video' }, stateOnly('no-video'))),
  'in-other-tab': showing(
    sampleView({ state: 'in-other-tab', tabTitle: 'A Trip to the Moon (1902), restored' }),
  ),
  pending: showing(sampleView(PENDING)),
  'pending-video': showing(sampleView({ ...PENDING, address: 'https://films.example/watch/1' })),
  'no-party-queued': showing(sampleView({ state: 'no-party' }, { queue: { mayAdd: true }, queued: 1 })),
  'no-party-not-queued': showing(withProblem({ kind: 'not-queued', why: 'not-allowed' })),
  'no-party-saved': showing(sampleView({ state: 'no-party' }, { isSaved: true })),
  'pending-loopback': showing(
    sampleView({ ...PENDING, relay: 'http://localhost:8787', isLoopbackOnly: true }),
  ),
};

type OtherPageNeed = Extract<Need, { kind: 'other-page' }>;

export function otherPage(apart: Apart, change: Partial<OtherPageNeed> = {}): OtherPageNeed {
  return {
    kind: 'other-page',
    url: 'https://films.example/watch/1',
    title: 'A Trip to the Moon (1902), restored',
    apart,
    mayBring: false,
    isStaying: false,
    ...change,
  };
}

function showing(view: PopupView): { readonly popup: PopupState } {
  return { popup: { state: 'showing', view } };
}
