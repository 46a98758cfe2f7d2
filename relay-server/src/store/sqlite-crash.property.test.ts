// What is on the disk at any moment is what a process that dies at that moment leaves behind.
import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventId, MemberId, PartyId } from '@sameframe/shared/ids.ts';
import type { OrderedEvent } from '@sameframe/shared/protocol/envelope.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConnectionId } from '../party/session.ts';
import { idOf, intentOf } from '../testing/drafts.ts';
import { createTempFolder, type TempFolder } from '../testing/temp-folder.ts';
import type { PartyStore, TokenHash } from './party-store.ts';
import { DATABASE_FILE } from './sqlite-database.ts';
import { createPromptSqliteStore, createSqliteStore } from './sqlite-store.ts';

const PARTIES = [1, 2, 3].map((index) => idOf<PartyId>(`party ${index}`));
const ALICE = idOf<MemberId>('alice');
const NOW = 5 as RelayMs;
const WRITE_LOG = `${DATABASE_FILE}-wal`;

/** In one turn: how many acts in each party. */
const turn = fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 4 }), fc.nat({ max: 4 }));

async function openParties(folder: TempFolder): Promise<PartyStore> {
  const store = createSqliteStore(folder.path);
  for (const party of PARTIES) {
    await store.join({
      party,
      mode: 'create',
      shown: null,
      hello: null,
      connection: 'a connection' as ConnectionId,
      freshMember: ALICE,
      nextToken: 'a hash' as TokenHash,
      now: NOW,
      leaseUntil: NOW,
      maxParties: 10,
      maxMembers: 1,
    });
  }
  return store;
}

/** Asks for everything at once; `onAck` is called as each is answered. */
function createActor(store: PartyStore, onAck: (id: EventId) => void) {
  const seqs = new Map(PARTIES.map((party) => [party, 0]));
  return (counts: readonly number[]): Promise<unknown> => {
    const appends = counts.flatMap((count, index) =>
      Array.from({ length: count }, async () => {
        const party = PARTIES[index] ?? idOf<PartyId>('none');
        const seq = (seqs.get(party) ?? 0) + 1;
        seqs.set(party, seq);
        const id = idOf<EventId>(`${index} ${seq}`);
        const outcome = await store.append({ party, member: ALICE, intent: intentOf(seq), id, now: NOW });
        expect(outcome.kind).toBe('appended');
        onAck(id);
      }),
    );
    return Promise.all(appends);
  };
}

/** The files as they are, the log of writes maybe cut off, opened by a relay that starts anew. */
function survivorsOf(folder: TempFolder, writeLogBytes?: number): string[] {
  const copy = createTempFolder();
  copyFileSync(join(folder.path, DATABASE_FILE), join(copy.path, DATABASE_FILE));
  const writeLog = readFileSync(join(folder.path, WRITE_LOG));
  writeFileSync(join(copy.path, WRITE_LOG), writeLog.subarray(0, writeLogBytes));
  const store = createPromptSqliteStore(copy.path);
  try {
    return PARTIES.flatMap((party) => {
      const events = store.catchUp(party, null)?.events ?? [];
      expectUnbroken(events);
      return events.map(({ id }) => id);
    });
  } finally {
    store.close();
    copy.remove();
  }
}

function expectUnbroken(events: readonly OrderedEvent[]): void {
  const lamports = events.map(({ lamport }) => lamport as number);
  expect(lamports).toEqual(Array.from(lamports, (_, index) => index + 1));
}

test('[ST1] [ST16] whenever the process dies, all that was answered is there', async () => {
  const turns = fc.array(turn, { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(turns, fc.nat({ max: 30 }), async (counts, dieAt) => {
      const folder = createTempFolder();
      const store = await openParties(folder);
      const acknowledged: string[] = [];
      let survivors: string[] | null = null;
      const act = createActor(store, (id) => {
        acknowledged.push(id);
        // In the very step in which the answer goes out.
        if (acknowledged.length === dieAt) survivors = survivorsOf(folder);
      });
      try {
        // Some turns overlap: nobody waits for anybody.
        await Promise.all(counts.map(act));
        for (const id of acknowledged.slice(0, survivors === null ? 0 : dieAt))
          expect(survivors).toContain(id);
        expect(survivorsOf(folder).sort()).toEqual([...acknowledged].sort());
      } finally {
        await store.close();
        folder.remove();
      }
    }),
    { numRuns: 15 },
  );
});

test('[ST1] [ST16] a group that was cut off in the middle of its writing is gone whole, and nothing before it', async () => {
  await fc.assert(
    fc.asyncProperty(turn, turn, fc.double({ min: 0, max: 1, noNaN: true }), async (first, second, cut) => {
      const folder = createTempFolder();
      const store = await openParties(folder);
      const acknowledged: string[] = [];
      const act = createActor(store, (id) => acknowledged.push(id));
      const size = () => statSync(join(folder.path, WRITE_LOG)).size;
      try {
        await act(first);
        const [before, sizeBefore] = [[...acknowledged], size()];
        await act(second);
        const survivors = survivorsOf(folder, Math.floor(sizeBefore + cut * (size() - sizeBefore)));
        expect([before.length, acknowledged.length]).toContain(survivors.length);
        expect(survivors).toEqual(expect.arrayContaining(before));
      } finally {
        await store.close();
        folder.remove();
      }
    }),
    { numRuns: 25 },
  );
});
