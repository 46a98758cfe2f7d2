import { expect, test, vi } from 'vitest';
import { createTitleReader, findPicture, findTitle } from './page-title.ts';

const PAGE = 'https://films.example/watch/2';
const HTML = { 'content-type': 'text/html; charset=utf-8' };

/** A site at `PAGE` that answers so; where it ends up, and which sites have let us in. */
function setup(
  body: BodyInit | null,
  { headers = HTML, end = PAGE, hosts = ['https://films.example/*'], status = 200 } = {},
) {
  const request = vi.fn(async (_address: unknown, _options?: RequestInit) => {
    const response = new Response(body, { headers, status });
    Object.defineProperty(response, 'url', { value: end });
    return response;
  });
  const contains = async ({ origins }: { origins: string[] }) =>
    origins.every((each) => hosts.includes(each));
  return { read: createTitleReader({ contains }, request as typeof fetch), request };
}

test('[QU11] reads what a page calls itself, without cookies and for 5 s at most', async () => {
  const { read, request } = setup('<head><title>Moon &amp; Stars</title></head>');
  expect(await read(PAGE)).toEqual({ kind: 'title', html: '<title>Moon &amp; Stars', picture: null });
  expect(request.mock.calls[0]?.[1]).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer' });
  expect(request.mock.calls[0]?.[1]?.signal).toBeInstanceOf(AbortSignal);
});

test('[QU11] asks no site that has not let us in, nor one that it is led to', async () => {
  const other = setup('<title>x</title>', { hosts: [] });
  expect(await other.read(PAGE)).toEqual({ kind: 'failed' });
  expect(other.request).not.toHaveBeenCalled();
  const { read } = setup('<title>x</title>', { end: 'https://inside.example/' });
  expect(await read(PAGE)).toEqual({ kind: 'failed' });
});

test.each([
  ['another kind of file', { headers: { 'content-type': 'application/json' } }],
  ['an error', { status: 404 }],
])('[QU11] reads nothing of %s', async (_what, answer) => {
  expect(await setup('<title>x</title>', answer).read(PAGE)).toEqual({ kind: 'failed' });
});

test('[QU11] reads 256 KB and no more', async () => {
  let pulls = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(stream) {
      pulls += 1;
      stream.enqueue(new Uint8Array(64 * 1_024).fill(32));
    },
  });
  expect(await setup(endless).read(PAGE)).toEqual({ kind: 'failed' });
  expect(pulls).toBeLessThan(8);
  const late = `${' '.repeat(256 * 1_024)}<title>x</title>`;
  expect(await setup(late).read(PAGE)).toEqual({ kind: 'failed' });
});

test('[QU11] reads it in the encoding that the server or the page names', async () => {
  const bytes = new Uint8Array(
    [...'<meta charset="windows-1252"><title>Caf'].map((c) => c.charCodeAt(0)).concat(0xe9),
  );
  const named = setup(bytes, { headers: { 'content-type': 'text/html' } });
  expect(await named.read(PAGE)).toEqual({ kind: 'title', html: '<title>Café', picture: null });
});

test('[QU11] no network is no title', async () => {
  const read = createTitleReader({ contains: async () => true }, () =>
    Promise.reject(new TypeError('offline')),
  );
  expect(await read(PAGE)).toEqual({ kind: 'failed' });
});

test.each([
  ['<title>One</title><meta name=og:title content="Two">', '<meta name=og:title content="Two">'],
  ["<META content='Two' property='og:title' >", "<META content='Two' property='og:title' >"],
  ['<meta property="og:title:other" content="x"><title lang="en">One', '<title lang="en">One'],
  ['<title></title>', null],
  ['no page', null],
  [`<title>${'W'.repeat(10_000)}`, `<title>${'W'.repeat(1_993)}`],
  ['<meta '.repeat(40_000), null],
])('[QU11] finds the one element that names a page', (html, found) => {
  expect(findTitle(html)).toBe(found);
});

test.each([
  ['<meta property="og:image" content="/a.jpg?w=1&amp;h=2">', 'https://films.example/a.jpg?w=1&h=2'],
  ["<meta content='https://cdn.example/a b.webp' name=og:image >", 'https://cdn.example/a%20b.webp'],
  ['<meta property=og:image content=//cdn.example/a.png>', 'https://cdn.example/a.png'],
  ['<meta property="og:image:width" content="640">', null],
  ['<meta property="og:image">', null],
  ['<meta property="og:image" content="">', null],
  ['<meta property="og:image" content="https://[">', null],
  ['<meta property="og:image" content="javascript:alert(1)">', null],
  ['<meta property="og:image" content="data:image/png;base64,AA">', null],
  // What stands in the person's own network has no certificate.
  ['<meta property="og:image" content="http://192.168.0.1/reboot">', null],
])('[QU12] of %s the picture is %s', (html, address) => {
  expect(findPicture(html, PAGE)).toBe(address);
});
