// The default store: one SQLite file. Each method is one transaction that is on disk when it returns.

import type { PromptStore } from './party-store.ts';
import { openDatabase } from './sqlite-database.ts';
import { createSqliteLog } from './sqlite-log.ts';
import { createSqliteMembers } from './sqlite-members.ts';

/** Throws a StoreError when the folder or the file cannot be used; never replaces a file. */
export function createSqliteStore(dataDir: string): PromptStore {
  const database = openDatabase(dataDir);
  const members = createSqliteMembers(database);
  const log = createSqliteLog(database, members);
  const verification = database.prepare('UPDATE verification SET count = count + 1');
  const { transact } = database;
  return {
    join: (draft) => transact(() => members.join(draft)),
    append: (draft) => transact(() => log.append(draft)),
    announce: (party, id, now) => transact(() => log.announce(party, id, now)),
    leave: (address, now) => transact(() => members.depart(address, now)),
    disconnect: (addresses, leaseUntil) => transact(() => members.disconnect(addresses, leaseUntil)),
    renewLeases: (addresses, leaseUntil) => transact(() => members.renewLeases(addresses, leaseUntil)),
    reapLeases: (now) => transact(() => members.reapLeases(now)),
    endParties(emptySince) {
      const ended = transact(() => members.endParties(emptySince));
      database.giveSpaceBack();
      return ended;
    },
    catchUp: (party, from) => transact(() => log.catchUp(party, from)),
    untoldParties: () => transact(() => members.untoldParties()),
    forgetConnections: (leaseUntil) => transact(() => members.forgetConnections(leaseUntil)),
    latestAt: () => transact(() => log.latestAt()),
    verify: () => {
      verification.run();
    },
    close: () => database.close(),
  };
}
