// What the roles of a party are called.
import type { TextKey } from './text.ts';

/** Null for what one is unless something else was said. */
export const ROLE_NAMES: Readonly<Record<'spectator' | 'viewer' | 'co-host' | 'host', TextKey | null>> = {
  host: 'roleHost',
  'co-host': 'roleCoHost',
  viewer: null,
  spectator: 'roleSpectator',
};
