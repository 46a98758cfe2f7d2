// @vitest-environment happy-dom
// Whatever goes in the panel: the keys stay in it.
import { eventually } from '@sameframe/shared/testing/until.ts';
import { expect, test } from 'vitest';
import { getByRole } from '../ui/testing/find-by-role.ts';
import { mountSidePerTest } from './testing/mount-side-per-test.ts';
import { ALICE, BOB, queued, type SideSample, say, talk } from './testing/side-samples.ts';

const page = mountSidePerTest();

function open(sample: SideSample): void {
  page.mount(sample).setOpen(true, true);
}

/** By the keyboard, as soon as it is there. */
async function press(name: string): Promise<void> {
  const button = await eventually(() => getByRole(page.into, 'button', name));
  button.focus();
  button.click();
}
async function openQueue(): Promise<void> {
  await eventually(() => expect(page.into.querySelectorAll('[role=tab]')[1]).toBeDefined());
  page.into.querySelectorAll<HTMLElement>('[role=tab]')[1]?.click();
}
const focused = () => {
  const { activeElement } = document;
  return page.into.contains(activeElement)
    ? (activeElement?.getAttribute('aria-label') ?? activeElement?.textContent)
    : 'nothing of the panel';
};

const QUEUE = talk([BOB, { kind: 'add', items: [queued('moon', 'Moon', 'a0')] }]);

test('[SI4] who removes the only one that is queued goes on beside it', async () => {
  open({ said: [], queued: QUEUE });
  await openQueue();
  await press('More about “Moon”');
  await press('Remove');
  await eventually(() => expect(page.into.querySelector('ol')).toBeNull());
  await eventually(() => expect(focused()).toBe('Link to a video'));
});

test('[SI4] who adds the first one stays where they have written its link', async () => {
  open({ said: [] });
  await openQueue();
  const field = page.into.querySelector('.queue-add input') as HTMLInputElement;
  field.focus();
  field.value = 'https://films.example/moon';
  field.form?.requestSubmit();
  await eventually(() => expect(page.into.querySelectorAll('.queue-item')).toHaveLength(1));
  expect([document.activeElement, field.value]).toEqual([field, '']);
});

test('[SI4] who takes nothing back while they change a message goes on where they write', async () => {
  open({ said: talk([ALICE, say('two', 2)]) });
  await press('More about your message');
  await press('Edit');
  await press('Cancel');
  await eventually(() => expect(focused()).toBe('Message'));
});

test('[SI4] who looks into the library is in the panel before it has answered', async () => {
  open({ said: [] });
  await openQueue();
  await press('From your library');
  await eventually(() => expect(focused()).toBe('Search titles, sites and playlists'));
});
