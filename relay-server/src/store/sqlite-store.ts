// The default store: one SQLite file. Each method is atomic, and on disk when it is answered.
import { andThen, type Later } from '../party/later.ts';
import { createGroupCommit } from './group-commit.ts';
import type { PartyStore, PromptStore } from './party-store.ts';
import { openDatabase, type SqliteDatabase } from './sqlite-database.ts';
import { createSqliteLog } from './sqlite-log.ts';
import { createSqliteMembers } from './sqlite-members.ts';

interface Transactions {
  readonly write: <Value>(work: () => Value) => Later<Value>;
  readonly read: <Value>(work: () => Value) => Later<Value>;
  /** Ends what is under way. */
  readonly flush: () => void;
}

/**
 * What one turn of the event loop brings, and under load a few of them, is one commit. Throws a StoreError when the file
 * cannot be used.
 */
export function createSqliteStore(dataDir: string): PartyStore {
  const database = openDatabase(dataDir);
  const group = createGroupCommit({
    transact: database.transact,
    afterTurn: setImmediate,
    afterMs: (delayMs, work) => setTimeout(work, delayMs),
    now: () => performance.now(),
  });
  return storeIn(database, group);
}

/** Every call is a commit, and is answered at once: for whoever cannot wait. */
export function createPromptSqliteStore(dataDir: string): PromptStore {
  const database = openDatabase(dataDir);
  const { transact } = database;
  // Prompt transactions make all of it prompt.
  return storeIn(database, { write: transact, read: transact, flush: () => undefined }) as PromptStore;
}

function storeIn(database: SqliteDatabase, { write, read, flush }: Transactions): PartyStore {
  const members = createSqliteMembers(database);
  const log = createSqliteLog(database, members);
  const verification = database.prepare('UPDATE verification SET count = count + 1');
  return {
    join: (draft) => write(() => members.join(draft)),
    append: (draft) => write(() => log.append(draft)),
    govern: (draft) => write(() => log.govern(draft)),
    knocks: (party) => read(() => members.knocks(party)),
    announce: (party, id, now) => write(() => log.announce(party, id, now)),
    leave: (address, now) => write(() => members.depart(address, now)),
    disconnect: (gone, leaseUntil) => write(() => members.disconnect(gone, leaseUntil)),
    renewLeases: (addresses, leaseUntil) => write(() => members.renewLeases(addresses, leaseUntil)),
    reapLeases: (now) => write(() => members.reapLeases(now)),
    endParties: (emptySince) =>
      andThen(
        write(() => members.endParties(emptySince)),
        (ended) => {
          database.giveSpaceBack();
          return ended;
        },
      ),
    catchUp: (party, from) => read(() => log.catchUp(party, from)),
    untoldParties: () => read(() => members.untoldParties()),
    forgetConnections: (leaseUntil) => write(() => members.forgetConnections(leaseUntil)),
    latestAt: () => read(() => log.latestAt()),
    verify: () =>
      write(() => {
        verification.run();
      }),
    close() {
      flush();
      database.close();
    },
  };
}
