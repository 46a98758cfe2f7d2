// One state of the welcome page each, for the gallery. Nothing plays: the two films stand, and what came of them is made up.
import { signal } from '@preact/signals';
import { text } from '../../ui/text.ts';
import { NOTHING_TRIED, type Tried } from '../tried.ts';
import type { ToldLine, WelcomeSession } from '../welcome-session.ts';

export interface WelcomeSample {
  readonly tried: Tried;
  readonly lines: () => readonly ToldLine[];
}

const told = () => [
  { id: '1', words: text('overlayYouPlayed') },
  { id: '2', words: text('overlayPaused', text('welcomeFriend')) },
  { id: '3', words: text('overlayYouJumped', '0:41') },
];

export const WELCOME_SAMPLES: Readonly<Record<string, WelcomeSample>> = {
  begin: { tried: NOTHING_TRIED, lines: () => [] },
  tried: { tried: { pressed: true, jumped: true, followed: true }, lines: told },
  narrow: { tried: { ...NOTHING_TRIED, pressed: true }, lines: () => told().slice(0, 1) },
};

export function sessionOf({ tried, lines }: WelcomeSample): WelcomeSession {
  const nothing = () => undefined;
  const friendSync = signal({ text: text('memberInStep'), measured: '4 ms ± 30 ms', tone: 'good' } as const);
  return {
    lines: signal(lines()),
    tried: signal(tried),
    friendSync,
    attach: nothing,
    pressAsFriend: nothing,
    jumpAsFriend: nothing,
    noteEvent: nothing,
    noteStep: nothing,
  };
}
