// @vitest-environment happy-dom

import { act } from 'preact/test-utils';
import { describe, expect, test } from 'vitest';
import { findByRole, getByRole } from '../ui/testing/find-by-role.ts';
import { openPopupPerTest } from './testing/open-popup.tsx';
import { IN_STEP, sampleMember } from './testing/sample-members.ts';
import { CODE, FRAME_ACCESS, inParty, otherPage, SAMPLES, sampleView } from './testing/sample-views.ts';

const popup = openPopupPerTest();
const { page, show, press, sent } = popup;
const NO_PARTY = sampleView({ state: 'no-party' });

function type(field: string, text: string) {
  void act(() => {
    const input = getByRole(page, 'textbox', field) as HTMLInputElement;
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
}
function textOf(role: 'status' | 'alert', name?: string) {
  return getByRole(page, role, name).textContent;
}

describe('without a party', () => {
  test('starts one', () => {
    show(NO_PARTY);
    press('Start a party');
    expect(popup.browser.log.slice(-2)).toEqual([
      { kind: 'activate-page', tabId: 1 },
      { kind: 'sent', message: { kind: 'start' } },
    ]);
  });

  test.each([
    [{ kind: 'unknown' }, null],
    [{ kind: 'none' }, 'No video shows on this page yet.'],
    [{ kind: 'found', title: 'Moon \u202e', lengthS: 780 }, 'Found on this page · Moon · 13:00'],
    [{ kind: 'found', title: '', lengthS: null }, 'Found on this page'],
  ] as const)('says of %o what it would share', async (film, words) => {
    popup.browser.film = film;
    show(NO_PARTY);
    await act(async () => undefined);
    const hint = page.querySelector('.create .hint')?.textContent ?? null;
    expect(hint).toEqual(words === null ? null : expect.stringContaining(words));
  });

  test('looks at a page once, and only where no party is on there', () => {
    const looks = () => popup.browser.log.filter(({ kind }) => kind === 'find-film').length;
    show(inParty());
    expect(looks()).toBe(0);
    show(NO_PARTY);
    show(NO_PARTY);
    expect(looks()).toBe(1);
  });

  test('offers the code field for pasting at once', () => {
    show(NO_PARTY);
    expect(document.activeElement).toBe(getByRole(page, 'textbox', 'Party code'));
  });

  test('says where a pasted code leads before anything connects', () => {
    show(NO_PARTY);
    type('Party code', `come: ${CODE}@relay.example.org`);
    expect(page.textContent).toContain('This code leads to relay.example.org');
    type('Party code', CODE);
    expect(page.textContent).toContain('This code leads to relay.sameframe.example');
    type('Party code', `${CODE}@localhost:8787`);
    expect(page.textContent).toContain('localhost:8787, on this computer only');
    expect(sent()).toEqual([]);
  });

  test('joins with what was pasted', () => {
    show(NO_PARTY);
    type('Party code', `come: ${CODE}`);
    press('Join');
    expect(popup.browser.log.at(-2)).toEqual({ kind: 'activate-page', tabId: 1 });
    expect(sent()).toEqual([{ kind: 'join', text: `come: ${CODE}` }]);
  });

  test('explains a bad code at its field, sends nothing, and forgives while it is corrected', () => {
    show(NO_PARTY);
    type('Party code', 'K7QM-4TZP');
    press('Join');
    expect(textOf('alert')).toContain('not complete');
    expect(getByRole(page, 'textbox', 'Party code').getAttribute('aria-invalid')).toBe('true');
    expect(sent()).toEqual([]);
    type('Party code', CODE);
    expect(findByRole(page, 'alert')).toBeNull();
  });

  test('a second press while the first is under way does nothing', () => {
    show(NO_PARTY);
    press('Start a party');
    press('Start a party');
    expect(sent()).toEqual([{ kind: 'start' }]);
  });

  test('keeps the code after a refusal, so that it need not be pasted twice', () => {
    show(NO_PARTY);
    type('Party code', CODE);
    press('Join');
    show(sampleView({ state: 'joining', relay: 'https://relay.example.org', isAwaitingHost: false }));
    show(sampleView({ state: 'no-party' }, { problem: { kind: 'rejected', reason: 'no-such-party' } }));
    expect(textOf('alert')).toContain('No party has this code, or it has ended.');
    expect((getByRole(page, 'textbox', 'Party code') as HTMLInputElement).value).toBe(CODE);
  });

  test('what is typed into a setting outlives the views that keep coming', () => {
    show(NO_PARTY);
    const field = getByRole(page, 'textbox', 'Your name') as HTMLInputElement;
    void act(() => {
      field.value = 'Ali';
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    show({ ...NO_PARTY });
    expect(field.value).toBe('Ali');
    show({ ...NO_PARTY, settings: { ...NO_PARTY.settings, name: 'Alicia' } });
    expect(field.value).toBe('Alicia');
  });

  test('[OS4] what was refused is explained at its field, too, until something else is kept', () => {
    const hint = () => page.querySelector('#name-hint')?.textContent;
    show({ ...NO_PARTY, problem: { kind: 'name' } });
    const field = getByRole(page, 'textbox', 'Your name');
    expect([field.getAttribute('aria-invalid'), hint()]).toEqual([
      'true',
      'Use at least one letter, digit or emoji.',
    ]);
    show(NO_PARTY);
    expect([field.getAttribute('aria-invalid'), hint()]).toEqual([
      null,
      'Shown to the members of your parties.',
    ]);
  });

  test('[OD3] sets how late the output is, step by step or typed, within its bounds', () => {
    const withDelay = (outputDelayMs: number) =>
      show({ ...NO_PARTY, settings: { ...NO_PARTY.settings, outputDelayMs } });
    const field = () =>
      getByRole(page, 'spinbutton', 'My sound and picture come late by') as HTMLInputElement;
    withDelay(180);
    press('+10');
    withDelay(190);
    press('−10');
    withDelay(180);
    for (const text of ['5000', '', '12.4']) {
      void act(() => {
        field().value = text;
        field().dispatchEvent(new Event('input', { bubbles: true }));
        field().dispatchEvent(new Event('change', { bubbles: true }));
      });
    }
    expect(sent()).toEqual(
      [190, 180, 1_000, 0, 12].map((outputDelayMs) => ({ kind: 'set-output-delay', outputDelayMs })),
    );
    withDelay(0);
    press('−10');
    expect(sent()).toHaveLength(5);
    expect(field().value).toBe('0');
  });

  test('[TM5] [TM6] says that the ends were matched, undoes it by one press, and steps', () => {
    show(inParty({ film: { shiftS: 30, shiftedBy: 'ends', insertedS: 0 } }));
    expect(textOf('status', 'My copy is shifted')).toContain('Your copy is 30 s longer');
    press('No shift');
    show(inParty());
    press('My copy is shifted');
    for (const name of ['−1 s', '−50 ms', '+50 ms', '+1 s']) press(name);
    expect(sent()).toEqual([null, -1, -0.05, 0.05, 1].map((byS) => ({ kind: 'shift-film', byS })));
  });

  test('sets name and relay', () => {
    show(NO_PARTY);
    type('Your name', 'Alicia');
    type('Relay for new parties', 'relay.example.org');
    expect(sent()).toEqual([
      { kind: 'set-name', name: 'Alicia' },
      { kind: 'set-relay', relay: 'relay.example.org' },
    ]);
  });
});

describe('in a party', () => {
  test('[AD23] of a crowd some are listed and all are counted', () => {
    show(inParty({ unlisted: 4_797 }));
    expect(getByRole(page, 'heading', `Members ${(4_800).toLocaleString()}`)).toBeDefined();
    expect(page.textContent).toMatch(/and 4.?797 more/);
  });

  test('shows code, connection, sync and members by their agreed names', () => {
    show(inParty());
    expect(textOf('status', 'Party code')).toBe(CODE);
    expect(textOf('status', 'Connection')).toBe('Connected');
    expect(textOf('status', 'Sync')).toBe('In step, 12 ms ± 4 ms');
    const items = Array.from(getByRole(page, 'list', 'Members').children, (item) => item.textContent);
    expect(items).toEqual([
      'AAlice (you) host in step, 12 ms ± 4 ms, 42 s loaded',
      'BBob in step, 8 ms ± 3 ms, 42 s loaded',
      '🦊Carol catching up, 340 ms behind, 3.1 s loaded',
    ]);
  });

  test('a code for another relay carries its address', () => {
    show(inParty({ invite: `${CODE}@relay.example.org` }));
    expect(textOf('status', 'Party code')).toBe(`${CODE}@relay.example.org`);
  });

  test('says that only this computer can join', () => {
    show(inParty({ isLoopbackOnly: true }));
    expect(page.textContent).toContain('Only this computer can join');
  });

  test('copies the code and says so', async () => {
    show(inParty());
    press('Copy code');
    expect(popup.browser.log.at(-1)).toEqual({ kind: 'copy', text: CODE });
    await expect.poll(() => page.textContent).toContain('Code copied');
  });

  test('a copy that fails says what to do instead', async () => {
    popup.browser.nextCopy = 'fails';
    show(inParty());
    press('Copy link');
    await expect.poll(() => page.textContent).toContain('Select the code and copy it');
  });

  test('leaves', () => {
    show(inParty());
    press('Leave');
    expect(sent()).toEqual([{ kind: 'leave' }]);
  });

  test('takes the focus along from joining to the code', () => {
    show(NO_PARTY);
    show(sampleView({ state: 'joining', relay: 'https://relay.example.org', isAwaitingHost: false }));
    expect(document.activeElement).toBe(getByRole(page, 'button', 'Cancel'));
    show(inParty());
    expect(document.activeElement).toBe(getByRole(page, 'button', 'Copy code'));
  });

  test('[SO4] offers to step out, and then the way back, with the click for the page', () => {
    show(inParty());
    press('Pause just me');
    expect(findByRole(page, 'button', 'Back to the party')).toBeNull();
    show(inParty({ isSteppedOut: true }));
    press('Back to the party');
    expect(popup.browser.log.slice(-3)).toEqual([
      { kind: 'sent', message: { kind: 'step-out' } },
      { kind: 'activate-page', tabId: 1 },
      { kind: 'sent', message: { kind: 'come-back' } },
    ]);
    expect(findByRole(page, 'button', 'Pause just me')).toBeNull();
  });

  test('opens the details over the video, and offers neither without one', () => {
    show(inParty());
    press('Sync details');
    expect(sent()).toEqual([{ kind: 'toggle-details' }]);
    show(inParty({ need: { kind: 'video' } }));
    expect(findByRole(page, 'button', 'Sync details')).toBeNull();
    expect(findByRole(page, 'button', 'Pause just me')).toBeNull();
  });

  test('a new measurement moves neither the focus nor the elements', () => {
    show(inParty());
    const leave = getByRole(page, 'button', 'Leave');
    leave.focus();
    show(inParty({ report: { ...IN_STEP, driftMs: 3, uncertaintyMs: 2 }, members: [sampleMember('Bob')] }));
    expect(textOf('status', 'Sync')).toBe('In step, 3 ms ± 2 ms');
    expect(document.activeElement).toBe(leave);
  });
});

describe('what is needed', () => {
  test('access to the frame’s site is asked for in the click itself', () => {
    show(inParty({ need: FRAME_ACCESS }));
    press('Allow on player.example');
    expect(popup.browser.log.at(-1)).toEqual({ kind: 'request-hosts', patterns: ['*://player.example/*'] });
    expect(sent()).toEqual([]);
  });

  test('[FV3] where a video was found, a frame is offered beside all that can be done with it', () => {
    show(inParty({ need: FRAME_ACCESS, videos: { count: 0, isPicked: false, list: null } }));
    expect(page.textContent).toContain('The video on this page comes from player.example.');
    expect(findByRole(page, 'button', 'Pause just me')).toBeNull();
    show(inParty({ need: FRAME_ACCESS, videos: { count: 1, isPicked: false, list: null } }));
    expect(page.textContent).toContain('There may be one from player.example');
    getByRole(page, 'button', 'Allow on player.example');
    getByRole(page, 'button', 'Pause just me');
  });

  test('going to the party’s page asks for its site in the click itself', () => {
    show(inParty({ need: otherPage('elsewhere') }));
    press('Go to films.example');
    expect(popup.browser.log.at(-1)).toEqual({
      kind: 'request-hosts',
      patterns: ['https://films.example/*'],
    });
  });

  test('whoever refused access can still go there', () => {
    show(inParty({ need: otherPage('elsewhere', { title: '' }) }));
    press('Open it without access');
    expect(sent()).toEqual([{ kind: 'go-to-media' }]);
  });

  test('keeping access asks for the site', () => {
    show(inParty({ need: { kind: 'site-access', host: '*://films.example/*' } }));
    press('Keep access to films.example');
    expect(popup.browser.log.at(-1)).toEqual({ kind: 'request-hosts', patterns: ['*://films.example/*'] });
  });

  test('a missing video is said in words', () => {
    show(inParty({ need: { kind: 'video' } }));
    expect(page.textContent).toContain('No video here yet');
  });
});

describe('the site', () => {
  test('[SA2] an experimental one is said to be so', () => {
    show(inParty({ siteNotice: { site: 'Disney+', kind: 'experimental' } }));
    expect(page.textContent).toContain('Disney+ support is experimental');
  });

  test('[SA3] one whose player is unknown is said to be so, and what works all the same', () => {
    show(inParty({ siteNotice: { site: 'Netflix', kind: 'lost' } }));
    expect(page.textContent).toContain('does not recognise Netflix’s player any more');
    expect(page.textContent).toContain('Play and pause still work');
  });
});

describe('questions', () => {
  test('a pending invite shows code and relay, and joins only on a click', () => {
    const pending = {
      state: 'pending',
      invite: `${CODE}@relay.example.org`,
      relay: 'https://relay.example.org',
    } as const;
    show(sampleView({ ...pending, isLoopbackOnly: false, address: null }));
    expect(page.textContent).toContain(CODE);
    expect(page.textContent).toContain('relay.example.org');
    expect(sent()).toEqual([]);
    press('Join the party');
    expect(popup.browser.log.at(-2)).toEqual({ kind: 'activate-page', tabId: 1 });
    expect(sent()).toEqual([{ kind: 'join-pending' }]);
  });

  test('a pending invite can wait', () => {
    show(
      sampleView({
        state: 'pending',
        invite: CODE,
        relay: 'http://localhost:8787',
        isLoopbackOnly: true,
        address: null,
      }),
    );
    expect(page.textContent).toContain('Only this computer can join');
    press('Not now');
    expect(sent()).toEqual([{ kind: 'dismiss-pending' }]);
  });

  test('a party in another tab can be moved or left there', () => {
    show(sampleView({ state: 'in-other-tab', tabTitle: 'A Trip to the Moon' }));
    expect(findByRole(page, 'heading', 'Move the party here?')).not.toBeNull();
    press('Move it here');
    show(sampleView({ state: 'in-other-tab', tabTitle: 'A Trip to the Moon' }));
    press('Leave it there');
    expect(sent()).toEqual([{ kind: 'move-here' }, { kind: 'stay-there' }]);
  });
});

test.each(Object.entries(SAMPLES))('%s: every control has a name', (_name, sample) => {
  if (sample.popup.state === 'showing') show(sample.popup.view);
  for (const control of page.querySelectorAll<HTMLElement>('button, input')) {
    const label = control.id === '' ? control : page.querySelector(`label[for="${control.id}"]`);
    expect(control.getAttribute('aria-label') ?? label?.textContent?.trim()).toBeTruthy();
  }
});

describe('stalls', () => {
  test('the host chooses what the party does about them', () => {
    show(inParty({ stallPolicy: 'wait-briefly' }));
    const chosen = getByRole(page, 'radio', 'Wait briefly') as HTMLInputElement;
    expect(chosen.checked).toBe(true);
    void act(() => getByRole(page, 'radio', 'Wait').click());
    expect(sent()).toEqual([{ kind: 'set-stall-policy', policy: 'wait' }]);
  });

  test('others read what the host has chosen', () => {
    show(inParty({ isHost: false, stallPolicy: 'go-on' }));
    expect(findByRole(page, 'radio', 'Go on')).toBeNull();
    expect(page.textContent).toContain('When someone’s video stalls: Go on');
  });

  test('the host goes on without waiting, and sees for whom the party waits', () => {
    show(inParty({ waitingFor: ['Bob'] }));
    expect(textOf('status', 'Sync')).toContain('Waiting for Bob');
    press('Go on without waiting');
    expect(sent()).toEqual([{ kind: 'go-on' }]);
  });

  test('others see for whom, and no button', () => {
    show(inParty({ isHost: false, waitingFor: ['Bob'] }));
    expect(textOf('status', 'Sync')).toContain('Waiting for Bob');
    expect(findByRole(page, 'button', 'Go on without waiting')).toBeNull();
  });
});
