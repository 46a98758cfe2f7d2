import { expect, test, vi } from 'vitest';
import { createPictureReader } from './page-picture.ts';

const ADDRESS = 'https://cdn.example/a.jpg';

function setup(body: BodyInit | null, { type = 'image/jpeg', status = 200 } = {}) {
  const request = vi.fn(
    async (_address: unknown, _options?: RequestInit) =>
      new Response(body, { status, headers: { 'content-type': type } }),
  );
  const shrink = vi.fn(async (large: Blob): Promise<string | null> => `small ${await large.text()}`);
  return { read: createPictureReader({ fetch: request as typeof fetch, shrink }), request, shrink };
}

test('[QU12] makes it small, and asks for it without cookies and without saying from where', async () => {
  const { read, request, shrink } = setup('picture');
  expect(await read(ADDRESS)).toEqual({ kind: 'picture', picture: 'small picture' });
  expect(request.mock.calls[0]?.[1]).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer' });
  expect(shrink.mock.calls[0]?.[0].type).toBe('image/jpeg');
});

test.each([
  ['a document', 'x', { type: 'text/html' }],
  ['a drawing that is a document', '<svg/>', { type: 'image/svg+xml' }],
  ['an error', 'x', { status: 403 }],
  ['nothing', null, {}],
  ['more than 2 MB', new Uint8Array(2 * 1_024 * 1_024 + 1), {}],
])('[QU12] of %s there is none', async (_what, body, answer) => {
  const { read, shrink } = setup(body, answer);
  expect(await read(ADDRESS)).toEqual({ kind: 'failed' });
  expect(shrink).not.toHaveBeenCalled();
});

test('[QU12] what the browser cannot read, or not make short, is none', async () => {
  const { read, shrink } = setup('x');
  shrink.mockResolvedValueOnce(null);
  expect(await read(ADDRESS)).toEqual({ kind: 'failed' });
  shrink.mockRejectedValueOnce(new DOMException('The source image could not be decoded.'));
  expect(await read(ADDRESS)).toEqual({ kind: 'failed' });
});
