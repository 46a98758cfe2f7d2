// Several people's computers and a relay, and the short way to a party of two.

import type { ActId, PlaybackAct } from '@sameframe/shared/playback.ts';
import { until } from '@sameframe/shared/testing/until.ts';
import { afterAll, afterEach, expect } from 'vitest';
import type { PartyView } from '../../messages/popup-background.ts';
import { type FakeComputer, type FakePopup, partyOf, startComputer } from './fake-computer.ts';
import { type RestartableRelay, startRestartableRelay } from './restartable-relay.ts';

export interface PartyOfTwo {
  readonly relay: RestartableRelay;
  readonly alice: FakeComputer;
  readonly bob: FakeComputer;
  readonly alicesPopup: FakePopup;
  readonly bobsPopup: FakePopup;
  readonly invite: string;
}

export interface PartyWorld {
  /** One that no other test has used. */
  startRelay(): Promise<RestartableRelay>;
  startComputer(defaultRelay: string): FakeComputer;
  /**
   * Alice has started a party and Bob has joined it. On the relay of all parties of the file: they are strangers to each
   * other, and a process takes longer to start than most of them last.
   */
  startParty(): Promise<PartyOfTwo>;
  actAndWait(
    actor: FakeComputer,
    others: readonly FakeComputer[],
    kind: PlaybackAct['kind'],
    position: number,
  ): Promise<ActId>;
}

export function lastActOf({ page }: FakeComputer): ActId | undefined {
  return page.replica.timeline.lastAct?.id;
}

/** To be called once per test file: everything is ended after each test, and no bug may have been reported. */
export function preparePartyWorld(): PartyWorld {
  const computers: FakeComputer[] = [];
  const ownRelays: RestartableRelay[] = [];
  let sharedRelay: Promise<RestartableRelay> | null = null;

  afterEach(async () => {
    const bugs = computers.flatMap((computer) => computer.bugs);
    for (const computer of computers.splice(0)) computer.shutDown();
    for (const relay of ownRelays.splice(0)) await relay.remove();
    expect(bugs).toEqual([]);
  });
  afterAll(async () => (await sharedRelay)?.remove());

  const world: PartyWorld = {
    async startRelay() {
      const relay = await startRestartableRelay();
      ownRelays.push(relay);
      return relay;
    },
    startComputer(defaultRelay) {
      const computer = startComputer(defaultRelay);
      computers.push(computer);
      return computer;
    },
    async startParty() {
      sharedRelay ??= startRestartableRelay();
      const relay = await sharedRelay;
      const alice = world.startComputer(relay.url);
      const bob = world.startComputer(relay.url);
      const alicesPopup = alice.openPopup();
      alicesPopup.ask({ kind: 'start' });
      await until(() => partyOf(alicesPopup) !== null);
      const { invite } = partyOf(alicesPopup) as PartyView;
      const bobsPopup = bob.openPopup();
      bobsPopup.ask({ kind: 'join', text: `Come and watch: ${invite}!` });
      await until(
        () => partyOf(bobsPopup)?.members.length === 2 && partyOf(alicesPopup)?.members.length === 2,
      );
      await until(() => alice.page.role === 'driving' && bob.page.role === 'driving');
      return { relay, alice, bob, alicesPopup, bobsPopup, invite };
    },
    async actAndWait(actor, others, kind, position) {
      const id = actor.page.act(kind, position);
      await until(() => actor.page.outcomes.get(id)?.kind === 'ordered');
      await until(() => [actor, ...others].every((each) => lastActOf(each) === id));
      return id;
    },
  };
  return world;
}
