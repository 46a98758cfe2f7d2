// Every state of popup, library and overlay that the gallery can draw, as its address names it, and in which languages it does.
import { SIDE_SAMPLES } from '../../extension/src/features/testing/side-samples.ts';
import { LIBRARY_SAMPLES } from '../../extension/src/library-page/testing/library-samples.ts';
import { OVERLAY_SAMPLES } from '../../extension/src/overlay/testing/sample-situations.ts';
import { SAMPLES } from '../../extension/src/popup/testing/sample-views.ts';

export const STATES: readonly string[] = [
  ...Object.keys(SAMPLES).map((name) => `popup/${name}`),
  ...Object.keys(LIBRARY_SAMPLES).map((name) => `library/${name}`),
  ...Object.keys(OVERLAY_SAMPLES).map((name) => `overlay/${name}`),
  ...Object.keys(SIDE_SAMPLES).map((name) => `overlay/${name}`),
];

/** Those that show whether everything is mirrored. */
const MIRRORED: readonly string[] = [
  'popup/no-party-recent',
  'popup/in-party',
  'popup/in-party-settings',
  'popup/in-party-videos',
  'popup/pending',
  'library/playlist',
  'overlay/toasts-three',
  'overlay/details',
  'overlay/ask-everyone',
  'overlay/side-chat',
  'overlay/side-people',
];

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
