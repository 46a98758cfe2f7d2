// Keeps the memberships of connected members alive and ends those of members that stay away, so that a killed
// browser leaves no ghost. Sweeps seldom and in bulk: a lease is renewed well before it ends.
import type { PartyId } from '@sameframe/shared/ids.ts';
import type { LocalMs, RelayMs } from '@sameframe/shared/time.ts';
import type { ConnectedMember, MemberAddress, PartyStore } from '../store/party-store.ts';
import { andThen, type Later, untilDone } from './later.ts';
import type { RelaySettings } from './relay-settings.ts';

/** A membership ends at most this part of its lease later than the lease itself. */
const SWEEPS_PER_LEASE = 10;
const MAX_SWEEP_PERIOD_MS = 5_000;

interface Lease {
  readonly of: ConnectedMember;
  until: RelayMs;
}

export interface LeaseKeeperPorts {
  readonly store: PartyStore;
  readonly settings: RelaySettings;
  readonly now: () => RelayMs;
  readonly localNow: () => LocalMs;
  /** Its membership has changed, and that is to be told. */
  readonly onChanged: (party: PartyId) => void;
}

export interface LeaseKeeper {
  /** Takes over what the process before has left. Until that has worked nobody comes in, and nobody is reaped. */
  begin(): Later<void>;
  leaseUntil(from: RelayMs): RelayMs;
  /** The member has a connection, and a lease that was just written. */
  hold(member: ConnectedMember, until: RelayMs): void;
  /** The connection is gone; if it was the member's last, the lease runs from now. */
  release(member: ConnectedMember, at: RelayMs): void;
  /** The member has left, or is another connection's by now: there is no lease of this one any more. */
  forget(member: ConnectedMember): void;
  dueAt(): LocalMs;
  /** Renews, reaps and ends. */
  sweep(): Later<void>;
}

export function createLeaseKeeper({
  store,
  settings,
  now,
  localNow,
  onChanged,
}: LeaseKeeperPorts): LeaseKeeper {
  const { memberLeaseMs, partyLingerMs } = settings;
  const periodMs = Math.min(memberLeaseMs / SWEEPS_PER_LEASE, MAX_SWEEP_PERIOD_MS);
  const held = new Map<string, Lease>();
  /** Released ones that the store does not know yet: a mass disconnect is one write, not thousands. */
  const released = new Map<string, Lease>();
  let dueAt = (localNow() + periodMs) as LocalMs;

  const leaseUntil = (from: RelayMs) => (from + memberLeaseMs) as RelayMs;
  const keyOf = ({ party, member }: MemberAddress) => `${party}:${member}`;
  const releaseKeyOf = (member: ConnectedMember) => `${keyOf(member)}:${member.connection}`;
  const letGo = (member: ConnectedMember): void => {
    const key = keyOf(member);
    if (held.get(key)?.of.connection === member.connection) held.delete(key);
  };

  const noteAll = (parties: readonly PartyId[]): void => {
    for (const party of parties) onChanged(party);
  };

  const begin = untilDone(() =>
    andThen(store.forgetConnections(leaseUntil(now())), () => andThen(store.untoldParties(), noteAll)),
  );

  const writeReleased = (): Later<void> => {
    const leases = [...released];
    if (leases.length === 0) return;
    // One lease for all: nobody's ends early, and none is prolonged by more than a sweep.
    const until = Math.max(...leases.map(([, lease]) => lease.until)) as RelayMs;
    const written = store.disconnect(
      leases.map(([, lease]) => lease.of),
      until,
    );
    return andThen(written, () => {
      for (const [key, lease] of leases) if (released.get(key) === lease) released.delete(key);
    });
  };

  const renewHeld = (at: RelayMs): Later<void> => {
    const aging = [...held.values()].filter((lease) => lease.until - at <= memberLeaseMs / 2);
    if (aging.length === 0) return;
    const until = leaseUntil(at);
    const renewed = store.renewLeases(
      aging.map((lease) => lease.of),
      until,
    );
    return andThen(renewed, () => {
      for (const lease of aging) lease.until = until;
    });
  };

  return {
    begin,
    leaseUntil,
    hold(member, until) {
      released.delete(releaseKeyOf(member));
      held.set(keyOf(member), { of: member, until });
    },
    release(member, at) {
      letGo(member);
      released.set(releaseKeyOf(member), { of: member, until: leaseUntil(at) });
    },
    forget(member) {
      letGo(member);
      released.delete(releaseKeyOf(member));
    },
    dueAt: () => dueAt,
    sweep() {
      // First, so that a failing store is asked again a period later and not at once.
      dueAt = (localNow() + periodMs) as LocalMs;
      const at = now();
      return andThen(begin(), () =>
        andThen(writeReleased(), () =>
          andThen(renewHeld(at), () =>
            andThen(store.reapLeases(at), (changed) => {
              noteAll(changed);
              return andThen(store.endParties((at - partyLingerMs) as RelayMs), () => undefined);
            }),
          ),
        ),
      );
    },
  };
}
