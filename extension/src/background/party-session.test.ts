import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { SessionWorld } from './testing/session-world.ts';
import type { WorldMember } from './testing/world-member.ts';

type Op = { readonly kind: string; readonly who: number; readonly amount: number };

function ops(kinds: readonly string[]): fc.Arbitrary<Op[]> {
  const op = fc.record({
    kind: fc.constantFrom(...kinds),
    who: fc.nat(3),
    amount: fc.integer({ min: 1, max: 3_000 }),
  });
  return fc.array(op, { maxLength: 80 });
}

const ACT_KINDS = ['play', 'pause', 'seek-to', 'set-rate'] as const;

function perform(world: SessionWorld, op: Op): void {
  const member = world.member(op.who);
  switch (op.kind) {
    case 'act':
      world.act(member, ACT_KINDS[op.amount % ACT_KINDS.length] ?? 'play', op.amount);
      return;
    case 'say':
      world.say(member, op.amount % 4 !== 0);
      return;
    case 'up':
      world.deliverUp(member);
      return;
    case 'down':
      world.deliverDown(member);
      return;
    case 'time-out':
      return world.timeOut(member);
    case 'lose':
      return world.loseEvent(member);
    case 'probe':
      return world.probe(member);
    case 'advance':
      return world.advance(op.amount);
    case 'connect':
      return world.connect(member);
    case 'disconnect':
      return world.disconnect(member);
    case 'save':
      return world.save(member);
    case 'kill':
      return world.killWorker(member);
    case 'repeat':
      return world.repeatUnsettled(member);
    case 'prune':
      return world.relay.prune();
  }
}

function expectConverged(world: SessionWorld): void {
  const inLog = world.loggedActs();
  expect(new Set(inLog).size, 'an act is in the log twice').toBe(inLog.length);
  for (const member of world.members) {
    expect(member.session.replica.head).toEqual(world.relay.head());
    expect(member.session.phase.state).toBe('joined');
    expect(member.session.replica.timeline).toEqual(world.member(0).session.replica.timeline);
    expect([...member.unsettled.keys()], 'an act was never settled').toEqual([]);
    expect(member.session.outbox).toEqual([]);
    const own = inLog.filter((id) => member.made.includes(id as never));
    expect(own, 'own acts changed their order').toEqual(member.made.filter((id) => own.includes(id)));
    expectRightOutcomes(member, inLog);
    expectHeard(world, member);
  }
}

function expectHeard(world: SessionWorld, member: WorldMember): void {
  const heard = (member.session.features.chat ?? []).map(({ id }) => id);
  expect(heard).toEqual((world.member(0).session.features.chat ?? []).map(({ id }) => id));
  expect(new Set(heard).size, 'something said is heard twice').toBe(heard.length);
  expect([...member.unheard.keys()], 'something said was never heard').toEqual([]);
  expect(member.session.featureOutbox).toEqual([]);
  const own = heard.filter((id) => member.said.includes(id));
  expect(own, 'sayings changed their order').toEqual(member.said.filter((id) => own.includes(id)));
}

function expectRightOutcomes(member: WorldMember, inLog: readonly string[]): void {
  for (const [id, outcomes] of member.outcomes) {
    if (outcomes.some(({ kind }) => kind === 'ordered')) expect(inLog).toContain(id);
    expect(outcomes.map(({ kind }) => kind)).not.toContain('refused');
  }
}

const CALM = ['act', 'act', 'say', 'up', 'up', 'down', 'down', 'time-out', 'lose', 'probe', 'advance'];
const ROUGH = [
  ...CALM,
  'up',
  'down',
  'connect',
  'connect',
  'disconnect',
  'save',
  'save',
  'kill',
  'repeat',
  'prune',
];
const RUNS = Number(process.env.SESSION_RUNS ?? 600);

test('[OB1] while online every act gets into the log, once and in its order, whatever events are lost', () =>
  fc.assert(
    fc.property(ops(CALM), (history) => {
      const world = new SessionWorld(3);
      world.settle();
      for (const op of history) perform(world, { ...op, amount: Math.min(op.amount, 300) });
      const wasCut = world.members.some((member) => member.connection === null);
      world.settle();
      expectConverged(world);
      fc.pre(!wasCut && world.members.every((member) => member.zombies.length === 0));
      const made = world.members.flatMap((member) => member.made);
      expect(world.loggedActs().sort()).toEqual([...made].sort());
    }),
    { numRuns: RUNS },
  ));

test('[OB3] [FE2] no act is doubled and every replica heals, through cuts, dead workers and pruned logs', () =>
  fc.assert(
    fc.property(ops(ROUGH), (history) => {
      const world = new SessionWorld(3);
      for (const op of history) perform(world, op);
      world.settle();
      expectConverged(world);
    }),
    { numRuns: RUNS },
  ));

test('[LT3] members that never start anew are shown every event once and in order', () =>
  fc.assert(
    fc.property(ops(CALM), (history) => {
      const world = new SessionWorld(2);
      world.settle();
      for (const op of history) perform(world, op);
      world.settle();
      for (const { delivered } of world.members) {
        expect(delivered).toEqual([...new Set(delivered)].sort((a, b) => a - b));
      }
    }),
    { numRuns: Math.ceil(RUNS / 3) },
  ));
