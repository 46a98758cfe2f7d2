// What the hosts and co-hosts who are connected here are shown of who waits at the door: gathered, and only what is
// new to them.
import type { MemberId } from '@sameframe/shared/ids.ts';
import { roleOf } from '@sameframe/shared/party.ts';
import { isAtLeast } from '@sameframe/shared/protocol/rules.ts';
import type { Knocks, Roster } from '@sameframe/shared/protocol/to-member.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import { andThen, type Later } from './later.ts';
import type { ConnectionId } from './session.ts';

/** Who gives up waiting is not told of: looked for as often. */
const LOOK_AGAIN_MS = 30_000;

export interface DoorView {
  readonly waiting: Knocks['waiting'];
  readonly roster: Pick<Roster, 'members' | 'host'>;
}

export interface KnockBoardPorts {
  /** Null: the party has ended. */
  readonly read: () => Later<DoorView | null>;
  readonly connections: ReadonlyMap<MemberId, ConnectionId>;
  readonly show: (connection: ConnectionId, knocks: Knocks) => void;
  /** The end of a gathering time that begins at `at`; asks for a tick then. */
  readonly later: (at: LocalMs) => LocalMs;
  readonly schedule: (at: LocalMs) => void;
}

export function createKnockBoard({ read, connections, show, later, schedule }: KnockBoardPorts) {
  let dueAt: LocalMs | null = null;
  /** Of each connection that was shown anybody. */
  let shown = new Map<ConnectionId, string>();

  const showAll = ({ waiting, roster }: DoorView): void => {
    const text = JSON.stringify(waiting);
    const next = new Map<ConnectionId, string>();
    for (const [member, connection] of connections) {
      if (!isAtLeast(roleOf(roster, member) ?? 'spectator', 'co-host')) continue;
      if (text !== (shown.get(connection) ?? '[]')) show(connection, { waiting });
      if (waiting.length > 0) next.set(connection, text);
    }
    shown = next;
  };

  return {
    note(now: LocalMs): void {
      const soon = later(now);
      dueAt = dueAt === null ? soon : (Math.min(dueAt, soon) as LocalMs);
    },
    dueAt: (): LocalMs | null => dueAt,
    tick(at: LocalMs): Later<void> {
      if (dueAt === null || dueAt > at) return;
      dueAt = null;
      if (connections.size === 0) return;
      return andThen(read(), (view) => {
        if (view === null) return;
        showAll(view);
        if (shown.size === 0 || dueAt !== null) return;
        dueAt = (at + LOOK_AGAIN_MS) as LocalMs;
        schedule(dueAt);
      });
    },
  };
}
