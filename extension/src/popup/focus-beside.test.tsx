// @vitest-environment happy-dom

import type { KnockId } from '@sameframe/shared/ids.ts';
import { eventually } from '@sameframe/shared/testing/until.ts';
import { act } from 'preact/test-utils';
import { expect, test } from 'vitest';
import { getByRole } from '../ui/testing/find-by-role.ts';
import { openPopupPerTest } from './testing/open-popup.tsx';
import { sampleMember } from './testing/sample-members.ts';
import { inParty, RECENT, sampleView } from './testing/sample-views.ts';

const popup = openPopupPerTest();
const { page, show, press } = popup;
const focused = () => {
  const { activeElement } = document;
  return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent;
};
const pressWithKey = (name: string) => {
  getByRole(page, 'button', name).focus();
  press(name);
};
const seesFocus = (name: string) => eventually(() => expect(focused()).toBe(name));
const recent = (parties: typeof RECENT) => sampleView({ state: 'no-party' }, { recent: parties });
const [first, second] = RECENT as [(typeof RECENT)[number], (typeof RECENT)[number]];

test('a recent party that is forgotten leaves the focus at the next one, or the one before', async () => {
  const third = { ...first, invite: 'AAAA-BBBB-CCCC-DDDD-EEEE', title: 'Third' };
  show(recent([first, second, third]));
  pressWithKey('Forget Party 9XWD');
  show(recent([first, third]));
  await seesFocus('Forget Third');
  press('Forget Third');
  show(recent([first]));
  await seesFocus(`Forget ${first.title}`);
  press(`Forget ${first.title}`);
  show(recent([]));
  await seesFocus('Try it out alone');
});

test('who is let in, or not, leaves it at who waits next, and the last one near the door', async () => {
  const [dora, nobody] = ['knock-of-Dora', 'knock-of-nobody'] as [KnockId, KnockId];
  const [both, one] = [
    [
      { knock: dora, name: 'Dora' },
      { knock: nobody, name: 'Nobody' },
    ],
    [{ knock: nobody, name: 'Nobody' }],
  ];
  show(inParty({ knockers: both }));
  pressWithKey('Turn away Dora');
  show(inParty({ knockers: one }));
  await seesFocus('Turn away Nobody');
  show(inParty({ knockers: [] }));
  await seesFocus('Copy code');
});

test('who is removed leaves it at the next member; where nothing is offered any more, at the heading', async () => {
  const offers = [{ kind: 'kick', member: sampleMember('Bob').id }] as const;
  const members = [
    sampleMember('Alice', { isSelf: true }),
    sampleMember('Bob', { offers }),
    sampleMember('Carol', { offers }),
  ];
  show(inParty({ members }));
  pressWithKey('Change what Bob may do');
  press('Remove');
  press('Remove');
  expect(focused()).toBe('Change what Bob may do');
  show(inParty({ members: members.filter(({ name }) => name !== 'Bob') }));
  await seesFocus('Change what Carol may do');
  show(
    inParty({ members: [sampleMember('Alice', { isSelf: true }), sampleMember('Carol', { offers: [] })] }),
  );
  await seesFocus('Members 2');
});

test('access that is taken back leaves it at the next site, and after the last one at the heading', async () => {
  popup.browser.hosts = ['https://films.example/*', '*://*.player.example/*'];
  show(inParty());
  await act(() => Promise.resolve());
  pressWithKey('Take back films.example');
  await act(() => Promise.resolve());
  await seesFocus('Take back player.example');
  press('Take back player.example');
  await act(() => Promise.resolve());
  await seesFocus('Sites that Sameframe may always work on');
});

test('a picture that is taken away leaves it at the choice of another', async () => {
  const view = sampleView({ state: 'no-party' });
  show({ ...view, settings: { ...view.settings, avatar: '🦊' } });
  pressWithKey('Take it away');
  show(view);
  await seesFocus('Choose an emoji');
});

test('what goes without having had the focus takes it nowhere', async () => {
  show(recent([first, second]));
  const rejoin = getByRole(page, 'button', `Rejoin ${first.title}`);
  rejoin.focus();
  show(recent([first]));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(document.activeElement).toBe(rejoin);
});
