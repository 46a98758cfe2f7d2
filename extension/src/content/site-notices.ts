// What a person is told of how far Sameframe works on the site in front: once each, when the film is driven.
import type { SiteNotice } from '../messages/content-background.ts';
import type { PlayerCondition } from '../player/site-player.ts';
import type { SiteAdapter } from '../sites/site.ts';

/** `condition`: of the site's own player; null while no film is driven. */
export function siteNoticeOf(
  { name, isExperimental }: Pick<SiteAdapter, 'name' | 'isExperimental'>,
  condition: PlayerCondition | null,
): SiteNotice | null {
  if (name === null) return null;
  if (condition === 'lost') return { site: name, kind: 'lost' };
  return isExperimental ? { site: name, kind: 'experimental' } : null;
}

/** Tells what is new. */
export function createSiteNotices(tell: (notice: SiteNotice) => void) {
  const told = new Set<SiteNotice['kind']>();
  return (notice: SiteNotice | null): void => {
    if (notice === null || told.has(notice.kind)) return;
    told.add(notice.kind);
    tell(notice);
  };
}
