// @vitest-environment happy-dom
// Whatever goes in the panel: the keys stay in it.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { getByRole } from '../ui/testing/find-by-role.ts';
import { openSampleSide } from './testing/open-sample-side.ts';
import { ALICE, BOB, queued, type SideSample, say, talk } from './testing/side-samples.ts';

let stop: AbortController;
let into: HTMLElement;

beforeEach(() => {
  stop = new AbortController();
  into = document.createElement('div');
  document.body.append(into);
});
afterEach(() => {
  stop.abort();
  into.remove();
});

async function open(sample: SideSample): Promise<void> {
  const side = openSampleSide(sample, {
    into,
    signal: stop.signal,
    readPositionS: () => 0,
    readLengthS: () => null,
    drawPicture: () => null,
    isOver: () => false,
    toast: () => undefined,
    onUnseen: () => undefined,
  });
  side.setOpen(true, true);
  await rest();
}

const rest = () => new Promise((resolve) => setTimeout(resolve, 20));
/** By the keyboard, as soon as it is there. */
async function press(name: string): Promise<void> {
  const button = await vi.waitFor(() => getByRole(into, 'button', name));
  button.focus();
  button.click();
  await rest();
}
const focused = () => {
  const { activeElement } = document;
  return into.contains(activeElement)
    ? (activeElement?.getAttribute('aria-label') ?? activeElement?.textContent)
    : 'nothing of the panel';
};

const QUEUE = talk([BOB, { kind: 'add', items: [queued('moon', 'Moon', 'a0')] }]);

test('[SI4] who removes the only one that is queued goes on beside it', async () => {
  await open({ said: [], queued: QUEUE });
  into.querySelectorAll<HTMLElement>('[role=tab]')[1]?.click();
  await press('More about “Moon”');
  await press('Remove');
  expect(into.querySelector('ol')).toBeNull();
  expect(focused()).toBe('Link to a video');
});

test('[SI4] who adds the first one stays where they have written its link', async () => {
  await open({ said: [] });
  into.querySelectorAll<HTMLElement>('[role=tab]')[1]?.click();
  await rest();
  const field = into.querySelector('.queue-add input') as HTMLInputElement;
  field.focus();
  field.value = 'https://films.example/moon';
  field.form?.requestSubmit();
  await vi.waitFor(() => expect(into.querySelectorAll('.queue-item')).toHaveLength(1));
  expect([document.activeElement, field.value]).toEqual([field, '']);
});

test('[SI4] who takes nothing back while they change a message goes on where they write', async () => {
  await open({ said: talk([ALICE, say('two', 2)]) });
  await press('More about your message');
  await press('Edit');
  await press('Cancel');
  expect(focused()).toBe('Message');
});

test('[SI4] who looks into the library is in the panel before it has answered', async () => {
  await open({ said: [] });
  into.querySelectorAll<HTMLElement>('[role=tab]')[1]?.click();
  await press('From your library');
  expect(focused()).toBe('Search titles, sites and playlists');
});
