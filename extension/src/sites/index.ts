// The sites Sameframe knows, most particular first; the generic path last, so that there is always one.

import type { MediaKey } from '@sameframe/shared/ids.ts';
import { mediaKeyOf } from '@sameframe/shared/media-key.ts';
import { crunchyroll } from './crunchyroll/index.ts';
import { disneyPlus } from './disney-plus/index.ts';
import { genericSite, plainAddressOf } from './generic/index.ts';
import { hulu } from './hulu/index.ts';
import { jellyfin } from './jellyfin/index.ts';
import { netflix } from './netflix/index.ts';
import { plex } from './plex/index.ts';
import { primeVideo } from './prime-video/index.ts';
import type { SiteAdapter } from './site.ts';
import { twitch } from './twitch/index.ts';
import { vimeo } from './vimeo/index.ts';
import { youtube } from './youtube/index.ts';

export const SITES: readonly SiteAdapter[] = [
  netflix,
  youtube,
  disneyPlus,
  primeVideo,
  hulu,
  twitch,
  vimeo,
  crunchyroll,
  plex,
  jellyfin,
  genericSite,
];

/**
 * `www.netflix.com.localhost` is always this very computer (RFC 6761): there a site's fixture is served, and its adapter
 * works as on the site itself.
 */
const OWN_COMPUTER = '.localhost';

export function siteFor(location: URL): SiteAdapter {
  const asked = asOnTheSite(location);
  return SITES.find((site) => site.matches(asked)) ?? genericSite;
}

/**
 * The address of what a page shows, the same for everyone who watches the same (SPEC MK). Without its document only what
 * the address tells.
 */
export function canonicalUrlOf(location: URL, document: Document | null = null): string {
  const site = siteFor(location);
  const asked = asOnTheSite(location);
  const shown = document === null ? null : (site.readAddress?.(document, asked) ?? null);
  const told = shown ?? asked;
  const canonical = new URL(site.canonicalUrl(told) ?? plainAddressOf(told));
  if (asked.hostname === location.hostname) return canonical.href;
  canonical.protocol = location.protocol;
  canonical.hostname += OWN_COMPUTER;
  canonical.port = location.port;
  return canonical.href;
}

/** What a page at this address shows, as far as that can be told from outside; null for what is no address of the web. */
export function identifyAddress(address: string): { readonly key: MediaKey; readonly url: string } | null {
  if (!URL.canParse(address)) return null;
  const location = new URL(address);
  if (!/^https?:$/.test(location.protocol) || location.username !== '') return null;
  const url = canonicalUrlOf(location);
  return { key: mediaKeyOf(url), url };
}

function asOnTheSite(location: URL): URL {
  const asked = new URL(location);
  if (asked.hostname.endsWith(OWN_COMPUTER)) asked.hostname = asked.hostname.slice(0, -OWN_COMPUTER.length);
  return asked;
}
