// A restart as an operator does it, with members that come back by the extension's own connection.
import type { EventId, MemberToken } from '@sameframe/shared/ids.ts';
import type { Welcome } from '@sameframe/shared/protocol/to-member.ts';
import { afterEach, expect, test } from 'vitest';
import { openRelayLink, type RelayLink } from '../../extension/src/background/relay-link.ts';
import { systemClock } from '../../extension/src/platform/clock.ts';
import { PARTY } from './testing/core-world.ts';
import { intentOf, joinOf } from './testing/drafts.ts';
import { type RelayProcess, spawnRelay } from './testing/relay-process.ts';
import { createTempFolder } from './testing/temp-folder.ts';

const MEMBERS = 40;
const CHAT = { kind: 'log', log: 'chat', checkpoint: false } as const;

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function start(dataDir: string, port: number): Promise<RelayProcess> {
  const relay = await spawnRelay(['--data-dir', dataDir, '--port', String(port)]);
  cleanUps.push(() => {
    relay.kill('SIGKILL');
    return relay.ended;
  });
  return relay;
}

interface Returner {
  readonly link: RelayLink;
  readonly welcomes: Welcome[];
  readonly heard: Set<EventId>;
  /** Resolves at the welcome of that number. */
  welcomed(count: number): Promise<void>;
}

/** Joins whenever it is connected, always as the same member. */
function openReturner(url: string, mode: 'create' | 'join'): Returner {
  let token: MemberToken | null = null;
  const watchers = new Set<() => void>();
  const welcomes: Welcome[] = [];
  const heard = new Set<EventId>();
  const link = openRelayLink(
    url,
    {
      onUp: () =>
        link.join(joinOf(PARTY, { mode: token === null ? mode : 'join', token }), (reply) => {
          if (reply === null || !reply.ok) throw new Error(`not let in: ${JSON.stringify(reply)}`);
          token = reply.token;
          welcomes.push(reply);
          for (const event of reply.events) heard.add(event.id);
          for (const look of watchers) look();
        }),
      onDown: () => undefined,
      onRefused: () => undefined,
      onEvent: (event) => heard.add(event.id),
      onPresence: () => undefined,
      onKnocks: () => undefined,
    },
    { clock: systemClock, random: Math.random },
  );
  cleanUps.push(() => link.close());
  const welcomed = (count: number) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (welcomes.length < count) return;
        watchers.delete(look);
        resolve();
      };
      watchers.add(look);
      look();
    });
  return { link, welcomes, heard, welcomed };
}

test('[OP6] a restart in the middle of acts brings everyone back by themselves, with every event once', async () => {
  const folder = createTempFolder();
  cleanUps.push(folder.remove);
  const stopping = await start(folder.path, 0);
  const host = openReturner(stopping.url, 'create');
  await host.welcomed(1);
  const guests = Array.from({ length: MEMBERS - 1 }, () => openReturner(stopping.url, 'join'));
  await Promise.all(guests.map((guest) => guest.welcomed(1)));

  const acknowledged: EventId[] = [];
  let seq = 1;
  const act = (): void => {
    const acting = seq;
    host.link.intent(intentOf(acting, { retain: CHAT }), (reply) => {
      // Not acknowledged: the very same again, as soon as the host is back.
      if (reply?.ok !== true) return;
      acknowledged.push(reply.ref.id);
      seq = acting + 1;
      if (acknowledged.length === 10) stopping.kill('SIGTERM');
      act();
    });
  };
  act();
  expect(await stopping.ended).toMatchObject({ code: 0, stderr: '' });
  await start(folder.path, stopping.port);
  const everyone = [host, ...guests];
  await Promise.all(everyone.map((member) => member.welcomed(2)));

  expect(everyone.map(({ welcomes: [first, second] }) => first?.member === second?.member)).not.toContain(
    false,
  );
  const roster = host.welcomes[1]?.roster.members ?? [];
  expect(roster).toHaveLength(MEMBERS);
  const before = acknowledged.length;
  act();
  await expect.poll(() => acknowledged.length).toBeGreaterThan(before + 3);
  for (const { heard } of everyone) {
    await expect.poll(() => acknowledged.slice(0, before + 3).filter((id) => !heard.has(id))).toEqual([]);
  }
  expect(new Set(acknowledged).size).toBe(acknowledged.length);
});
