import { expect, it } from 'vitest';
import { createRuntimes } from './runtimes.ts';

type Answer = () => Promise<{ RunTimeTicks?: number | null }>;

/** Looks as often as a film does that plays. */
async function lookFor(durationMs: number, answers: readonly Answer[]) {
  let now = 0;
  let askedCount = 0;
  const readRuntime = createRuntimes(
    () => answers[Math.min(askedCount++, answers.length - 1)]?.() ?? Promise.reject(new Error('404')),
    () => now,
  );
  const read: (number | null)[] = [];
  for (; now < durationMs; now += 50) {
    read.push(readRuntime('a'));
    await new Promise(setImmediate);
  }
  return { askedCount, last: read.at(-1) };
}

const refuse: Answer = () => Promise.reject(new Error('401'));
const know: Answer = async () => ({ RunTimeTicks: 300 * 1e7 });

it('[SA11] how long a film is, its server is asked once', async () => {
  expect(await lookFor(60_000, [know])).toEqual({ askedCount: 1, last: 300 });
});

it.each<[string, Answer]>([
  ['refuses to say', refuse],
  ['does not know', async () => ({})],
  ['says nothing', () => new Promise(() => undefined)],
])('[SA11] a server that %s is asked again every ten seconds, and no more often', async (_, answer) => {
  expect(await lookFor(10_000, [answer])).toEqual({ askedCount: 1, last: null });
  expect(await lookFor(30_000, [answer])).toEqual({ askedCount: 3, last: null });
  expect(await lookFor(12_000, [answer, know])).toEqual({ askedCount: 2, last: 300 });
});
