import type { PartyCode } from '@sameframe/shared/code.ts';
import type { MediaKey } from '@sameframe/shared/ids.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import { createFakeStore } from '../platform/fake-store.ts';
import { createPartyRecords, type PartyRecord } from './party-record.ts';
import { reviveSession } from './party-session.ts';
import { SessionWorld } from './testing/session-world.ts';

/** A member in the middle of everything: an act under way, more waiting, somebody waited for. */
function setup() {
  const world = new SessionWorld(2);
  world.settle();
  const [alice, bob] = [world.member(0), world.member(1)];
  world.act(bob, 'play', 3);
  world.settle();
  world.act(alice, 'pause', 4);
  world.act(alice, 'seek-to', 5);
  world.say(alice, true);
  const { replica } = alice.session;
  const holds = { [replica.party.members[1]?.id ?? '']: 9_000 as RelayMs };
  const session = reviveSession({
    ...alice.session,
    replica: { ...replica, timeline: { ...replica.timeline, holds } },
  });
  const record: PartyRecord = {
    code: 'K7QM4TZP9XWD2RHV6BNC' as PartyCode,
    former: '0123456789ABCDEFGHJK' as PartyCode,
    relay: 'https://relay.example.org',
    host: 'films.example',
    session,
    reportCount: 12,
    isSteppedOut: true,
    notes: { chat: { muted: [] } },
    onward: { chat: { draft: 'Did' } },
    attending: ['queue'],
    unheardFrom: 7,
    shifts: [{ key: 'film' as MediaKey, shiftS: -1.05 }],
  };
  const store = createFakeStore();
  return { store, record, records: createPartyRecords(store) };
}

test('what is written of a party is read back whole', async () => {
  const { record, records } = setup();
  expect(record.session.sending?.stage.state).toBe('sent');
  expect(record.session.outbox).toHaveLength(1);
  await records.write('5', record);
  expect(await records.readAll()).toEqual(new Map([['5', { state: 'found', value: record }]]));
});

test.each([
  ['a text', 'rubbish'],
  ['another version', { version: 0, value: {} }],
  ['a value cut short', { version: 1, value: { code: 'K7QM4TZP9XWD2RHV6BNC' } }],
])('%s in place of a record is told from a record, and spares the others', async (_what, raw) => {
  const { store, record, records } = setup();
  await records.write('5', record);
  await store.set({ 'party:6': raw });
  const found = await records.readAll();
  expect(found.get('6')).toEqual({ state: 'corrupted' });
  expect(found.get('5')?.state).toBe('found');
});
