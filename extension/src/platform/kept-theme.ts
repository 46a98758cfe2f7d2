// The colours that the person has chosen, for our own pages. The background keeps them with all other settings; the copy
// here is there at once, so that nobody is dazzled until it has been read.
import { browser } from './browser.ts';

const KEY = 'theme';

/** Which of `themes` was in force when one of our pages was last open. */
export function readKeptTheme<Theme extends string>(themes: readonly Theme[]): Theme | null {
  const kept = localStorage.getItem(KEY);
  return themes.find((theme) => theme === kept) ?? null;
}

export function keepTheme(theme: string): void {
  localStorage.setItem(KEY, theme);
}

/**
 * Calls `take` whenever the theme changes, wherever it is chosen and however soon that place is closed, and now where one
 * is known. `settingsKey`: of the stored settings.
 */
export function followTheme<Theme extends string>(
  themes: readonly Theme[],
  settingsKey: string,
  take: (theme: Theme) => void,
): void {
  const kept = readKeptTheme(themes);
  if (kept !== null) take(kept);
  const hear = (settings: unknown): void => {
    const stored = (settings as { value?: { theme?: unknown } } | undefined)?.value?.theme;
    const theme = themes.find((each) => each === stored);
    if (theme === undefined) return;
    keepTheme(theme);
    take(theme);
  };
  const { local, onChanged } = browser.storage;
  onChanged.addListener((changes, area) => {
    if (area === 'local' && settingsKey in changes) hear(changes[settingsKey]?.newValue);
  });
  local.get(settingsKey).then(
    ({ [settingsKey]: settings }) => hear(settings),
    // What cannot be read is as it was last.
    () => undefined,
  );
}
