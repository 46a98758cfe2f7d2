import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FRAME_STRIP, readPaintedFrame } from './sample-recipe.ts';
import { type Playground, servePlayground } from './serve-playground.ts';

const FILM = Buffer.from(Array.from({ length: 1_000 }, (_, index) => index % 256));

describe('the playground', () => {
  let folder: string;
  let playground: Playground;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sameframe-playground-'));
    const film = join(folder, 'film.mp4');
    await writeFile(film, FILM);
    playground = await servePlayground({
      sample: { withSound: film, silent: film, advert: film, recut: film },
    });
  });
  afterAll(async () => {
    await playground.close();
    await rm(folder, { recursive: true });
  });

  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${playground.origin}${path}`, { headers });

  it('lists its pages, and every page that it lists is there', async () => {
    const index = await (await ask('/')).text();
    const pages = [...index.matchAll(/href="([a-z-]+\.html[^"]*)"/g)].map(([, page]) => page);
    expect(pages).toContain('plain.html');
    for (const page of pages) {
      const answer = await ask(`/${page}`);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toMatch(/<title>.+ · Sameframe playground<\/title>/);
    }
  });

  it('serves real players, bundled with their page, and nothing else by that way', async () => {
    const script = await ask('/players/plyr.js');
    expect([script.status, script.headers.get('content-type')]).toEqual([
      200,
      'text/javascript; charset=utf-8',
    ]);
    expect((await script.text()).length).toBeGreaterThan(50_000);
    expect((await ask('/players/plyr.css')).headers.get('content-type')).toContain('text/css');
    for (const path of [
      '/players/none.js',
      '/players/hls-js.css',
      '/players/..%2fpackage.js',
      '/adaptive/x.txt',
    ]) {
      expect((await ask(path)).status).toBe(404);
    }
  });

  it('puts the frame on the other origin', async () => {
    expect(await (await ask('/frame.html')).text()).toContain(`${playground.otherOrigin}/framed-player.html`);
    expect((await fetch(`${playground.otherOrigin}/framed-player.html`)).status).toBe(200);
  });

  it('answers a range with exactly those bytes', async () => {
    const answer = await ask('/media/sample.mp4', { range: 'bytes=100-199' });
    expect([answer.status, answer.headers.get('content-range')]).toEqual([206, 'bytes 100-199/1000']);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(FILM.subarray(100, 200));
  });

  it('answers a range beyond the end with 416', async () => {
    const answer = await ask('/media/sample.mp4', { range: 'bytes=1000-' });
    expect([answer.status, answer.headers.get('content-range')]).toEqual([416, 'bytes */1000']);
  });

  it('sends slowly when asked to', async () => {
    const startedAt = performance.now();
    const body = await (await ask('/media/sample.mp4?kbps=40')).arrayBuffer();
    expect(body.byteLength).toBe(1_000);
    // 1,000 bytes at 40 kbit/s are 200 ms.
    expect(performance.now() - startedAt).toBeGreaterThan(150);
  });

  it('stops a film on one line and lets it go on, and no other', async () => {
    playground.lines.freeze('bob');
    const film = async (line: string) =>
      (await (await ask(`/media/sample.mp4?line=${line}`)).arrayBuffer()).byteLength;
    const stopped = film('bob');
    expect(await film('alice')).toBe(1_000);
    expect(await Promise.race([stopped, film('carol').then(() => 'still stopped')])).toBe('still stopped');
    playground.lines.thaw('bob');
    expect(await stopped).toBe(1_000);
  });

  it.each(['/missing.html', '/..%2f..%2fpackage.json', '/../serve-playground.ts'])(
    'refuses %s',
    async (path) => {
      expect((await ask(path)).status).toBe(404);
    },
  );

  it('says when its port is taken', async () => {
    const port = Number(new URL(playground.origin).port);
    const film = join(folder, 'film.mp4');
    await expect(
      servePlayground({ port, sample: { withSound: film, silent: film, advert: film, recut: film } }),
    ).rejects.toMatchObject({
      code: 'port-taken',
    });
  });
});

describe('readPaintedFrame', () => {
  const paint = (frame: number) => [
    250,
    ...Array.from({ length: FRAME_STRIP.bits }, (_, bit) => ((frame >> bit) & 1 ? 235 : 22)),
    18,
  ];

  it.each([0, 1, 375, 8_999])('reads frame %d back', (frame) => {
    expect(readPaintedFrame(paint(frame))).toBe(frame);
  });

  it('reads nothing from a picture without the strip', () => {
    expect(readPaintedFrame(Array.from({ length: 16 }, () => 120))).toBeUndefined();
  });
});
