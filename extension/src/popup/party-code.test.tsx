// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { findByRole, getByRole } from '../ui/testing/find-by-role.ts';
import { openPopupPerTest } from './testing/open-popup.tsx';
import { inParty, RULES, sampleParty } from './testing/sample-views.ts';

const popup = openPopupPerTest();
const { page, show, press } = popup;
const QR = 'QR code of the invite link';

test('the invite link is shown as a picture when it is asked for, and taken away again', () => {
  show(inParty());
  expect(findByRole(page, 'img', QR)).toBeNull();
  press('QR code');
  const path = getByRole(page, 'img', QR).querySelector('path')?.getAttribute('d');
  show(inParty({ link: 'https://relay.example.org/join#9XWD-2RHV-6BNC-K7QM-4TZP' }));
  const other = getByRole(page, 'img', QR).querySelector('path')?.getAttribute('d');
  expect(path).toMatch(/^M/);
  expect(other).not.toBe(path);
  press('QR code');
  expect(findByRole(page, 'img', QR)).toBeNull();
});

const hint = () => page.querySelector('.code-card [aria-live]')?.textContent;

test('that something was copied is told anew by each press, and no longer once the hint is another one', async () => {
  show(inParty());
  press('Copy code');
  await expect.poll(hint).toBe('Code copied. Send it to your friends.');
  press('Copy code');
  expect(hint()).toBe('Whoever has this code can join.');
  await expect.poll(hint).toBe('Code copied. Send it to your friends.');
  show(inParty({ rules: { ...RULES, isLocked: true } }));
  expect(hint()).toBe('This party is locked: nobody new gets in.');
});

test('where hosts are asked, the code does not promise to lead in', () => {
  show(inParty({ rules: { ...RULES, approvesJoiners: true } }));
  expect(hint()).toBe('Whoever has this code can ask to be let in.');
});

test('the system’s own sheet is given the invite link', () => {
  show(inParty());
  press('Share…');
  expect(popup.browser.log.at(-1)).toEqual({ kind: 'share', url: sampleParty().link });
});

test('what leads to this computer alone is not handed on to another one', () => {
  show(inParty({ isLoopbackOnly: true }));
  expect(findByRole(page, 'button', 'QR code')).toBeNull();
  expect(findByRole(page, 'button', 'Share…')).toBeNull();
});

test('who is alone is told so, with all there is to hand on, until somebody comes', () => {
  const { members } = sampleParty();
  show(inParty({ members: members.slice(0, 1) }));
  expect(getByRole(page, 'heading', 'Nobody else is here yet')).toBeDefined();
  expect(findByRole(page, 'img', QR)).not.toBeNull();
  show(inParty({ members: members.slice(0, 2) }));
  expect(findByRole(page, 'heading', 'Nobody else is here yet')).toBeNull();
  expect(findByRole(page, 'img', QR)).toBeNull();
});
