// Two friends in a party of their own while the relay is under attack: every act of one has to reach the other, in order,
// and nothing else may.
import { type BenchClient, connectClient } from '../bench/relay/bench-client.ts';
import { mintParty } from '../bench/relay/crowd.ts';

export interface Bystanders {
  readonly party: string;
  /** Acts until it is told to stop. */
  readonly done: Promise<BystandersReport>;
  stop(): void;
}

export interface BystandersReport {
  readonly acts: number;
  readonly slowestMs: number;
  /** What was not as it should be, in words; empty when all was well. */
  readonly complaints: readonly string[];
}

const ACT_PERIOD_MS = 100;
/** An act that takes longer has been noticed by the people in the party. */
const PATIENCE_MS = 5_000;

export async function watchBystanders(port: number): Promise<Bystanders> {
  const party = mintParty();
  const complaints: string[] = [];
  const seen: unknown[] = [];
  let isStopped = false;
  let aliceId: string | null = null;
  const place = { port, dialect: 'socket-io' } as const;
  const alice = await connectClient(place, () => undefined);
  const bob = await connectClient(place, (text) => {
    const [name, message] = JSON.parse(text.slice(2)) as [string, { seq?: number; by?: string }];
    // Whoever knows the party may come in and act: that is no fault of the relay's.
    if (name === 'event' && message.by === aliceId) seen.push(message.seq);
    if (name === 'closing') complaints.push(`Bob was sent away: ${text}`);
  });
  aliceId = await enter(alice, party, 'create');
  await enter(bob, party, 'join');

  const live = async (): Promise<BystandersReport> => {
    let slowestMs = 0;
    let seq = 0;
    while (!isStopped && complaints.length === 0) {
      seq += 1;
      const startedAt = performance.now();
      const body = 'A'.repeat(60);
      const retain = { kind: 'none' };
      const answer = await within(alice.ask('intent', { channel: 'playback', seq, basis: 0, retain, body }));
      if ((answer as { ok?: boolean } | null)?.ok !== true)
        complaints.push(`Act ${seq}: ${JSON.stringify(answer)}`);
      while (seen.length < seq && performance.now() - startedAt < PATIENCE_MS) await pause(5);
      if (seen.at(-1) !== seq || seen.length !== seq) {
        complaints.push(`After act ${seq} Bob has seen ${seen.length}, ${String(seen.at(-1))} last.`);
      }
      slowestMs = Math.max(slowestMs, performance.now() - startedAt);
      await pause(ACT_PERIOD_MS);
    }
    alice.close();
    bob.close();
    return { acts: seq, slowestMs, complaints };
  };
  return {
    party,
    done: live(),
    stop: () => {
      isStopped = true;
    },
  };
}

async function enter(client: BenchClient, party: string, mode: 'create' | 'join'): Promise<string> {
  const welcome = (await client.ask('join', { party, mode, token: null, from: null })) as {
    ok: boolean;
    member: string;
  };
  if (!welcome.ok) throw new Error(`Not let in: ${JSON.stringify(welcome)}`);
  return welcome.member;
}

function within(answer: Promise<unknown>): Promise<unknown> {
  return Promise.race([answer, pause(PATIENCE_MS).then(() => null)]);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
