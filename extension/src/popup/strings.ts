// Every text of the popup. Components hold none, so that a translation replaces this file and nothing else.
// Button and region names are a contract with tests and assistive technology (design.md, section 5).
import type { InviteProblem } from '@sameframe/shared/code.ts';
import type { StallPolicy } from '@sameframe/shared/party.ts';
import type { RejectReason } from '@sameframe/shared/protocol/reject.ts';
import type { Role } from '@sameframe/shared/protocol/rules.ts';
import type { Connection } from '../messages/content-background.ts';
import type { MemberWish, Problem } from '../messages/popup-background.ts';
import { siteOf } from './site-name.ts';

const LIST = new Intl.ListFormat('en');

/** What happened, and what the person can do about it. */
export interface ProblemText {
  readonly what: string;
  readonly advice: string;
}

export const INVITE_PROBLEMS: Record<InviteProblem, ProblemText> = {
  empty: { what: 'There is no code yet.', advice: 'Paste the code or link that a friend sent you.' },
  'no-code': {
    what: 'No party code in there.',
    advice: 'It looks like K7QM-4TZP-9XWD-2RHV-6BNC. Copy the whole message again.',
  },
  'wrong-length': {
    what: 'That code is not complete.',
    advice: 'A code has 20 letters and digits. Copy all of it.',
  },
  'bad-character': {
    what: 'That code has a character no code has.',
    advice: 'Codes use digits and letters without U. Compare it with the original.',
  },
  'bad-relay': {
    what: 'The address after the code is not one of a relay.',
    advice: 'It looks like CODE@relay.example.org, and is https outside your own computer.',
  },
};

export const REJECTIONS: Record<RejectReason, ProblemText> = {
  'client-too-old': {
    what: 'This Sameframe is too old for that relay.',
    advice: 'Update the extension, then try again.',
  },
  'relay-too-old': {
    what: 'That relay is too old for this Sameframe.',
    advice: 'Ask whoever runs it to update it, or use another relay.',
  },
  malformed: {
    what: 'The relay did not understand Sameframe.',
    advice: 'Check that the address is one of a Sameframe relay, and update the extension.',
  },
  'too-large': {
    what: 'That was too much for the relay to take.',
    advice: 'Shorten your name or the page address, then try again.',
  },
  'no-such-party': {
    what: 'No party has this code, or it has ended.',
    advice: 'Check the code with your friend, or start a party yourself.',
  },
  'party-exists': { what: 'The code was taken.', advice: 'Start the party again: you get another code.' },
  'party-full': { what: 'This party is full.', advice: 'Ask someone to leave, or start a second party.' },
  'relay-full': {
    what: 'The relay has no room for another party.',
    advice: 'Try again later, or choose another relay below.',
  },
  'not-joined': { what: 'You are no longer in this party.', advice: 'Join again with its code.' },
  'rate-limited': {
    what: 'That was a little too fast for the relay.',
    advice: 'Wait a moment, then try again.',
  },
  'seq-gap': {
    what: 'The relay missed something you did.',
    advice: 'Sameframe sends it again by itself. If this stays, leave and join again.',
  },
  'seq-reused': {
    what: 'The relay holds something else in place of what you did.',
    advice: 'Leave the party and join again with its code.',
  },
  'basis-ahead': {
    what: 'The relay has forgotten part of the party.',
    advice: 'Leave the party and join again with its code.',
  },
  'not-allowed': {
    what: 'Your role in this party does not allow that.',
    advice: 'Ask the host to do it, or to let you.',
  },
  'no-such-member': {
    what: 'That member is no longer in the party.',
    advice: 'Look at the list of members again.',
  },
  'party-locked': {
    what: 'This party is locked: nobody new gets in.',
    advice: 'Ask its host to unlock it, then join again.',
  },
  'awaiting-approval': {
    what: 'The host has to let you in first.',
    advice: 'Sameframe goes on asking, also with this closed.',
  },
  'not-admitted': {
    what: 'The host has not let you in.',
    advice: 'Talk to the host, or start a party yourself.',
  },
  kicked: {
    what: 'A host has removed you from this party.',
    advice: 'Talk to the host, or start a party yourself.',
  },
  superseded: {
    what: 'You joined this party again somewhere else.',
    advice: 'Go on there, or join here again with the code.',
  },
  draining: { what: 'The relay is restarting.', advice: 'Sameframe connects again by itself in a moment.' },
  'storage-failed': {
    what: 'The relay cannot keep anything at the moment.',
    advice: 'Try again later, or tell whoever runs it: its disk may be full.',
  },
};

type ProblemTexts = {
  readonly [Kind in Problem['kind']]: (problem: Extract<Problem, { kind: Kind }>) => ProblemText;
};

const PROBLEMS: ProblemTexts = {
  invite: ({ problem }) => INVITE_PROBLEMS[problem],
  rejected: ({ reason }) => REJECTIONS[reason],
  'relay-address': () => ({
    what: 'That is not the address of a relay.',
    advice: 'It looks like relay.example.org, and is https outside your own computer.',
  }),
  name: () => ({ what: 'That name cannot be shown.', advice: 'Use at least one letter, digit or emoji.' }),
  unreachable: ({ relay }) => ({
    what: `${siteOf(relay)} does not answer.`,
    advice: 'Check your connection and the address of the relay, then try again.',
  }),
  'closed-page': () => ({
    what: 'The browser lets no extension into this page.',
    advice: 'Open the page with the video, then open Sameframe there.',
  }),
  'storage-reset': () => ({
    what: 'What Sameframe had stored was damaged and has been cleared.',
    advice: 'Set your name again, and join again with the code of your party.',
  }),
};

export function describeProblem(problem: Problem): ProblemText {
  // Sound by the type of the table: each entry takes exactly the variant it is filed under.
  const describe = PROBLEMS[problem.kind] as (problem: Problem) => ProblemText;
  return describe(problem);
}

export const CONNECTIONS: Record<Connection, string> = {
  connecting: 'Connecting…',
  connected: 'Connected',
  reconnecting: 'Reconnecting…',
};

export const POLICIES: Record<StallPolicy, string> = {
  wait: 'Wait',
  'wait-briefly': 'Wait briefly',
  'go-on': 'Go on',
};

/** Null for what one is unless something else was said. */
export const ROLE_NAMES: Record<Role, string | null> = {
  host: 'host',
  'co-host': 'co-host',
  viewer: null,
  spectator: 'only watches',
};

/** The least role that may control the video. */
export const CONTROLS: Record<Role, string> = {
  host: 'only the host',
  'co-host': 'host and co-hosts',
  viewer: 'everyone',
  spectator: 'everyone, also who only watches',
};

export interface MemberWishText {
  readonly offer: string;
  /** Null for what is done at the first press. */
  readonly question: string | null;
}

export function textOfWish(wish: MemberWish, name: string): MemberWishText {
  switch (wish.kind) {
    case 'set-role':
      return { offer: ROLES_TO_GIVE[wish.role], question: null };
    case 'hand-over':
      return { offer: 'Make host', question: `Make ${name} the host? Only ${name} can give that back.` };
    case 'kick':
      return {
        offer: 'Remove',
        question: `Remove ${name} for good? The party is locked then, as they still have its code.`,
      };
  }
}

const ROLES_TO_GIVE = {
  'co-host': 'Make co-host',
  viewer: 'Let take part',
  spectator: 'Only let watch',
} as const;

export const STRINGS = {
  product: 'Sameframe',
  waking: 'Waking up…',
  broken: { what: 'Sameframe does not answer.', advice: 'Close this window and open it again.' },

  start: 'Start a party',
  startIntro: 'Watch the video on this page together.',
  orJoin: 'or join one',
  codeField: 'Party code',
  codePlaceholder: 'Paste a code or link',
  join: 'Join',
  leadsTo: (relay: string) => `This code leads to ${siteOf(relay)}`,
  leadsToOwnComputer: (relay: string) => `This code leads to ${siteOf(relay)}, on this computer only`,

  joining: 'Joining the party…',
  joiningVia: (relay: string) => `Asking ${siteOf(relay)}`,
  cancel: 'Cancel',

  code: 'Party code',
  copyCode: 'Copy code',
  copyLink: 'Copy link',
  copyHint: 'Whoever has this code can join.',
  codeCopied: 'Code copied. Send it to your friends.',
  linkCopied: 'Link copied. Send it to your friends.',
  copyFailed: 'The browser did not let us copy. Select the code and copy it.',
  loopbackOnly: 'Only this computer can join',
  loopbackWhy: 'The relay runs on this computer.',

  connection: 'Connection',
  sync: 'Sync',
  stepOut: 'Pause just me',
  comeBack: 'Back to the party',
  details: 'Sync details',
  members: 'Members',
  unlisted: (count: number) => (count === 1 ? 'and one more' : `and ${count.toLocaleString()} more`),
  you: '(you)',
  changeMember: (name: string) => `Change what ${name} may do`,
  leave: 'Leave',
  rules: 'Who may do what',
  whoControls: 'Who controls the video',
  whoComesIn: 'Who comes in',
  approveJoiners: 'Ask me before anybody new comes in',
  lock: 'Locked: nobody new comes in',
  approvesJoiners: 'Newcomers wait to be let in',
  isLocked: 'The party is locked',
  atTheDoor: 'Waiting to be let in',
  someone: 'Someone without a name',
  letIn: 'Let in',
  letInWhom: (name: string) => `Let in ${name}`,
  turnAway: 'Turn away',
  turnAwayWhom: (name: string) => `Turn away ${name}`,
  whenStalled: 'When someone’s video stalls',
  waitingFor: (names: readonly string[]) => `Waiting for ${LIST.format(names)}`,
  goOn: 'Go on without waiting',

  allowOn: (sites: readonly string[]) => `Allow on ${sites.join(' and ')}`,
  allowWhy: (sites: readonly string[]) =>
    `The video on this page comes from ${sites.join(' and ')}. Your browser asks before it lets Sameframe in there.`,
  goTo: (site: string) => `Go to ${site}`,
  goToAsks: 'Your browser asks whether Sameframe may work there.',
  goWithout: 'Open it without access',
  keepAccess: (site: string) => `Keep access to ${site}`,
  keepAccessWhy: (site: string) =>
    `Your browser forgets Sameframe whenever ${site} is reloaded. With access it stays in the party.`,
  noVideo:
    'No video here yet. Start it on the page, pause and play it once if it plays already, or open the page that has it.',

  elsewhere: 'Move the party here?',
  elsewhereWhy: (title: string) =>
    title === '' ? 'It is playing in another tab.' : `It is playing in another tab: “${title}”.`,
  moveHere: 'Move it here',
  stayThere: 'Leave it there',

  invited: 'You are invited to a party',
  invitedWhy: 'Nothing connects before you join.',
  invitedCode: 'Code',
  invitedRelay: 'Relay',
  joinPending: 'Join the party',
  dismissPending: 'Not now',

  settings: 'Settings',
  name: 'Your name',
  nameHint: 'Shown to the members of your parties.',
  relay: 'Relay for new parties',
  relayDefault: (relay: string) => `Now: ${siteOf(relay)}, the default`,
  relayOwn: (relay: string) => `Now: ${siteOf(relay)}. Leave empty for the default.`,
  outputDelay: 'My sound and picture come late by',
  outputDelayHint:
    'Bluetooth or a TV can do that. Your video then runs ahead by as much, so that you see and hear it with the others.',
  ms: 'ms',
  lessDelay: (ms: number) => `−${ms}`,
  moreDelay: (ms: number) => `+${ms}`,
} as const;
