// How far Sameframe works on a site, in words: the overlay tells it once, the popup as long as it is so.

export const SITE_WORDS = {
  experimental: (site: string) => `${site} support is experimental: if something is off, reload the page`,
  lost: (site: string) =>
    `Sameframe does not recognise ${site}’s player any more. Play and pause still work together; jumps may not`,
} as const;
