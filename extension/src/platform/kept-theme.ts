// The colours that the person had last, for our own pages: until the background has said, nobody is to be dazzled.
const KEY = 'theme';

/** Null where none of `themes` is kept. */
export function readKeptTheme<Theme extends string>(themes: readonly Theme[]): Theme | null {
  const kept = localStorage.getItem(KEY);
  return themes.find((theme) => theme === kept) ?? null;
}

export function keepTheme(theme: string): void {
  localStorage.setItem(KEY, theme);
}

/** Called when another page of ours has kept another one. */
export function onOtherTheme(hear: () => void): void {
  addEventListener('storage', ({ key }) => {
    if (key === KEY) hear();
  });
}
