import { expect, test } from 'vitest';
import { SessionWorld } from './testing/session-world.ts';

function setup() {
  const world = new SessionWorld(2);
  world.settle();
  return { world, alice: world.member(0), bob: world.member(1) };
}

test('[FE2] what was said offline is sent when the relay is back, in its order, and heard once', () => {
  const { world, alice, bob } = setup();
  world.disconnect(alice);
  const ids = [world.say(alice, true), world.say(alice, true)];
  world.advance(60_000);
  world.settle();
  expect(bob.session.features.chat?.map(({ id }) => id)).toEqual(ids);
  expect(alice.refused).toEqual([]);
});

test('[FE2] what was sent and never answered is sent as the same act: the log may hold it twice, members once', () => {
  const { world, alice, bob } = setup();
  const id = world.say(alice, true);
  world.deliverUp(alice);
  world.killWorker(alice);
  world.relay.prune();
  world.settle();
  expect(bob.session.features.chat?.map((event) => event.id)).toEqual([id]);
  expect(alice.session.features.chat?.map((event) => event.id)).toEqual([id]);
});

test('[FE4] what is of the moment is refused offline, not sent late, and kept for nobody', () => {
  const { world, alice, bob } = setup();
  world.disconnect(alice);
  const id = world.say(alice, false);
  expect(alice.refused).toEqual([id]);
  world.settle();
  world.say(alice, false);
  world.settle();
  expect(world.loggedSayings()).toHaveLength(1);
  expect(bob.session.features).toEqual({});
});

test('[FE4] what is of the moment gives way to what a person does to the film', () => {
  const { world, alice } = setup();
  const act = world.act(alice, 'pause', 1);
  const saying = world.say(alice, false);
  world.settle();
  expect(world.loggedActs()).toEqual([act]);
  expect(world.loggedSayings()).toEqual([saying]);
});

test('[FE5] what does not fit a body is told at once, uses no seq up, and is nowhere when the worker dies', () => {
  const { world, alice, bob } = setup();
  const tooLarge = world.say(alice, true, '星'.repeat(2_050));
  expect([alice.refused, alice.session.sending]).toEqual([[tooLarge], null]);
  const id = world.say(alice, true);
  world.settle();
  expect(bob.session.features.chat?.map((event) => event.id)).toEqual([id]);
});

test('[FE5] more than anybody writes while the relay is away is refused, and the rest is kept', () => {
  const { world, alice, bob } = setup();
  world.disconnect(alice);
  for (let count = 0; count < 205; count += 1) world.say(alice, true);
  expect(alice.refused).toHaveLength(5);
  world.settle();
  expect(bob.session.features.chat).toHaveLength(200);
});
