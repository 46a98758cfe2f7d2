import { expect, test } from 'vitest';
import { prepareRelays } from '../testing/relay-fixture.ts';

const startRelay = prepareRelays();

test('[HT1] health is told in one word', async () => {
  const { url } = await startRelay();
  const response = await fetch(`${url}/healthz`);
  expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
});

test('[HT1] a relay is ready as long as its store answers', async () => {
  const { url, store } = await startRelay();
  const ask = async () => {
    const response = await fetch(`${url}/readyz`);
    return [response.status, await response.json()];
  };
  expect(await ask()).toEqual([200, { status: 'ready' }]);
  await store.close();
  // The store is asked once a second, however often the relay is.
  await expect.poll(ask, { timeout: 5_000 }).toEqual([503, { status: 'storage-failed' }]);
  expect((await fetch(`${url}/healthz`)).status).toBe(503);
});

test('[HT2] every answer forbids what no page here needs', async () => {
  const { url } = await startRelay();
  for (const path of [
    '/join',
    '/join.js',
    '/join-texts.js',
    '/join.css',
    '/healthz',
    '/readyz',
    '/no-such-page',
  ]) {
    const { headers } = await fetch(url + path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  }
});

test('[HT3] what is not there is told in plain text, without repeating what was asked', async () => {
  const { url } = await startRelay();
  const response = await fetch(`${url}/<script>alert(1)</script>?q=secret`);
  expect(response.status).toBe(404);
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(await response.text()).toBe('Not found\n');
  expect((await fetch(`${url}/join`, { method: 'POST' })).status).toBe(405);
  expect((await fetch(`${url}/../package.json`)).status).toBe(404);
});

test('[HT4] the join page carries its instructions itself, and nothing inline or from elsewhere', async () => {
  const { url } = await startRelay();
  const response = await fetch(url);
  expect(new URL(response.url).pathname).toBe('/join');
  const page = await response.text();
  expect(page).toContain('Install the Sameframe extension');
  expect(page).toContain('only this computer can join');
  expect(page).not.toMatch(/<script(?! src="\/)|<style|\sstyle=|\son[a-z]+=|https?:/);
});
