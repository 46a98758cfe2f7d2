import { REJECT_REASONS } from '@sameframe/shared/protocol/reject.ts';
import { until } from '@sameframe/shared/testing/until.ts';
import { expect, test } from 'vitest';
import { createFakeStore } from '../platform/fake-store.ts';
import { describeProblem } from '../popup/problems.ts';
import { loadProblems } from './problem-board.ts';
import { FILM_URL, partyOf } from './testing/fake-computer.ts';
import { preparePartyWorld } from './testing/party-world.ts';
import { titleOfProblem } from './toolbar.ts';

const world = preparePartyWorld();

/** Alice removes Bob, who has closed his popup. */
async function removeBob() {
  const { alicesPopup, bob, bobsPopup } = await world.startParty();
  const member = partyOf(bobsPopup)?.members.find(({ isSelf }) => isSelf)?.id;
  if (member === undefined) throw new Error('Bob is not in the list');
  bobsPopup.close();
  const sign = () => [bob.browser.badges.get(bob.tab.id), bob.browser.titles.get(bob.tab.id)];
  const [, calmTitle] = sign();
  alicesPopup.ask({ kind: 'govern', wish: { kind: 'kick', member } });
  await until(() => bob.page.isOver);
  await until(() => sign()[0] === '!');
  return { bob, sign, calm: ['', calmTitle] };
}

const KICKED = { kind: 'rejected', reason: 'kicked' } as const;

test('[AD24] who is removed while the popup is closed is told by the icon and by the next popup', async () => {
  const { bob, sign, calm } = await removeBob();
  expect(sign()).toEqual(['!', describeProblem(KICKED).what]);
  bob.browser.killBackground();
  const popup = bob.openPopup();
  await until(() => popup.view !== null);
  expect(popup.view?.problem).toEqual(KICKED);
  await until(() => sign()[0] === '');
  expect([sign(), bob.browser.stores.session.size]).toEqual([calm, 0]);
});

test('[AD24] on another page the icon is calm again, and the popup says it all the same', async () => {
  const { bob, sign, calm } = await removeBob();
  bob.browser.killBackground();
  bob.browser.navigate(bob.tab, `${FILM_URL}/other`);
  await until(() => sign()[0] === '');
  expect(sign()).toEqual(calm);
  await until(() => JSON.stringify([...bob.browser.stores.session]).includes('"isSigned":false'));
  bob.browser.killBackground();
  const popup = bob.openPopup();
  await until(() => popup.view?.problem != null);
  expect(popup.view?.problem).toEqual(KICKED);
  expect(sign()).toEqual(calm);
});

test('[AD24] what concerns every tab outlives one that is closed, and is over once somebody goes on', async () => {
  const store = createFakeStore(new Map(), () => true);
  const board = await loadProblems(store, {
    onChange: () => undefined,
    reportBug: (error) => {
      throw error;
    },
  });
  board.putEverywhere({ kind: 'storage-reset' });
  board.put(1, { kind: 'closed-page' });
  board.forgetTab(1);
  expect([board.get(1), board.get(2)]).toEqual([{ kind: 'storage-reset' }, { kind: 'storage-reset' }]);
  board.clear(2);
  expect([board.get(1), board.get(2)]).toEqual([null, null]);
});

test('[AD24] what was not read goes with its tab', async () => {
  const { bob } = await removeBob();
  await until(() => bob.browser.stores.session.size > 0);
  bob.browser.closeTab(bob.tab);
  await until(() => bob.browser.stores.session.size === 0);
});

test('[AD24] the icon says it in the words of the popup', () => {
  const problems = [
    ...REJECT_REASONS.map((reason) => ({ kind: 'rejected', reason }) as const),
    { kind: 'unreachable', relay: 'https://relay.example.org:8443' } as const,
  ];
  const titles = problems.map(titleOfProblem);
  expect(titles).toEqual(problems.map((problem) => describeProblem(problem).what));
});
