// @vitest-environment happy-dom
import type { KnockId, MemberId } from '@sameframe/shared/ids.ts';
import { act } from 'preact/test-utils';
import { describe, expect, test } from 'vitest';
import { findByRole, getByRole } from '../ui/testing/find-by-role.ts';
import { openPopupPerTest } from './testing/open-popup.tsx';
import { sampleMember } from './testing/sample-members.ts';
import { inParty, RULES } from './testing/sample-views.ts';

const popup = openPopupPerTest();
const { page, show, press, sent } = popup;

function textOf(role: 'status' | 'alert', name?: string) {
  return getByRole(page, role, name).textContent;
}

describe('roles', () => {
  const bob = 'id-of-Bob' as MemberId;

  test('unfolds what one may do to a member, and asks once more for what one cannot undo', () => {
    show(inParty());
    press('Change what Bob may do');
    press('Make co-host');
    expect(sent()).toEqual([{ kind: 'govern', wish: { kind: 'set-role', member: bob, role: 'co-host' } }]);
    expect(findByRole(page, 'button', 'Make co-host')).toBeNull();
    press('Change what Bob may do');
    press('Remove');
    expect(textOf('alert')).toContain('Remove Bob for good?');
    press('Cancel');
    expect(sent()).toHaveLength(1);
    press('Make host');
    press('Make host');
    expect(sent().at(-1)).toEqual({ kind: 'govern', wish: { kind: 'hand-over', member: bob } });
  });

  test('[AD18] takes from a co-host what they are, and lets who only watches take part', () => {
    for (const [role, offer] of [
      ['co-host', 'Take co-host away'],
      ['spectator', 'Let take part'],
    ] as const) {
      const offers = [{ kind: 'set-role', member: bob, role: 'viewer' }] as const;
      show(inParty({ members: [sampleMember('Bob', { role, offers })] }));
      press('Change what Bob may do');
      press(offer);
      expect(sent().at(-1)).toEqual({ kind: 'govern', wish: offers[0] });
    }
  });

  test('offers nothing where nothing may be done, and names roles', () => {
    const members = [
      sampleMember('Alice', { isSelf: true }),
      sampleMember('Bob', { role: 'host' }),
      sampleMember('Carol', { role: 'spectator' }),
    ];
    show(inParty({ isHost: false, mayGovern: false, members }));
    expect(findByRole(page, 'button', 'Change what Bob may do')).toBeNull();
    expect([...page.querySelectorAll('li')].map((item) => item.querySelector('.role')?.textContent)).toEqual([
      undefined,
      'host',
      'only watches',
    ]);
  });

  test('chooses who controls the video and who comes in', () => {
    show(inParty({ rules: { ...RULES, isLocked: true, controls: 'host' } }));
    press('Who may do what');
    expect((getByRole(page, 'radio', 'only the host') as HTMLInputElement).checked).toBe(true);
    for (const name of ['host and co-hosts', 'everyone'])
      void act(() => getByRole(page, 'radio', name).click());
    void act(() => getByRole(page, 'checkbox', 'Locked: nobody new comes in').click());
    void act(() => getByRole(page, 'checkbox', 'Ask me before anybody new comes in').click());
    expect(sent()).toEqual(
      [
        { kind: 'set-grant', channel: 'playback', least: 'co-host' },
        { kind: 'set-grant', channel: 'playback', least: null },
        { kind: 'set-lock', isLocked: false },
        { kind: 'set-approval', approvesJoiners: true },
      ].map((wish) => ({ kind: 'govern', wish })),
    );
  });

  test('[AD18] chooses who may change the queue, write in the chat and react', () => {
    show(inParty({ rules: { ...RULES, beside: { ...RULES.beside, chat: 'host' } } }));
    press('Who may do what');
    const choose = (name: string, value: string) => {
      const choice = getByRole(page, 'combobox', name) as HTMLSelectElement;
      const before = choice.value;
      void act(() => {
        choice.value = value;
        choice.dispatchEvent(new Event('change', { bubbles: true }));
      });
      return before;
    };
    expect([choose('Queue', 'host'), choose('Chat', 'spectator'), choose('Reactions', 'co-host')]).toEqual([
      'viewer',
      'host',
      'spectator',
    ]);
    expect(sent()).toEqual(
      [
        { kind: 'set-grant', channel: 'queue', least: 'host' },
        { kind: 'set-grant', channel: 'chat', least: null },
        { kind: 'set-grant', channel: 'reactions', least: 'co-host' },
      ].map((wish) => ({ kind: 'govern', wish })),
    );
  });

  test('a rule that the relay did not take shows as it is', () => {
    show(inParty());
    press('Who may do what');
    const lock = () => getByRole(page, 'checkbox', 'Locked: nobody new comes in') as HTMLInputElement;
    void act(() => lock().click());
    show({ ...inParty(), problem: { kind: 'rejected', reason: 'not-allowed' } });
    expect(lock().checked).toBe(false);
    expect(textOf('alert')).toContain('Your role in this party does not allow that.');
  });

  test('keyboards go on where they were: at the question, which begins with no, and at the menu after it', () => {
    show(inParty());
    press('Change what Bob may do');
    press('Remove');
    expect(document.activeElement).toBe(getByRole(page, 'button', 'Cancel'));
    press('Remove');
    expect(document.activeElement).toBe(getByRole(page, 'button', 'Change what Bob may do'));
  });

  test('who may not change the rules reads those that are not as usual', () => {
    const change = { isHost: false, mayGovern: false } as const;
    show(
      inParty({
        ...change,
        rules: {
          ...RULES,
          isLocked: true,
          controls: 'co-host',
          beside: { queue: 'host', chat: 'viewer', reactions: 'spectator' },
        },
      }),
    );
    expect(page.textContent).toContain(
      'Who controls the video: host and co-hosts. Queue: only the host. Chat: everyone. The party is locked',
    );
    expect(findByRole(page, 'checkbox', 'Locked: nobody new comes in')).toBeNull();
  });

  test('lets people in, or not', () => {
    const [dora, nobody] = ['knock-of-Dora', 'knock-of-nobody'] as KnockId[] as [KnockId, KnockId];
    show(
      inParty({
        knockers: [
          { knock: dora, name: 'Dora' },
          { knock: nobody, name: null },
        ],
      }),
    );
    press('Let in Dora');
    show(inParty({ knockers: [{ knock: nobody, name: null }] }));
    press('Turn away Someone without a name');
    expect(sent()).toEqual(
      [
        { kind: 'admit', knock: dora, isAdmitted: true },
        { kind: 'admit', knock: nobody, isAdmitted: false },
      ].map((wish) => ({ kind: 'govern', wish })),
    );
  });
});

test('[SU1] the host of a locked party alone can go on under a new code, and is asked once more', () => {
  const locked = { ...RULES, isLocked: true };
  show(inParty());
  expect(findByRole(page, 'button', 'Go on under a new code')).toBeNull();
  show(inParty({ rules: locked, isHost: false }));
  expect(findByRole(page, 'button', 'Go on under a new code')).toBeNull();
  show(inParty({ rules: locked }));
  press('Go on under a new code');
  expect(document.activeElement).toBe(getByRole(page, 'button', 'Cancel'));
  press('Cancel');
  press('Go on under a new code');
  expect(sent()).toEqual([]);
  press('Go on');
  expect(sent()).toEqual([{ kind: 'go-on-anew' }]);
});
