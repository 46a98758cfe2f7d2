// How a page calls itself that somebody has queued by its address alone: read from the beginning of its document, where the
// person has let us into its site anyway. No cookie goes with the request, nothing of the page runs, and only the element
// that names it goes on to whoever asked.
import type { FeatureAnswer } from '../messages/feature-asks.ts';
import type { BrowserApi } from '../platform/browser-api.ts';
import { readFar } from './far-file.ts';

const MAX_BYTES = 256 * 1_024;
const MAX_ELEMENT_CHARS = 2_000;
const NONE: FeatureAnswer = { kind: 'failed' };

export function createTitleReader(
  permissions: Pick<BrowserApi['permissions'], 'contains'>,
  request: typeof fetch,
): (address: string) => Promise<FeatureAnswer> {
  const isLetIn = (address: string): Promise<boolean> => {
    const { protocol, hostname } = new URL(address);
    return permissions.contains({ origins: [`${protocol}//${hostname}/*`] });
  };

  const read = async (address: string): Promise<FeatureAnswer> => {
    if (!(await isLetIn(address))) return NONE;
    const page = await readFar(request, { address, type: /^text\/html\b/i, maxBytes: MAX_BYTES });
    // It may have led elsewhere, where the person has not let us in.
    if (page === null || !(await isLetIn(page.url))) return NONE;
    const head = decode(page.bytes, page.type);
    const html = findTitle(head);
    return html === null ? NONE : { kind: 'title', html, picture: findPicture(head, page.url) };
  };
  // No address, no network, no answer in time: then it is called by its address until somebody opens it.
  return (address) => read(address).catch(() => NONE);
}

/** In the encoding that the server or the page itself names. */
function decode(bytes: Uint8Array, type: string): string {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 1_024));
  const named =
    /charset=["']?([\w-]{1,40})/i.exec(type) ?? /<meta[^>]{0,200}charset=["']?([\w-]{1,40})/i.exec(start);
  try {
    return new TextDecoder(named?.[1] ?? 'utf-8').decode(bytes);
  } catch {
    // An encoding that no browser knows.
    return new TextDecoder().decode(bytes);
  }
}

/** The whole element, for a parser of HTML to read: what is shared as the page's title, or else its title. */
export function findTitle(html: string): string | null {
  const title = /<title\b[^>]{0,200}>[^<]{1,}/i.exec(html)?.[0] ?? null;
  return (findShared(html, 'title') ?? title)?.slice(0, MAX_ELEMENT_CHARS) ?? null;
}

/** Where the picture is that the page wants to be shown with; null without one, or if it is neither of the page's own origin nor HTTPS. */
export function findPicture(html: string, page: string): string | null {
  const content = /\bcontent\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s"'>]+))/i.exec(
    findShared(html, 'image') ?? '',
  );
  const written = content?.[1] ?? content?.[2] ?? content?.[3];
  if (written === undefined) return null;
  try {
    // Of all that HTML may have in the place of a character only this one stands in addresses.
    const { href, protocol, origin } = new URL(written.replace(/&(?:amp|#38|#x26);/gi, '&'), page);
    return protocol === 'https:' || origin === new URL(page).origin ? href : null;
  } catch {
    return null;
  }
}

/** What the page says of itself for who shares it (Open Graph). */
function findShared(html: string, name: 'title' | 'image'): string | null {
  const tags = html.match(/<meta\b[^<>]{0,3000}>/gi) ?? [];
  const says = new RegExp(`\\b(?:property|name)\\s*=\\s*["']?og:${name}["'\\s/>]`, 'i');
  return tags.find((tag) => says.test(tag)) ?? null;
}
