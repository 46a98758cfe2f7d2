// The parties that this node has something to do for, each as long as it has.
import type { PartyId } from '@sameframe/shared/ids.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { allDone, type Later } from './later.ts';
import { createPartyHost, type PartyHost, type PartyHostPorts } from './party-host.ts';
import type { StoreWatch } from './store-watch.ts';

export interface PartyHosts {
  /** The party's host, which begins to serve it if it did not yet. */
  open(party: PartyId): PartyHost;
  find(party: PartyId): PartyHost | undefined;
  tick(now: RelayMs): Later<void>;
}

export function createPartyHosts(ports: PartyHostPorts, contain: StoreWatch['contain']): PartyHosts {
  const hosts = new Map<PartyId, PartyHost>();
  return {
    open(party) {
      const host = hosts.get(party) ?? createPartyHost(party, ports);
      hosts.set(party, host);
      return host;
    },
    find: (party) => hosts.get(party),
    tick(now) {
      const works: Later<void>[] = [];
      for (const [party, host] of hosts) {
        works.push(contain(() => host.tick(now)));
        const dueAt = host.dueAt();
        if (dueAt !== null) ports.schedule(dueAt);
        if (!host.isIdle()) continue;
        hosts.delete(party);
        ports.feed.unfollow(party);
      }
      return allDone(works);
    },
  };
}
