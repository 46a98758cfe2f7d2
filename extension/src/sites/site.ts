// What Sameframe must know of a site beyond a plain <video>. One folder and one line in index.ts each.

export interface SiteAdapter {
  readonly id: string;
  matches(location: URL): boolean;
  /** Canonical address of what a page shows: the same for two people who watch the same (SPEC MK). */
  canonicalUrl(location: URL): string;
}
