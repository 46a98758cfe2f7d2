// Decides which relay a build talks to by default. A release must never silently point at a developer's
// machine, so there the address is asked for and nothing is assumed.
import { BuildError } from './build-error.ts';

export type BuildMode = 'development' | 'release';

const DEVELOPMENT_RELAY_URL = 'http://localhost:8787';

/** The origin of the default relay, without a trailing slash. */
export function chooseRelayUrl(mode: BuildMode, requested: string | undefined): string {
  if (requested === undefined || requested === '') {
    if (mode === 'development') return DEVELOPMENT_RELAY_URL;
    throw new BuildError(
      'relay-url-missing',
      'A release build needs to know its relay.',
      'Set RELAY_URL, for example: RELAY_URL=https://relay.example.org npm run build -- --release',
    );
  }
  const url = parseOrigin(requested);
  if (mode === 'release' && url.protocol !== 'https:') {
    throw new BuildError(
      'relay-url-insecure',
      `A release build does not take ${requested}: what members send would cross the network unprotected.`,
      'Give an address that starts with https://, or build without --release to try things out.',
    );
  }
  return url.origin;
}

/** The match pattern of the relay's invite page. Patterns know hosts and no ports. */
export function inviteMatchPattern(relayUrl: string): string {
  const url = new URL(relayUrl);
  return `${url.protocol}//${url.hostname}/join*`;
}

function parseOrigin(requested: string): URL {
  const url = URL.canParse(requested) ? new URL(requested) : undefined;
  const isWebAddress = url?.protocol === 'http:' || url?.protocol === 'https:';
  const isBareOrigin = url && url.pathname === '/' && !url.search && !url.hash && !url.username;
  if (!isWebAddress || !isBareOrigin) {
    throw new BuildError(
      'relay-url-invalid',
      `RELAY_URL is not the address of a relay: ${requested}`,
      'Give scheme and host, and a port if needed, and nothing after it: https://relay.example.org',
    );
  }
  return url;
}
