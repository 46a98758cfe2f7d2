// The path for every site that nobody has prepared: an address is what it says, less what only tracks people.
import type { SiteAdapter } from '../site.ts';

/** Parameters that tell where a visitor came from, never what is shown. */
const TRACKING = /^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|si|ref|ref_src)$/;

export const genericSite: SiteAdapter = {
  id: 'generic',
  name: null,
  matches: () => true,
  canonicalUrl(location) {
    const url = new URL(location);
    url.hash = '';
    // Quirk #1: Firefox gives content scripts no iterable URLSearchParams.
    const parameters = url.search.slice(1).split('&');
    const telling = parameters.filter((parameter) => !TRACKING.test(parameter.split('=')[0] ?? ''));
    url.search = telling.join('&');
    return url.href;
  },
};
