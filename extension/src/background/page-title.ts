// How a page calls itself that somebody has queued by its address alone: read from the beginning of its document, where the
// person has let us into its site anyway. No cookie goes with the request, nothing of the page runs, and only the element
// that names it goes on to whoever asked.
import type { FeatureAnswer } from '../messages/feature-asks.ts';
import type { BrowserApi } from '../platform/browser-api.ts';

const MAX_BYTES = 256 * 1_024;
const MAX_MS = 5_000;
const MAX_ELEMENT_CHARS = 2_000;
const NONE: FeatureAnswer = { kind: 'failed' };

export function createTitleReader(
  permissions: Pick<BrowserApi['permissions'], 'contains'>,
  request: typeof fetch,
): (address: string) => Promise<FeatureAnswer> {
  const isLetIn = ({ protocol, hostname }: URL): Promise<boolean> =>
    permissions.contains({ origins: [`${protocol}//${hostname}/*`] });

  const read = async (address: string): Promise<FeatureAnswer> => {
    if (!(await isLetIn(new URL(address)))) return NONE;
    const response = await request(address, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(MAX_MS),
    });
    const type = response.headers.get('content-type') ?? '';
    const isPage = response.ok && /^text\/html\b/i.test(type);
    // It may have led elsewhere, where the person has not let us in.
    if (!isPage || response.body === null || !(await isLetIn(new URL(response.url)))) {
      await response.body?.cancel();
      return NONE;
    }
    const html = findTitle(decode(await readBeginning(response.body), type));
    return html === null ? NONE : { kind: 'title', html };
  };
  // No address, no network, no answer in time: then it is called by its address until somebody opens it.
  return (address) => read(address).catch(() => NONE);
}

async function readBeginning(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const all = new Uint8Array(MAX_BYTES);
  const reader = body.getReader();
  let length = 0;
  while (length < MAX_BYTES) {
    const { done, value } = await reader.read();
    if (done) break;
    all.set(value.subarray(0, MAX_BYTES - length), length);
    length += value.length;
  }
  await reader.cancel();
  return all.subarray(0, length);
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
  const tags = html.match(/<meta\b[^>]{0,1000}>/gi) ?? [];
  const shared = tags.find((tag) => /\b(?:property|name)\s*=\s*["']?og:title["'\s/>]/i.test(tag));
  const title = /<title\b[^>]{0,200}>[^<]{1,}/i.exec(html)?.[0] ?? null;
  return (shared ?? title)?.slice(0, MAX_ELEMENT_CHARS) ?? null;
}
