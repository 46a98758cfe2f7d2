// What `npm test` consists of, in order: the cheap and telling parts first.

import type { PackageName } from '../setup/ensure-packages.ts';

export type Part =
  | { kind: 'check'; name: string; npmScript: string }
  /** `needs`: programs of the system that its tests run. `mostlyWaits`: it leaves the processor to what runs beside it. */
  | { kind: 'vitest'; name: string; needs: readonly PackageName[]; mostlyWaits?: true };

const BROWSER_PROGRAMS = [
  'chromium',
  'firefox-esr',
  'firefox-esr-l10n-ar',
  'firefox-esr-l10n-de',
  'firefox-esr-l10n-es-es',
  'firefox-esr-l10n-fr',
  'firefox-esr-l10n-ja',
  'ffmpeg',
  'xvfb',
  'xdotool',
  'dbus',
  'gcc',
] as const;
/** What the tests of the relay's surroundings start: the real ones. */
const SERVER_PROGRAMS = ['nginx', 'openssl', 'redis-server'] as const;

export const PARTS: readonly Part[] = [
  { kind: 'vitest', name: 'servers', needs: SERVER_PROGRAMS, mostlyWaits: true },
  // As long as all other checks together, which run beside it.
  { kind: 'check', name: 'features', npmScript: 'check:features' },
  { kind: 'check', name: 'types', npmScript: 'check:types' },
  { kind: 'check', name: 'lint', npmScript: 'lint' },
  { kind: 'check', name: 'imports', npmScript: 'check:imports' },
  { kind: 'check', name: 'dead-code', npmScript: 'check:dead-code' },
  { kind: 'check', name: 'size', npmScript: 'check:size' },
  { kind: 'check', name: 'texts', npmScript: 'check:texts' },
  { kind: 'check', name: 'build', npmScript: 'build' },
  { kind: 'check', name: 'webext', npmScript: 'check:webext' },
  { kind: 'vitest', name: 'unit', needs: [] },
  { kind: 'vitest', name: 'simulation', needs: [] },
  { kind: 'vitest', name: 'browsers-in-pairs', needs: BROWSER_PROGRAMS },
  { kind: 'vitest', name: 'browsers', needs: BROWSER_PROGRAMS },
];

/** It runs beside the checks. */
export function mostlyWaits(part: Part): boolean {
  return part.kind === 'vitest' && part.mostlyWaits === true;
}

/** They meet the fixtures. */
export function isOfBrowsers({ name }: Part): boolean {
  return name.startsWith('browsers');
}

/** `only` names parts, separated by commas; `checks` stands for all that are not tests. */
export function chooseParts(only: string | undefined): {
  parts: readonly Part[];
  unknown: readonly string[];
} {
  if (only === undefined) return { parts: PARTS, unknown: [] };
  const wanted = only.split(',').map((name) => name.trim());
  const unknown = wanted.filter((name) => name !== 'checks' && !PARTS.some((part) => part.name === name));
  const parts = PARTS.filter(
    ({ kind, name }) => wanted.includes(name) || (kind === 'check' && wanted.includes('checks')),
  );
  return { parts, unknown };
}
