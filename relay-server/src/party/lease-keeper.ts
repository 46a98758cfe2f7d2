// Keeps the memberships of connected members alive and ends those of members that stay away, so that a killed
// browser leaves no ghost. Sweeps seldom and in bulk: a lease is renewed well before it ends.
import type { PartyId } from '@sameframe/shared/ids.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import type { MemberAddress, PartyStore } from '../store/party-store.ts';
import { andThen, type Later } from './later.ts';
import type { RelaySettings } from './relay-settings.ts';

/** A membership ends at most this part of its lease later than the lease itself. */
const SWEEPS_PER_LEASE = 10;
const MAX_SWEEP_PERIOD_MS = 5_000;

interface Lease {
  readonly address: MemberAddress;
  until: RelayMs;
}

export interface LeaseKeeper {
  leaseUntil(now: RelayMs): RelayMs;
  /** The member has a connection, and a lease that was just written. */
  hold(address: MemberAddress, until: RelayMs): void;
  /** The member's connection is gone; the lease runs from now. */
  release(address: MemberAddress, now: RelayMs): void;
  /** The member has left: there is no lease any more. */
  forget(address: MemberAddress): void;
  dueAt(): RelayMs;
  /** Renews, reaps and ends; the parties whose membership changed. */
  sweep(now: RelayMs): Later<readonly PartyId[]>;
}

export function createLeaseKeeper(
  store: PartyStore,
  settings: RelaySettings,
  startedAt: RelayMs,
): LeaseKeeper {
  const { memberLeaseMs, partyLingerMs } = settings;
  const periodMs = Math.min(memberLeaseMs / SWEEPS_PER_LEASE, MAX_SWEEP_PERIOD_MS);
  const held = new Map<string, Lease>();
  /** Released ones that the store does not know yet: a mass disconnect is one write, not thousands. */
  const released = new Map<string, Lease>();
  let dueAt = (startedAt + periodMs) as RelayMs;

  const leaseUntil = (now: RelayMs) => (now + memberLeaseMs) as RelayMs;
  const keyOf = ({ party, member }: MemberAddress) => `${party}:${member}`;

  const writeReleased = (): Later<void> => {
    const leases = [...released];
    if (leases.length === 0) return;
    // One lease for all: nobody's ends early, and none is prolonged by more than a sweep.
    const until = Math.max(...leases.map(([, lease]) => lease.until)) as RelayMs;
    const written = store.disconnect(
      leases.map(([, lease]) => lease.address),
      until,
    );
    return andThen(written, () => {
      for (const [key, lease] of leases) if (released.get(key) === lease) released.delete(key);
    });
  };

  const renewHeld = (now: RelayMs): Later<void> => {
    const aging = [...held.values()].filter((lease) => lease.until - now <= memberLeaseMs / 2);
    if (aging.length === 0) return;
    const until = leaseUntil(now);
    const renewed = store.renewLeases(
      aging.map((lease) => lease.address),
      until,
    );
    return andThen(renewed, () => {
      for (const lease of aging) lease.until = until;
    });
  };

  return {
    leaseUntil,
    hold(address, until) {
      released.delete(keyOf(address));
      held.set(keyOf(address), { address, until });
    },
    release(address, now) {
      if (!held.delete(keyOf(address))) return;
      released.set(keyOf(address), { address, until: leaseUntil(now) });
    },
    forget(address) {
      held.delete(keyOf(address));
      released.delete(keyOf(address));
    },
    dueAt: () => dueAt,
    sweep(now) {
      // First, so that a failing store is asked again a period later and not at once.
      dueAt = (now + periodMs) as RelayMs;
      return andThen(writeReleased(), () =>
        andThen(renewHeld(now), () =>
          andThen(store.reapLeases(now), (changed) =>
            andThen(store.endParties((now - partyLingerMs) as RelayMs), () => changed),
          ),
        ),
      );
    },
  };
}
