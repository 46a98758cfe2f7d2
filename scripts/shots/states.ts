// Every state of popup, overlay and our own pages that the gallery can draw, as its address names it, and in which languages it does.
import { SIDE_SAMPLES } from '../../extension/src/features/testing/side-samples.ts';
import { LIBRARY_SAMPLES } from '../../extension/src/library-page/testing/library-samples.ts';
import { OVERLAY_SAMPLES } from '../../extension/src/overlay/testing/sample-situations.ts';
import { SAMPLES } from '../../extension/src/popup/testing/sample-views.ts';
import { WELCOME_SAMPLES } from '../../extension/src/welcome-page/testing/welcome-samples.ts';

/** Those with the most to show, for frames in which there is hardly room for them. */
const CRAMPED: readonly string[] = [
  'toasts-undo',
  'ask-everyone',
  'needs-click',
  'details',
  'party-went-on',
  'waiting-for-host',
  'side-chat',
  'side-chat-asked',
  'side-chat-jump',
  'side-chat-own',
  'side-chat-emoji',
  'side-chat-emoji-search',
  'side-queue',
  'side-people',
  'side-people-muted',
  'side-unseen',
];

/** In a small film of its own frame, and over a film at the top of a page on a telephone. */
export const CRAMPED_STATES = ['narrow', 'phone'].flatMap((frame) =>
  CRAMPED.map((name) => `overlay/${frame}-${name}`),
);

export const STATES: readonly string[] = [
  ...Object.keys(SAMPLES).map((name) => `popup/${name}`),
  ...Object.keys(LIBRARY_SAMPLES).map((name) => `library/${name}`),
  ...Object.keys(WELCOME_SAMPLES).map((name) => `welcome/${name}`),
  ...Object.keys(OVERLAY_SAMPLES).map((name) => `overlay/${name}`),
  ...Object.keys(SIDE_SAMPLES).map((name) => `overlay/${name}`),
  ...CRAMPED_STATES,
];

/** Those that show whether everything is mirrored. */
const MIRRORED: readonly string[] = [
  'popup/no-party-recent',
  'popup/in-party',
  'popup/in-party-settings',
  'popup/in-party-videos',
  'popup/pending',
  'library/playlist',
  'welcome/tried',
  'overlay/toasts-three',
  'overlay/toasts-undo',
  'overlay/details',
  'overlay/ask-everyone',
  'overlay/side-chat',
  'overlay/side-queue-library',
  'overlay/side-chat-emoji',
  'overlay/side-people',
  'overlay/narrow-side-chat-emoji',
  'overlay/narrow-toasts-undo',
  'overlay/narrow-side-chat',
];

/** The README's pictures, by the name of their file: of one browser, in its light colours. */
export const README_PICTURES: Readonly<Record<string, string>> = {
  'popup.png': 'popup/in-party',
  'chat.png': 'overlay/side-chat',
  'queue.png': 'overlay/side-queue',
};

export interface Shot {
  readonly state: string;
  readonly locale: string;
}

/** All states in one language, or in English with the main ones in Arabic, which runs the other way. */
export function chooseShots(prefix: string, locale: string | undefined): readonly Shot[] {
  const all = STATES.map((state) => ({ state, locale: locale ?? 'en' }));
  const mirrored = locale === undefined ? MIRRORED.map((state) => ({ state, locale: 'ar' })) : [];
  return [...all, ...mirrored].filter(({ state }) => state.startsWith(prefix));
}

/** Without the ending; the usual language goes unsaid. */
export function nameOfShot({ state, locale }: Shot, browser: string, scheme: string): string {
  const language = locale === 'en' ? [] : [locale];
  return [state.replace('/', '-'), ...language, browser, scheme].join('.');
}
