// The parties that this node has something to do for, each as long as it has.
import type { PartyId } from '@sameframe/shared/ids.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import { allDone, type Later } from './later.ts';
import { createPartyHost, type PartyHost, type PartyHostPorts } from './party-host.ts';
import type { StoreWatch } from './store-watch.ts';

export interface PartyHosts {
  /** The party's host, which begins to serve it if it did not yet. To be asked for anew after any waiting. */
  open(party: PartyId): PartyHost;
  find(party: PartyId): PartyHost | undefined;
  tick(now: LocalMs): Later<void>;
}

export function createPartyHosts(ports: PartyHostPorts, contain: StoreWatch['contain']): PartyHosts {
  const hosts = new Map<PartyId, PartyHost>();
  /** Those that time may bring something about for: of thousands of parties a tick concerns a few. */
  const awake = new Map<PartyId, PartyHost>();
  const begin = (party: PartyId): PartyHost =>
    createPartyHost(party, {
      ...ports,
      schedule(at) {
        // What it has asked the store may have been answered after it came to rest.
        const host = hosts.get(party);
        if (host !== undefined) awake.set(party, host);
        ports.schedule(at);
      },
    });
  return {
    open(party) {
      const host = hosts.get(party) ?? begin(party);
      hosts.set(party, host);
      awake.set(party, host);
      return host;
    },
    find(party) {
      const host = hosts.get(party);
      if (host !== undefined) awake.set(party, host);
      return host;
    },
    tick(now) {
      const works: Later<void>[] = [];
      for (const [party, host] of awake) {
        works.push(contain(() => host.tick(now)));
        const dueAt = host.dueAt();
        if (dueAt !== null) ports.schedule(dueAt);
        if (host.isAtRest()) awake.delete(party);
        if (!host.isIdle()) continue;
        hosts.delete(party);
        awake.delete(party);
        ports.feed.unfollow(party);
      }
      return allDone(works);
    },
  };
}
