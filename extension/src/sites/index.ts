// The sites Sameframe knows, most particular first; the generic path last, so that there is always one.
import { genericSite } from './generic/index.ts';
import type { SiteAdapter } from './site.ts';

const SITES: readonly SiteAdapter[] = [genericSite];

export function siteFor(location: URL): SiteAdapter {
  return SITES.find((site) => site.matches(location)) ?? genericSite;
}
