// How far Sameframe works on a site, in words: the overlay tells it once, the popup as long as it is so.
import { text } from './text.ts';

const STANDINGS = { experimental: 'siteExperimental', lost: 'siteLost' } as const;
export type SiteStanding = keyof typeof STANDINGS;

export function describeSite(standing: SiteStanding, site: string): string {
  return text(STANDINGS[standing], site);
}
