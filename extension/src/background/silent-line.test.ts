// A line that swallows everything, on which nothing but probes is sent.
import { mintCode } from '@sameframe/shared/code.ts';
import { until } from '@sameframe/shared/testing/until.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import { expect, test, vi } from 'vitest';
import { systemClock } from '../platform/clock.ts';
import { openParty } from './party.ts';
import { reviveSession, stepSession } from './party-session.ts';
import type { RelayLink } from './relay-link.ts';
import type { SessionInput, SessionState } from './session-state.ts';
import { SessionWorld } from './testing/session-world.ts';

function joinedSession(): SessionState {
  const world = new SessionWorld(1);
  world.settle();
  return world.member(0).session;
}

const feed = (state: SessionState, isSecond: boolean) =>
  stepSession(state, { kind: 'probe-unanswered', isSecond } satisfies SessionInput, 1 as LocalMs).effects;

test('[BG6] one unanswered probe is asked again, and only then the connection is made anew', () => {
  const session = joinedSession();
  expect(feed(session, false)).toEqual([{ kind: 'probe-again' }]);
  expect(feed(session, true)).toContainEqual({ kind: 'reconnect', afterMs: 0 });
});

test('[BG6] without a connection nobody expects an answer', () => {
  const session = reviveSession(joinedSession());
  expect([...feed(session, false), ...feed(session, true)]).toEqual([]);
});

test('[BG6] of a burst of probes, all unanswered, comes one new connection', async () => {
  const reconnect = vi.fn();
  const never = () => undefined;
  let unanswered = 0;
  const giveUp = (answer: Parameters<RelayLink['probe']>[0]) => {
    unanswered += 1;
    answer(null);
  };
  const link = {
    probe: (answer) => void setTimeout(giveUp, 10, answer),
    reconnect,
  } as Partial<RelayLink>;
  const onEnded = vi.fn();
  const party = openParty(
    { code: mintCode(new Uint8Array(20)), relay: 'http://127.0.0.1:1' },
    { session: joinedSession(), reportCount: 0 },
    { clock: systemClock, crypto, openLink: () => link as RelayLink, reportBug: onEnded },
    {
      onReplica: never,
      onEvent: never,
      onSettled: never,
      onFeature: never,
      onConnection: never,
      onRefused: never,
      onKnock: never,
      onEnded,
      onChange: never,
      save: () => Promise.resolve(),
    },
  );
  for (let count = 0; count < 8; count += 1) party.probe(never);
  // Each of them, and the one that asks again.
  await until(() => unanswered === 16);
  expect(reconnect.mock.calls).toEqual([[0]]);
  expect(onEnded).not.toHaveBeenCalled();
});
