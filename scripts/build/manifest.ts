// Makes one browser's manifest from the base, that browser's delta and what only the build knows.
import { inviteMatchPattern } from './relay-url.ts';

export type Browser = 'chrome' | 'firefox';
export const BROWSERS: readonly Browser[] = ['chrome', 'firefox'];

/**
 * `asked-for` is what we ship: hosts are optional and the person is asked. `granted` is for tests only, because
 * no headless Chromium can answer the browser's prompt.
 */
export type HostAccess = 'asked-for' | 'granted';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export type ManifestParts = {
  base: JsonObject;
  delta: JsonObject;
  version: string;
  relayUrl: string;
  hostAccess: HostAccess;
};

export function composeManifest({ base, delta, version, relayUrl, hostAccess }: ManifestParts): JsonObject {
  const manifest = mergeDeep(base, delta);
  manifest.version = version;
  manifest.content_scripts = [
    { matches: [inviteMatchPattern(relayUrl)], js: ['invite.js'], run_at: 'document_start' },
  ];
  if (hostAccess === 'granted') manifest.host_permissions = manifest.optional_host_permissions ?? [];
  return manifest;
}

/** Objects are merged, everything else is replaced, `null` in the delta takes a key away. */
export function mergeDeep(base: JsonObject, delta: JsonObject): JsonObject {
  const merged: JsonObject = { ...base };
  for (const [key, value] of Object.entries(delta)) {
    const inBase = merged[key];
    if (value === null) delete merged[key];
    else merged[key] = isObject(value) && isObject(inBase) ? mergeDeep(inBase, value) : value;
  }
  return merged;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
