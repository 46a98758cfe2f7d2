// The exam every party store sits: what the core relies on, whatever keeps the data.
import type { RelayMs } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import { intentOf } from '../testing/drafts.ts';
import { describeWith, type Open, PARTY, type StoreUnderTest } from '../testing/store-bench.ts';
import { describeDoor, describeGovern, describeGrants, describeKnocks } from './govern-contract.ts';
import { describeCatchUp, describeOrder, describeRetention } from './log-contract.ts';
import {
  describeHosts,
  describeLifetime,
  describeMembership,
  describeTokens,
} from './membership-contract.ts';

export function describeStoreContract(name: string, open: Open): void {
  describeWith(name, open, (setup) => {
    describeOrder(setup);
    describeCatchUp(setup);
    describeRetention(setup);
    describeTokens(setup);
    describeMembership(setup);
    describeHosts(setup);
    describeLifetime(setup);
    describeGrants(setup);
    describeGovern(setup);
    describeDoor(setup);
    describeKnocks(setup);
  });
}

/** What a store answers its one process when that starts anew. */
export function describeRestartContract(name: string, open: () => StoreUnderTest): void {
  describeWith(`${name} at a restart`, open, (setup) => {
    test('[AD13] what was not told is known after a restart', async () => {
      const bench = await setup();
      expect(await bench.store.untoldParties()).toEqual([PARTY]);
      await bench.announce();
      expect(await bench.store.untoldParties()).toEqual([]);
    });

    test('[AD13] nobody is charged for the absence of the relay', async () => {
      const bench = await setup();
      await bench.store.forgetConnections(200_000 as RelayMs);
      expect(await bench.store.reapLeases(199_999 as RelayMs)).toEqual([]);
      expect(await bench.store.reapLeases(200_000 as RelayMs)).toEqual([PARTY]);
    });

    test('[LT5] the latest time that was given out is known', async () => {
      const bench = await setup();
      bench.now = 5_000 as RelayMs;
      await bench.event(intentOf(1));
      bench.now = 4_000 as RelayMs;
      await bench.event(intentOf(2));
      expect(await bench.store.latestAt()).toBe(5_000);
    });
  });
}
