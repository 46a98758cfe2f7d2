import { expect, test } from 'vitest';
import { isRight, type Judged, tally, type Verdict } from './tally.ts';

const judged = (
  author: Judged['author'],
  right: Verdict,
  origins: readonly Verdict[],
  more: Partial<Judged> = {},
): Judged => ({
  fixture: 'plain',
  browser: 'firefox',
  act: 'act',
  author,
  right,
  isTold: author === 'user',
  isByRule: false,
  verdicts: origins.map((origin) => ({ change: 'pause', origin })),
  isAsked: right === 'unknown',
  loggedCount: author === 'user' ? 1 : 0,
  ...more,
});

test('[PV3] an act is right when every verdict on it is, and the log holds it once if it is a person’s', () => {
  expect(isRight(judged('user', 'user', ['user', 'user']))).toBe(true);
  expect(isRight(judged('user', 'user', ['user'], { loggedCount: 2 }))).toBe(false);
  expect(isRight(judged('user', 'user', ['unknown'], { loggedCount: 0 }))).toBe(false);
  expect(isRight(judged('user', 'user', []))).toBe(false);
  expect(isRight(judged('site', 'unknown', ['unknown']))).toBe(true);
  expect(isRight(judged('site', 'unknown', ['unknown'], { loggedCount: 1 }))).toBe(false);
  expect(isRight(judged('site', 'unknown', ['browser']))).toBe(false);
  expect(isRight(judged('engine', 'engine', []))).toBe(true);
  expect(isRight(judged('engine', 'engine', ['site']))).toBe(false);
});

test('[PV6] what nobody is known to have done is right when it is asked about, and nothing else is', () => {
  expect(isRight(judged('site', 'unknown', ['unknown'], { isAsked: false }))).toBe(false);
  expect(isRight(judged('browser', 'browser', ['browser'], { isAsked: true }))).toBe(false);
  const answered = judged('site', 'unknown', ['unknown'], { isTold: true, isAsked: false, loggedCount: 1 });
  expect(isRight(answered)).toBe(true);
  expect(isRight({ ...answered, loggedCount: 0 })).toBe(false);
});

test('of several verdicts on one act the wrong one counts, and what was sent is counted by why it was', () => {
  const { site, engine, user } = tally([
    judged('site', 'unknown', ['unknown', 'user'], { loggedCount: 1 }),
    judged('site', 'unknown', ['unknown']),
    judged('site', 'unknown', ['unknown'], { isTold: true, isAsked: false, loggedCount: 1 }),
    judged('site', 'unknown', ['unknown'], { isTold: true, isAsked: false, isByRule: true, loggedCount: 1 }),
    judged('engine', 'engine', []),
  ]);
  expect(site).toEqual({
    acts: 4,
    takenFor: { user: 1, unknown: 3 },
    asked: 3,
    sent: 3,
    sentOnYes: 1,
    sentByRule: 1,
    right: 3,
  });
  expect(engine).toMatchObject({ acts: 1, takenFor: { engine: 1 }, sent: 0, right: 1 });
  expect(user.acts).toBe(0);
});
