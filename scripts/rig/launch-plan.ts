// Everything a launcher must know, decided: nothing in it is optional any more.

export interface LaunchPlan {
  readonly executablePath: string;
  readonly extensionDir: string;
  /** The add-on id that Firefox needs; Chromium makes up its own. */
  readonly geckoId: string | undefined;
  readonly popupPath: string;
  readonly headless: boolean;
  readonly profileDir: string;
  readonly isOwnProfile: boolean;
  readonly isRoot: boolean;
  /** Of the browser itself, as a BCP 47 tag. */
  readonly language: string;
  readonly windowSize: { readonly width: number; readonly height: number };
  readonly env: Record<string, string | undefined>;
  readonly args: readonly string[];
  readonly prefs: Readonly<Record<string, string | number | boolean>>;
  readonly signals: {
    readonly handleSIGINT: boolean;
    readonly handleSIGTERM: boolean;
    readonly handleSIGHUP: boolean;
  };
}
