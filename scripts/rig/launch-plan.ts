// Everything a launcher must know, decided: nothing in it is optional any more.

/** A browser that is longer at one word hangs, ms: less than a test has, so that this says at which word and where. */
export const ANSWER_WITHIN_MS = 40_000;

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
