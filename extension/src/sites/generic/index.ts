// The path for every site that nobody has prepared: an address is what it says, less what only tracks people or
// scrolls. How addresses are compared is media-key.ts's.
import type { SiteAdapter } from '../site.ts';

/** Parameters that tell where a visitor came from or who they are, never what is shown. */
const TRACKING =
  /^(?:utm_\w+|(?:fb|g|d|y|tw|tt)clid|msclkid|[gw]braid|gclsrc|gad_source|_g[al]|fb_\w+|mc_[ce]id|_hs(?:enc|mi)|mkt_tok|vero_id|igsh|igshid|si|ref|ref_(?:src|url)|phpsessid|jsessionid)$/i;
/** `t=1h2m3s`, `start=90s`: a place in the film, when it says so itself; a bare number may be anything's. */
const PLACE = /^(?:t|start|time_continue)=(?=\d)(?:\d+h)?(?:\d+m)?(?:\d+s)?$/i;
/** `#/film/2`, `#!film=2`: a page within the page. Other fragments are places on it. */
const ROUTE = /^#!?(?!t=|:~:).*[/=]/;

export const genericSite: SiteAdapter = {
  id: 'generic',
  name: null,
  matches: () => true,
  canonicalUrl: () => null,
};

/** What an address says, where nothing more is known of its site. */
export function plainAddressOf(location: URL): string {
  const url = new URL(location);
  if (!ROUTE.test(url.hash)) url.hash = '';
  // Quirk #1: Firefox gives content scripts no iterable URLSearchParams.
  url.search = url.search.slice(1).split('&').filter(isTelling).join('&');
  return url.href;
}

function isTelling(parameter: string): boolean {
  const name = parameter.split('=')[0] ?? '';
  return !TRACKING.test(name) && !PLACE.test(parameter);
}
