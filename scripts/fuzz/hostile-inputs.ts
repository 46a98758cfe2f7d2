// What somebody who means harm, or a program gone wrong, may send to the relay. Seeded and pure: the same seed gives the
// same million inputs on every machine.
import type { Random } from '../simulation/random.ts';

/** One frame of a WebSocket; `stage` is how far its connection has to be for it to get anywhere. */
export interface HostileInput {
  readonly stage: 'open' | 'connected' | 'joined';
  readonly data: string | Uint8Array;
}

/** What a valid message is made of, so that hostile ones get past the first look. */
export interface Truths {
  readonly party: string;
  /** A party that the attacker knows of and has no business in. */
  readonly otherParty: string;
}

type Maker = (random: Random, truths: Truths) => HostileInput;

/** Just above what a member may send in one frame. */
const TOO_LONG_BYTES = 17_000;
const DEEP = 6_000;
const REQUEST_NAMES = ['join', 'resume', 'intent', 'govern', 'probe', 'leave', 'presence'] as const;
const STRANGE_NAMES = [
  '',
  'connect',
  'disconnect',
  'error',
  '__proto__',
  'constructor',
  'event',
  'closing',
  '\u0000',
] as const;
const STRANGE_VALUES = [
  null,
  true,
  -1,
  0,
  0.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  '',
  '__proto__',
  '\ud800',
  'A'.repeat(9_000),
  '<script>alert(1)</script>',
  [],
  {},
  [[[[]]]],
  { toString: 1, hasOwnProperty: null, __proto__: { isAdmin: true } },
] as const;

const MAKERS: readonly [Maker, ...Maker[]] = [
  // Bytes of no form at all.
  (random) => ({ stage: 'open', data: random.bytes(Math.floor(random.between(0, 200))) }),
  (random) => ({ stage: 'open', data: textOf(random.bytes(Math.floor(random.between(1, 100)))) }),
  // Engine.IO's and Socket.IO's own packets, out of turn.
  (random) => ({ stage: random.pick(['open', 'connected']), data: engineIoPacket(random) }),
  (random) => ({
    stage: 'connected',
    data: `4${Math.floor(random.between(0, 10))}${JSON.stringify(strangeValue(random))}`,
  }),
  (random) => ({
    stage: 'connected',
    data: `45${Math.floor(random.between(0, 9))}-["intent",{"_placeholder":true,"num":${Math.floor(random.between(-2, 9))}}]`,
  }),
  // Requests with anything as their payload.
  (random) => ({
    stage: 'connected',
    data: request(random, random.pick(STRANGE_NAMES), [strangeValue(random)]),
  }),
  (random) => ({
    stage: 'joined',
    data: request(random, random.pick(REQUEST_NAMES), someStrangeValues(random)),
  }),
  // Valid ones with one thing wrong.
  (random) => ({ stage: 'joined', data: request(random, 'intent', [spoil(random, intent(random))]) }),
  (random, truths) => ({
    stage: 'connected',
    data: request(random, 'join', [spoil(random, joinOf(random, truths))]),
  }),
  (random) => ({
    stage: 'joined',
    data: request(random, 'resume', [spoil(random, { from: { lamport: 1, id: idOf(random) } })]),
  }),
  (random) => ({
    stage: 'joined',
    data: request(random, 'presence', [spoil(random, { count: 1, body: bodyOf(random, 60) })]),
  }),
  (random) => ({ stage: 'joined', data: request(random, 'govern', [spoil(random, govern(random))]) }),
  // Valid in form: replays, forged members, counts out of order, a party that is not theirs.
  (random) => ({ stage: 'joined', data: request(random, 'intent', [intent(random)]) }),
  (random) => ({ stage: 'joined', data: request(random, 'govern', [govern(random)]) }),
  (random, truths) => ({ stage: 'connected', data: request(random, 'join', [joinOf(random, truths)]) }),
  // Too much of it.
  (random) => ({
    stage: 'joined',
    data: request(random, 'intent', [{ ...intent(random), body: bodyOf(random, 12_000) }]),
  }),
  (random) => ({ stage: 'open', data: random.chance(0.05) ? 'A'.repeat(TOO_LONG_BYTES) : '' }),
  (random) => ({
    stage: 'connected',
    data: random.chance(0.2)
      ? `42["intent",${'['.repeat(DEEP)}`
      : `42["intent",${'['.repeat(DEEP)}${']'.repeat(DEEP)}]`,
  }),
];

/** The next hostile frame. */
export function makeHostileInput(random: Random, truths: Truths): HostileInput {
  return random.pick(MAKERS)(random, truths);
}

function engineIoPacket(random: Random): string {
  const type = random.pick([
    '0',
    '1',
    '2',
    '3',
    '5',
    '6',
    '7',
    'b',
    '4',
    '40',
    '41',
    '44',
    '46',
    '4x',
  ] as const);
  return `${type}${random.pick(['', 'probe', '{', '{}', '[]', '"', '/other,', '/other,{"token":1}', '999999999999999999999['] as const)}`;
}

function request(random: Random, name: string, payloads: readonly unknown[]): string {
  // Without a number nobody is answered; some numbers are none.
  const id = random.pick(['', '0', '7', '99999999999999999999', '-1', '1e9'] as const);
  return `42${id}${JSON.stringify([name, ...payloads])}`;
}

function intent(random: Random): Record<string, unknown> {
  return {
    channel: random.pick([
      'playback',
      'chat',
      'party',
      'profile',
      `c${Math.floor(random.between(0, 40))}`,
    ] as const),
    seq: Math.floor(random.between(0, 4)) + (random.chance(0.01) ? 1e9 : 0),
    basis: random.chance(0.9) ? 0 : Math.floor(random.between(0, 1e6)),
    retain: random.pick<object>([
      { kind: 'none' },
      { kind: 'last', key: `k${Math.floor(random.between(0, 30))}` },
      { kind: 'log', log: `l${Math.floor(random.between(0, 30))}`, checkpoint: random.chance(0.5) },
    ] as const),
    body: bodyOf(random, Math.floor(random.between(38, 400))),
  };
}

function joinOf(random: Random, { party, otherParty }: Truths): Record<string, unknown> {
  return {
    party: random.pick([party, otherParty, idOf(random)] as const),
    mode: random.pick(['create', 'join'] as const),
    token: random.chance(0.5) ? null : idOf(random),
    ...(random.chance(0.8) ? {} : { hello: bodyOf(random, 60) }),
    from: random.chance(0.8) ? null : { lamport: Math.floor(random.between(0, 1e6)), id: idOf(random) },
  };
}

/** Of a party that is mostly not theirs to govern. */
function govern(random: Random): Record<string, unknown> {
  const member = idOf(random);
  return random.pick<Record<string, unknown>>([
    { kind: 'set-role', member, role: random.pick(['co-host', 'viewer', 'spectator', 'host'] as const) },
    { kind: 'hand-over', member },
    { kind: 'kick', member },
    { kind: 'set-lock', isLocked: random.chance(0.5) },
    { kind: 'set-approval', approvesJoiners: random.chance(0.5) },
    { kind: 'admit', knock: member, isAdmitted: random.chance(0.5) },
    {
      kind: 'set-grant',
      channel: random.pick(['playback', 'constructor', `c${Math.floor(random.between(0, 60))}`] as const),
      least: random.pick(['host', 'spectator', null] as const),
    },
  ]);
}

/** The same with one field missing, strange or new. */
function spoil(random: Random, valid: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const names = Object.keys(valid);
  const name = names[Math.floor(random.between(0, names.length))] ?? '';
  switch (random.pick(['remove', 'replace', 'add', 'repeat'] as const)) {
    case 'remove': {
      const { [name]: _, ...rest } = valid;
      return rest;
    }
    case 'replace':
      return { ...valid, [name]: strangeValue(random) };
    case 'add':
      return { ...valid, [random.pick(STRANGE_NAMES)]: strangeValue(random) };
    case 'repeat':
      return { ...valid, [name]: Array.from({ length: 300 }, () => valid[name]) };
  }
}

function strangeValue(random: Random): unknown {
  return random.pick(STRANGE_VALUES);
}

function someStrangeValues(random: Random): unknown[] {
  return Array.from({ length: Math.floor(random.between(0, 4)) }, () => strangeValue(random));
}

function idOf(random: Random): string {
  return Buffer.from(random.bytes(16)).toString('base64url');
}

function bodyOf(random: Random, chars: number): string {
  return Buffer.from(random.bytes(Math.ceil(chars * 0.75)))
    .toString('base64url')
    .slice(0, chars);
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
