import type { ActId } from '@sameframe/shared/playback.ts';
import { NOTHING_MEASURED } from '@sameframe/shared/presence.ts';
import { until } from '@sameframe/shared/testing/until.ts';
import { expect, test } from 'vitest';
import { TOGGLE_PANEL } from '../messages/shortcuts.ts';
import { partyOf } from './testing/fake-computer.ts';
import { lastActOf, preparePartyWorld } from './testing/party-world.ts';

const world = preparePartyWorld();

test('an act of one member reaches every page once, in both directions, and names are known', async () => {
  const { alice, bob, alicesPopup, bobsPopup } = await world.startParty();
  await world.actAndWait(alice, [bob], 'play', 10);
  await world.actAndWait(bob, [alice], 'pause', 20);
  expect(bob.page.replica.timeline).toEqual(alice.page.replica.timeline);
  expect(alice.page.replica.timeline.playback).toMatchObject({ isPlaying: false, vector: { position: 20 } });
  const name = bobsPopup.view?.settings.name;
  await until(() => partyOf(alicesPopup)?.members.some((member) => member.name === name));
});

test('a report of one member is shown to the others', async () => {
  const { bob, alicesPopup } = await world.startParty();
  const report = { ...NOTHING_MEASURED, state: 'in-step', driftMs: 4, uncertaintyMs: 2 } as const;
  bob.page.say({ kind: 'report', report, film: null, waitingFor: [] });
  await until(() => partyOf(alicesPopup)?.members.find(({ isSelf }) => !isSelf)?.report?.state === 'in-step');
});

test("a clock probe is answered with the relay's two times", async () => {
  const { alice } = await world.startParty();
  alice.page.say({ kind: 'probe', id: 7 });
  await until(() => alice.page.received.some((message) => message.kind === 'probed' && message.id === 7));
});

test('[SI5] the keys for the panel reach the page of the tab in front, where it has a party', async () => {
  const { alice, bob } = await world.startParty();
  const togglesOf = ({ page }: typeof alice) =>
    page.received.filter(({ kind }) => kind === 'toggle-side').length;
  alice.browser.pressKeys('another', alice.tab);
  alice.browser.pressKeys(TOGGLE_PANEL, alice.browser.openTab('https://elsewhere.example/'));
  alice.browser.pressKeys(TOGGLE_PANEL, alice.tab);
  await until(() => togglesOf(alice) === 1);
  expect(togglesOf(bob)).toBe(0);
});

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

test('[OB6] a worker killed at any moment comes back as the same member, without loss or double', async () => {
  const { alice, bob, bobsPopup } = await world.startParty();
  const ids: ActId[] = [];
  for (let round = 0; round < 12; round += 1) {
    await until(() => alice.page.connection === 'connected');
    ids.push(alice.page.act(round % 2 === 0 ? 'play' : 'pause', round));
    // Killed before, while and after the act is on its way: after ever more turns of the event loop. And once more
    // while the next worker connects.
    await turns(round * 2);
    alice.browser.killBackground();
    await turns(round * 4);
    alice.browser.killBackground();
    await until(() => ids.every((id) => alice.page.outcomes.has(id)));
  }
  await world.actAndWait(bob, [alice], 'seek-to', 99);
  expect(alice.page.replica.timeline).toEqual(bob.page.replica.timeline);
  expect(partyOf(bobsPopup)?.members).toHaveLength(2);
  const seen = bob.page.received.flatMap((message) =>
    message.kind === 'event' && message.event.from === 'member' && message.event.meaning !== null
      ? [message.event.meaning]
      : [],
  );
  const acted = seen.flatMap((meaning) => (meaning.channel === 'playback' ? [meaning.act.id] : []));
  expect(acted.filter((id) => ids.includes(id))).toEqual(ids);
});

test('[ST1] a relay that was killed and restarted finds everyone again, and an act made meanwhile gets through', async () => {
  const { relay, alice, bob } = await world.startParty();
  await world.actAndWait(alice, [bob], 'play', 10);
  await relay.kill();
  await until(() => alice.page.connection === 'reconnecting' && bob.page.connection === 'reconnecting');
  const id = bob.page.act('pause', 12);
  await relay.restart();
  await until(() => lastActOf(alice) === id && lastActOf(bob) === id);
  expect(bob.page.outcomes.get(id)).toEqual({ kind: 'ordered' });
  expect(alice.page.replica.timeline).toEqual(bob.page.replica.timeline);
});
