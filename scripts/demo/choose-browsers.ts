// Which browsers a demo can be shown in, and whether on a screen. Installs what is missing where that is allowed;
// where it is not, says what is missing and goes on with less.

import type { BrowserKind } from '../rig/rig.ts';
import { ensurePackages, findMissingPackages } from '../setup/ensure-packages.ts';

export type BrowserChoice =
  | { readonly kind: 'pair'; readonly browsers: readonly [BrowserKind, BrowserKind] }
  /** The sample film, or a browser to show it in, is missing. */
  | { readonly kind: 'none'; readonly advice: string };

export interface ChoiceOptions {
  readonly install: 'when-allowed' | 'never';
  readonly say: (line: string) => void;
}

export async function chooseBrowsers({ install, say }: ChoiceOptions): Promise<BrowserChoice> {
  const ensured = await ensurePackages(['chromium', 'firefox-esr', 'ffmpeg'], { install, say });
  if (ensured.ok) return { kind: 'pair', browsers: ['chromium', 'firefox'] };
  const missing = await findMissingPackages(['chromium', 'firefox-esr', 'ffmpeg']);
  // A second Chromium does for a missing Firefox; nothing does for the others.
  if (missing.includes('chromium') || missing.includes('ffmpeg')) {
    return { kind: 'none', advice: ensured.reason.advice };
  }
  say(`${ensured.reason.advice} Until then: two Chromium.`);
  return { kind: 'pair', browsers: ['chromium', 'chromium'] };
}

export function hasDisplay(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  // macOS and Windows always have one that a person sits at.
  if (platform === 'darwin' || platform === 'win32') return true;
  return Boolean(environment.DISPLAY) || Boolean(environment.WAYLAND_DISPLAY);
}
