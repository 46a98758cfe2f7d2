// What the welcome page shows of the practice party: who did what, how the two stand, and what has been tried.

import { type Signal, signal } from '@preact/signals';
import type { OpenedEvent } from '@sameframe/shared/replica.ts';
import { describe, type Names } from '../overlay/words.ts';
import { describeMemberSync, type SyncWords } from '../ui/sync-words.ts';
import { text } from '../ui/text.ts';
import { FRIEND_ID, OWN_ID, type Practice } from './practice.ts';
import { NOTHING_TRIED, noteTried, type Tried } from './tried.ts';

export interface ToldLine {
  readonly id: string;
  readonly words: string;
}

export interface WelcomeSession {
  /** The newest last. */
  readonly lines: Signal<readonly ToldLine[]>;
  readonly tried: Signal<Tried>;
  /** How the friend's film stands to the party's. */
  readonly friendSync: Signal<SyncWords>;
  attach(seat: 'own' | 'friends', video: HTMLVideoElement | null): void;
  pressAsFriend(): void;
  jumpAsFriend(): void;
  noteEvent(event: OpenedEvent): void;
  noteStep(): void;
}

const MAX_LINES = 3;

/** The practice reports to the session that shows it: it is opened with what it is to report to. */
export function openWelcomeSession(
  open: (listener: Pick<WelcomeSession, 'noteEvent' | 'noteStep'>) => Practice,
): WelcomeSession {
  const lines = signal<readonly ToldLine[]>([]);
  const tried = signal(NOTHING_TRIED);
  const friendSync = signal(describeMemberSync(null));
  const names: Names = {
    self: OWN_ID,
    nameOf: (member) => (member === FRIEND_ID ? text('welcomeFriend') : text('welcomeYou')),
  };
  let practice: Practice | null = null;

  const session: WelcomeSession = {
    lines,
    tried,
    friendSync,
    attach: (seat, video) => practice?.[seat].attach(video),
    pressAsFriend: () => practice?.pressAsFriend(),
    jumpAsFriend: () => practice?.jumpAsFriend(),
    noteEvent(event) {
      tried.value = noteTried(tried.value, event);
      if (event.from !== 'member' || event.meaning?.channel !== 'playback') return;
      const words = describe({ kind: 'acted', by: event.by, act: event.meaning.act }, names);
      lines.value = [...lines.value, { id: event.ref.id, words }].slice(-MAX_LINES);
    },
    noteStep() {
      if (practice === null) return;
      const words = describeMemberSync(practice.friends.report());
      const { text: told, measured } = friendSync.value;
      if (words.text !== told || words.measured !== measured) friendSync.value = words;
    },
  };
  practice = open(session);
  return session;
}
