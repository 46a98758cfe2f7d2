// Members of one or more parties on one or more servers, and what reaches them.
import { randomBytes } from 'node:crypto';
import { type BenchClient, connectClient } from './bench-client.ts';
import type { BenchServer } from './bench-server.ts';
import { readLamport, readStamp, stampedBody } from './stamp.ts';

export interface Member {
  readonly client: BenchClient;
  /** Of the next intent, as the relay counts them. */
  nextSeq: number;
  presenceCount: number;
  /** The lamport of the newest act that has reached it. */
  head: number;
}

/** What has reached the crowd since it was last emptied. */
export interface Tally {
  /** Of stamped messages, ms, one for each delivery. */
  readonly latenciesMs: number[];
}

export interface Crowd {
  readonly members: readonly Member[];
  readonly tally: Tally;
  close(): void;
}

/** So many are let in at a time where it is not the burst that is measured. */
const BATCH = 200;

export function mintParty(): string {
  return randomBytes(16).toString('base64url');
}

/** `parties` of `size` members each, spread over the servers in turn. */
export async function gatherCrowd(
  servers: readonly BenchServer[],
  { parties, size }: { readonly parties: readonly string[]; readonly size: number },
): Promise<Crowd> {
  const tally: Tally = { latenciesMs: [] };
  const seats = parties.flatMap((party) => Array.from({ length: size }, (_, index) => ({ party, index })));
  const hosts = seats.filter(({ index }) => index === 0);
  const guests = seats.filter(({ index }) => index > 0);
  const members: Member[] = [];
  // A party has to be there before anybody can join it.
  for (const group of [hosts, guests]) {
    for (let start = 0; start < group.length; start += BATCH) {
      const batch = group.slice(start, start + BATCH);
      members.push(
        ...(await Promise.all(
          batch.map(({ party, index }) => {
            const server = servers[index % servers.length];
            if (server === undefined) throw new Error('A crowd needs a server.');
            return seat(server, party, index === 0 ? 'create' : 'join', tally);
          }),
        )),
      );
    }
  }
  return {
    members,
    tally,
    close: () => {
      for (const { client } of members) client.close();
    },
  };
}

/** Connects and joins; rejects when refused. */
export async function seat(
  server: BenchServer,
  party: string,
  mode: 'create' | 'join',
  tally: Tally,
): Promise<Member> {
  let member: Member | null = null;
  const client = await connectClient(server, (text) => {
    const sentAtMs = readStamp(text);
    if (sentAtMs === null) return;
    tally.latenciesMs.push(performance.now() - sentAtMs);
    if (member !== null) member.head = readLamport(text);
  });
  const welcome = (await client.ask('join', {
    party,
    mode,
    // Of its own, as who comes for the first time shows one.
    token: randomBytes(16).toString('base64url'),
    from: null,
  })) as { readonly ok: boolean; readonly lastSeq: number };
  if (!welcome.ok) {
    client.close();
    throw new Error(`Refused: ${JSON.stringify(welcome)}`);
  }
  member = { client, nextSeq: welcome.lastSeq + 1, presenceCount: 1, head: 0 };
  return member;
}

/**
 * One act, as a person's click makes one: it says all there is to know of the playback, so that nothing before it has
 * to be kept. Resolves with whether it was taken.
 */
export async function act(member: Member): Promise<boolean> {
  const seq = member.nextSeq;
  member.nextSeq += 1;
  const answer = await member.client.ask('intent', {
    channel: 'playback',
    seq,
    basis: member.head,
    retain: { kind: 'log', log: 'timeline', checkpoint: true },
    body: stampedBody(performance.now()),
  });
  return answer === null || (answer as { readonly ok: boolean }).ok;
}

export function report(member: Member): void {
  member.client.tell('presence', { count: member.presenceCount, body: 'P'.repeat(120) });
  member.presenceCount += 1;
}
