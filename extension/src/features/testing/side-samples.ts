// The features beside the film in every state worth a look. Cast: Alice (who looks), Bob, Carol, and who else comes.

import type { MediaKey, MemberId } from '@sameframe/shared/ids.ts';
import type { Lamport } from '@sameframe/shared/lamport.ts';
import type { ActId } from '@sameframe/shared/playback.ts';
import type { SyncReport } from '@sameframe/shared/presence.ts';
import { SAMPLE_PICTURES } from '@sameframe/shared/testing/small-picture.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import type { FeatureAnswer, ListedVideo } from '../../messages/feature-asks.ts';
import type { FeatureMember, FeatureParty } from '../../messages/features-background.ts';
import { text } from '../../ui/text.ts';
import type { FeatureEvent } from '../feature.ts';

export interface SideSample {
  /** What is said in the chat. */
  readonly said: readonly FeatureEvent[];
  /** What is said in the queue. */
  readonly queued?: readonly FeatureEvent[];
  /** What was noted on the page before. */
  readonly notes?: Readonly<Record<string, unknown>>;
  readonly members?: readonly FeatureMember[];
  readonly role?: FeatureParty['role'];
  /** Buttons that are pressed until it looks as it is to look: their names in the language in force. */
  readonly pressed?: () => readonly string[];
  /** The videos in the person's library. */
  readonly saved?: readonly ListedVideo[];
  /** What it answers to all else; left out: it fails. */
  readonly library?: FeatureAnswer;
  /** Written into the field to search in. */
  readonly sought?: string;
  readonly recentEmoji?: readonly string[];
  /** Closed, with what nobody has seen. */
  readonly isClosed?: boolean;
  /** Meanwhile a question is to be answered over the film. */
  readonly isAsked?: boolean;
}

export const [ALICE, BOB, CAROL] = ['alice', 'bob', 'carol'].map(
  (name) => name.padEnd(22, '_') as MemberId,
) as [MemberId, MemberId, MemberId];
export const NAMES = { [ALICE]: 'Alice', [BOB]: 'Bob', [CAROL]: 'كارول' };
/** One of them has chosen a picture. */
export const AVATARS = { [BOB]: '🦊' };
export const FILM = 'https://films.example/moon' as MediaKey;

function standing(state: SyncReport['state'], driftMs: number | null = null): SyncReport {
  return { state, driftMs, uncertaintyMs: driftMs === null ? null : 3, bufferedAheadS: 40 };
}

function member(id: MemberId, more: Partial<FeatureMember> = {}): FeatureMember {
  return {
    id,
    name: NAMES[id] ?? null,
    avatar: AVATARS[id] ?? null,
    isSelf: id === ALICE,
    role: 'viewer',
    report: standing('in-step', 4),
    ...more,
  };
}

export const MEMBERS = [
  member(ALICE, { role: 'host' }),
  member(BOB, { role: 'co-host', report: standing('catching-up', -820) }),
  member(CAROL, { report: standing('buffering') }),
  member('dave'.padEnd(22, '_') as MemberId, { name: 'Dave', role: 'spectator', report: standing('in-ad') }),
  member('erin'.padEnd(22, '_') as MemberId, { name: null, report: null }),
];

export function talk(...said: readonly (readonly [by: MemberId, act: object])[]): readonly FeatureEvent[] {
  return said.map(([by, act], index) => ({
    lamport: (index + 1) as Lamport,
    at: (40_000 * index) as RelayMs,
    by,
    id: `say-${index + 1}` as ActId,
    act,
  }));
}

export const say = (text: string, positionS: number) => ({
  kind: 'say',
  text,
  moment: { media: FILM, positionS },
});

const CONVERSATION = talk(
  [BOB, say('Is everybody here?', 3)],
  [CAROL, say('نعم، أنا هنا! 🎬', 9)],
  [
    ALICE,
    say('Popcorn is ready. Here is what it is about: https://films.example/a-trip-to-the-moon?lang=en', 41),
  ],
  [BOB, say('Did you see that?', 124)],
  [BOB, say('Right in the eye!', 126)],
  [CAROL, say('I take that back', 128)],
  [CAROL, { kind: 'delete', of: 'say-6' }],
  [ALICE, say('One of the frist tricks of its kind', 733)],
  [ALICE, { kind: 'edit', of: 'say-8', text: 'One of the first tricks of its kind' }],
);

export function queued(name: string, title: string, place: string, lengthS: number | null = null) {
  const url = `https://films.example/${name}`;
  return { id: name, url, title, lengthS, place };
}

const QUEUE = talk(
  [
    BOB,
    {
      kind: 'add',
      items: [
        queued('moon', 'A Trip to the Moon', 'a0', 780),
        queued(
          'voyage',
          'The Impossible Voyage: a journey with all the accidents that one could wish for',
          'a1',
          1_220,
        ),
        queued('pole', 'The Conquest of the Pole', 'a2', 1_980),
      ],
    },
  ],
  [CAROL, { kind: 'add', items: [queued('arabic', 'رحلة إلى القمر', 'a3', 792)] }],
  [ALICE, { kind: 'add', items: [queued('link', 'films.example/s/ep-4?lang=en', 'a4')] }],
  ...['voyage', 'pole', 'arabic'].map(
    (of, index) => [CAROL, { kind: 'picture', of, picture: SAMPLE_PICTURES[index] }] as const,
  ),
  [ALICE, { kind: 'vote', of: 'pole', isFor: true }],
  [CAROL, { kind: 'vote', of: 'pole', isFor: true }],
  [BOB, { kind: 'open', of: 'moon', turn: 1, again: null }],
  [BOB, { kind: 'begin', turn: 1 }],
);
const BY_VOTE = talk(
  ...QUEUE.map(({ by, act }) => [by, act as object] as const),
  [ALICE, { kind: 'set', settings: { pick: 'most-wanted', isLooping: true, skipsByVote: true } }],
  [BOB, { kind: 'skip', turn: 1 }],
);

const toQueue = () => text('queue');

export const SIDE_SAMPLES: Readonly<Record<string, SideSample>> = {
  'side-chat': { said: CONVERSATION },
  'side-chat-asked': { said: CONVERSATION, isAsked: true },
  'side-chat-empty': { said: [] },
  'side-chat-jump': { said: CONVERSATION, pressed: () => [text('chatJumpTo', '2:04')] },
  'side-chat-own': { said: CONVERSATION, pressed: () => [text('chatMoreAboutOwn')] },
  'side-chat-emoji': { said: CONVERSATION, pressed: () => [text('emojiChoose'), text('emojiFood')] },
  'side-chat-emoji-people': { said: CONVERSATION, pressed: () => [text('emojiChoose'), text('emojiPeople')] },
  'side-chat-emoji-recent': {
    said: CONVERSATION,
    pressed: () => [text('emojiChoose'), text('emojiRecent')],
    recentEmoji: ['🍿', '🎬', '😂', '🥳', '❤️', '👏', '🔥', '🦊', '🌙', '🚀'],
  },
  'side-chat-emoji-search': {
    said: CONVERSATION,
    pressed: () => [text('emojiChoose')],
    sought: 'sta',
  },
  'side-chat-emoji-none': { said: CONVERSATION, pressed: () => [text('emojiChoose')], sought: 'qqq' },
  'light-side-chat-emoji': { said: CONVERSATION, pressed: () => [text('emojiChoose')] },
  'side-chat-hostile': {
    said: talk(
      [BOB, say(`<img src=x onerror=alert(1)> \u202etxet\u202c ${'Z\u0351\u0353'.repeat(60)}`, 5)],
      [CAROL, say('W'.repeat(400), 6)],
      [BOB, say('javascript:alert(1) https://bank.example@evil.example/', 7)],
    ),
  },
  'side-queue': { said: [], queued: QUEUE, pressed: () => [toQueue()] },
  'side-queue-empty': { said: [], pressed: () => [toQueue()] },
  'side-queue-more': {
    said: [],
    queued: QUEUE,
    pressed: () => [toQueue(), text('queueMore', 'The Conquest of the Pole')],
  },
  'side-queue-vote': { said: [], queued: BY_VOTE, pressed: () => [toQueue(), text('queueOptions')] },
  'side-queue-save': {
    said: [],
    queued: QUEUE,
    pressed: () => [toQueue(), text('queueOptions'), text('queueSave')],
  },
  'side-queue-save-refused': {
    said: [],
    queued: QUEUE,
    library: { kind: 'not-saved', why: 'name-taken' },
    pressed: () => [toQueue(), text('queueOptions'), text('queueSave'), text('chatSave')],
  },
  'side-queue-library': {
    said: [],
    queued: QUEUE,
    library: {
      kind: 'playlists',
      playlists: [
        { id: 1, name: 'Film night', count: 12 },
        { id: 2, name: 'قائمة الرحلات', count: 3 },
        {
          id: 3,
          name: 'For the train, and a name that is as long as a name of a playlist can be',
          count: 500,
        },
      ],
    },
    saved: [
      { address: 'https://films.example/meadow', title: 'The Meadow at Night', lengthS: 5_400 },
      { address: 'https://films.example/live', title: '', lengthS: null },
    ],
    pressed: () => [toQueue(), text('queueOptions'), text('queueFromLibrary')],
  },
  'light-side-queue-save': {
    said: [],
    queued: QUEUE,
    pressed: () => [toQueue(), text('queueOptions'), text('queueSave')],
  },
  'side-queue-spectator': { said: [], queued: QUEUE, role: 'spectator', pressed: () => [toQueue()] },
  'light-side-chat': { said: CONVERSATION, pressed: () => [text('chatMoreAboutOwn')] },
  'light-side-people': { said: [], pressed: () => [text('people')] },
  'light-side-unseen': { said: CONVERSATION, isClosed: true },
  'side-people': { said: [], pressed: () => [text('people')] },
  'side-people-muted': { said: [], pressed: () => [text('people'), text('mutePerson', 'Bob')] },
  'side-unseen': { said: CONVERSATION, isClosed: true },
};
