// The attack itself: hostile frames over many connections that come and go, connections that never speak, and bytes that
// are no HTTP; then a look at what it has done to the relay.
import { connect, type Socket } from 'node:net';
import { DEFAULT_RATES } from '../../relay-server/src/door/rate.ts';
import { hangUpWhileShaking } from '../../relay-server/src/testing/hang-up.ts';
import { connectClient } from '../bench/relay/bench-client.ts';
import { type BenchServer, startBenchServer } from '../bench/relay/bench-server.ts';
import { mintParty } from '../bench/relay/crowd.ts';
import { until } from '../bench/relay/pacing.ts';
import { createRandom, type Random } from '../simulation/random.ts';
import { type BystandersReport, watchBystanders } from './bystanders.ts';
import { openHostileConnection } from './hostile-connection.ts';
import { makeHostileInput, type Truths } from './hostile-inputs.ts';

export interface AttackPlan {
  readonly seed: number;
  readonly inputs: number;
  /** Connections that send; each is opened anew whenever the relay ends it. */
  readonly attackers: number;
  /** Connections that are opened and never say a word. */
  readonly silent: number;
  /** `lifted`: every input gets as far as it can. `tight`: what limits of rate make of an attack is looked at. */
  readonly limits: 'lifted' | 'tight';
  /** Told of every so many inputs that were sent, as a million of them take a while. */
  readonly onProgress?: (sent: number) => void;
}

/**
 * Far below the usual ones, as each attacker sends little; those for acts are the usual ones, as friends act too. Whoever
 * is shut out goes on from another address, as with a net of hijacked machines.
 */
const LIMIT_FLAGS: Record<AttackPlan['limits'], readonly string[]> = {
  lifted: [],
  tight: [
    '--address-connections-per-minute=1000',
    '--address-failed-joins-per-minute=10',
    `--member-intents-per-10-s=${DEFAULT_RATES.memberIntentsPerTenSeconds}`,
    `--party-intents-per-10-s=${DEFAULT_RATES.partyIntentsPerTenSeconds}`,
    '--connection-messages-per-10-s=10',
  ],
};

export interface AttackReport {
  readonly inputs: number;
  readonly seconds: number;
  readonly endings: number;
  /** How often an attacker was told that it was too much. */
  readonly limited: number;
  readonly bystanders: BystandersReport;
  /** Connections that never spoke and that the relay has not ended by itself. */
  readonly silentLeft: number;
  /** Of the relay after garbage collection: once it had seen a first part of all this, and at the end, bytes. */
  readonly heapBefore: number;
  readonly heapAfter: number;
}

/** Of the inputs, before the heap is looked at for the first time: compiled code and pools are no leak. */
const WARM_UP_SHARE = 0.2;
/** Of all attackers, until the relay takes nothing from it. */
const FIRST_ADDRESS = '10.0.0.1';
/** Of the inputs, bytes that are no HTTP: each takes a connection of its own. */
const RAW_SHARE = 0.002;
/** Of the inputs, handshakes that are reset: as above, and fifty of them are in the short run. */
const HANG_UP_SHARE = 0.005;
/** In so many ms the relay has answered a handshake: the reset comes before, while and after it does. */
const MOST_SHAKING_MS = 5;
const PROGRESS_INPUTS = 50_000;
/** In a row, of one attacker: a relay that ends connections is well, one that lets nobody in is not. */
const MOST_REFUSALS = 100;
/** Within which the relay is to be rid of who never speaks: twice what it grants. */
const SILENCE_MS = 25_000;
/** Sessions of connections that are gone are kept for their lease; leaks are what is left after it. */
const LEASE_MS = 1_000;

/** What pools and compiled code may add, however many inputs there are, bytes. */
const MOST_GROWTH_BYTES = 4 * 1_024 * 1_024;

/** What a relay must not show after an attack, in words; empty when it held. */
export function complaintsOf({ bystanders, silentLeft, heapBefore, heapAfter }: AttackReport): string[] {
  const growthBytes = heapAfter - heapBefore;
  return [
    ...bystanders.complaints,
    ...(silentLeft === 0 ? [] : [`${silentLeft} connections that never spoke are still open.`]),
    ...(growthBytes < MOST_GROWTH_BYTES ? [] : [`The heap has grown by ${growthBytes} bytes.`]),
  ];
}

export async function attack(plan: AttackPlan): Promise<AttackReport> {
  const flags = [`--member-lease-ms=${LEASE_MS}`, '--trust-proxy=true', ...LIMIT_FLAGS[plan.limits]];
  const server = await startBenchServer('relay', { flags });
  try {
    return await attackServer(server, plan);
  } finally {
    await server.stop();
  }
}

async function attackServer(server: BenchServer, plan: AttackPlan): Promise<AttackReport> {
  const bystanders = await watchBystanders(server.port);
  const truths: Truths = { party: mintParty(), otherParty: bystanders.party };
  const host = await connectClient(server, () => undefined);
  await host.ask('join', { party: truths.party, mode: 'create', token: null, from: null });
  const random = createRandom(plan.seed);
  const startedAt = performance.now();
  const silent = await openSilent(server.port, plan.silent);
  const warmUp = Math.floor(plan.inputs * WARM_UP_SHARE);
  let total = 0;
  const onSent = (): void => {
    total += 1;
    if (total % PROGRESS_INPUTS === 0) plan.onProgress?.(total);
  };
  const before = await sendAll({ server, truths, onSent }, { ...plan, inputs: warmUp }, random.fork());
  const heapBefore = await settledHeap(server);
  const rest = { ...plan, inputs: plan.inputs - warmUp };
  const after = await sendAll({ server, truths, onSent }, rest, random.fork());
  const seconds = (performance.now() - startedAt) / 1_000;
  const heapAfter = await settledHeap(server);
  const isRid = () => silent.every(({ closed }) => closed);
  // Whoever is left is counted, and told of in the report.
  await until(isRid, SILENCE_MS, 'the relay ends who never speaks').catch(() => undefined);
  bystanders.stop();
  host.close();
  return {
    inputs: plan.inputs,
    seconds,
    endings: before.endings + after.endings,
    limited: before.limited + after.limited,
    silentLeft: silent.filter(({ closed }) => !closed).length,
    bystanders: await bystanders.done,
    heapBefore,
    heapAfter,
  };
}

interface Battlefield {
  readonly server: BenchServer;
  readonly truths: Truths;
  readonly onSent: () => void;
}

/** Resolves with what the relay did about it. */
async function sendAll(
  { server: { port }, truths, onSent }: Battlefield,
  plan: Pick<AttackPlan, 'inputs' | 'attackers'>,
  random: Random,
): Promise<Pick<AttackReport, 'endings' | 'limited'>> {
  const each = Math.ceil(plan.inputs / plan.attackers);
  const attackers = Array.from({ length: plan.attackers }, async () => {
    const own = random.fork();
    let address = FIRST_ADDRESS;
    const connection = openHostileConnection(port, truths, () => address);
    let [sent, refusals] = [0, 0];
    while (sent < each) {
      const isTaken = (await passBy(port, own)) || (await connection.send(makeHostileInput(own, truths)));
      // Of what the relay would not take another one is made.
      if (isTaken) {
        sent += 1;
        onSent();
      }
      refusals = isTaken ? 0 : refusals + 1;
      if (!isTaken) address = anyAddress(own);
      if (refusals > MOST_REFUSALS) throw new Error('The relay takes nothing any more.');
    }
    connection.close();
    return connection;
  });
  const connections = await Promise.all(attackers);
  return {
    endings: connections.reduce((sum, { endings }) => sum + endings, 0),
    limited: connections.reduce((sum, { limited }) => sum + limited, 0),
  };
}

function anyAddress(random: Random): string {
  return `10.${[...random.bytes(3)].join('.')}`;
}

function openSilent(port: number, count: number): Promise<Socket[]> {
  return Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<Socket>((resolve, reject) => {
          const socket = connect(port, '127.0.0.1', () => resolve(socket));
          socket.once('error', reject);
          socket.resume();
        }),
    ),
  );
}

/** Now and then an input on a connection of its own that gets no further; answers whether this one was. */
async function passBy(port: number, random: Random): Promise<boolean> {
  if (random.chance(RAW_SHARE)) {
    await sendRaw(port, random.bytes(Math.floor(random.between(1, 400))));
    return true;
  }
  if (!random.chance(HANG_UP_SHARE)) return false;
  await hangUpWhileShaking(port, Math.floor(random.between(0, MOST_SHAKING_MS)));
  return true;
}

/** Bytes that are no HTTP, on a connection of their own. */
function sendRaw(port: number, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
    socket.once('error', () => undefined);
    socket.once('close', () => resolve());
    socket.resume();
  });
}

/** Once what was gone is forgotten: the least of some looks. */
async function settledHeap(server: BenchServer): Promise<number> {
  const heaps: number[] = [];
  for (let look = 0; look < 3; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, LEASE_MS));
    heaps.push((await server.held()).heapBytes);
  }
  return Math.min(...heaps);
}
