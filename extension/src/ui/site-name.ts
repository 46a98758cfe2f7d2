// What people call a site or a relay: the host and nothing else, the same wherever the popup names one.

/**
 * `player.example` from an address, an origin or a match pattern such as `*://*.player.example/*`. A user's name before the
 * host, which could pass for one, is left out.
 */
export function siteOf(addressOrPattern: string): string {
  const host = addressOrPattern.replace(/^[^:]*:\/\/(?:[^/?#]*@)?/, '').replace(/[/?#].*$/, '');
  return host.replace(/^\*\./, '').replace(/^www\./, '');
}

/** A host as the match pattern that lets us in there; a pattern stays what it is. */
export function hostPattern(hostOrPattern: string): string {
  return hostOrPattern.includes('://') ? hostOrPattern : `*://${hostOrPattern}/*`;
}

/** The match pattern that lets us into the site of an address; null for addresses no site stands behind. */
export function patternOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, hostname } = new URL(address);
  // Without the port: Firefox's patterns know none, and Chrome's then mean every port.
  return protocol === 'http:' || protocol === 'https:' ? `${protocol}//${hostname}/*` : null;
}
