// @vitest-environment happy-dom
// The panel from one page of the party to the next.
import { eventually } from '@sameframe/shared/testing/until.ts';
import { expect, test } from 'vitest';
import type { FeaturesToBackground } from '../messages/features-background.ts';
import type { Side } from '../overlay/panel-set.ts';
import { mountSidePerTest } from './testing/mount-side-per-test.ts';

const page = mountSidePerTest();

/** As the overlay has it: closed at first, and toggled when it is asked to be. */
function open(notes: Readonly<Record<string, unknown>>, isOffered = true) {
  const sent: FeaturesToBackground[] = [];
  let isOpen = false;
  const toggle = () => {
    isOpen = !isOpen;
    side.setOpen(isOpen, true);
  };
  const side: Side = page.mount(
    { said: [], notes },
    { onToggle: toggle, onSent: (message) => void sent.push(message) },
  );
  side.setOpen(false, isOffered);
  const noted = () =>
    sent.flatMap((each) =>
      (each.kind === 'note' || each.kind === 'attend') && each.feature === 'side' ? [each] : [],
    );
  return { side, toggle, noted };
}

const told = () => new Promise((resolve) => setTimeout(resolve));
const isOpenAt = () => page.into.querySelector('.side [role=tab][aria-selected=true]')?.textContent;

test('[SI8] that it is open, and where, is noted, and it is needed on every page until it is closed', async () => {
  const { toggle, noted } = open({});
  await told();
  expect(noted()).toEqual([]);
  toggle();
  page.into.querySelectorAll<HTMLElement>('[role=tab]')[1]?.click();
  await eventually(() => expect(isOpenAt()).toBe('Queue'));
  toggle();
  expect(noted().map((each) => (each.kind === 'note' ? each.note : each.isNeeded))).toEqual([
    { isOpen: true, tab: 'chat' },
    true,
    { isOpen: true, tab: 'queue' },
    true,
    { isOpen: false, tab: 'queue' },
    false,
  ]);
});

test('[SI8] [SU2] that it is open goes along to where the party goes on', async () => {
  const { toggle, noted } = open({});
  await told();
  toggle();
  const note = { isOpen: true, tab: 'chat' };
  expect(noted()[0]).toEqual({ kind: 'note', feature: 'side', note, onward: note });
});

test('[SI8] what was open on the page before is open at the same tab, and takes no focus', async () => {
  const field = document.body.appendChild(document.createElement('input'));
  field.focus();
  const { noted, toggle } = open({ side: { isOpen: true, tab: 'queue' } });
  await told();
  expect([isOpenAt(), document.activeElement, noted()]).toEqual(['Queue', field, []]);
  toggle();
  toggle();
  expect(page.into.contains(document.activeElement)).toBe(true);
  field.remove();
});

test('[SI8] it waits until there is a film to open it for', async () => {
  const { side } = open({ side: { isOpen: true, tab: 'people' } }, false);
  await told();
  expect(isOpenAt()).toBeUndefined();
  side.setOpen(false, true);
  expect(isOpenAt()).toBe('People');
  side.setOpen(true, false);
  expect(isOpenAt()).toBeUndefined();
});

test('[SI8] what was closed stays closed, at its tab', async () => {
  const { toggle } = open({ side: { isOpen: false, tab: 'people' } });
  await told();
  expect(isOpenAt()).toBeUndefined();
  toggle();
  expect(isOpenAt()).toBe('People');
});

test('[SI9] what comes over the film comes over that of the frame that drives', () => {
  const { side } = open({}, false);
  const isOver = () => page.into.querySelector('.reactions') !== null;
  expect(isOver()).toBe(false);
  side.setOpen(false, true);
  expect(isOver()).toBe(true);
  side.setOpen(false, false);
  expect(isOver()).toBe(false);
});
