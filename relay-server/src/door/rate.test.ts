import { expect, test } from 'vitest';
import { createRateGate, DEFAULT_RATES, groupAddress } from './rate.ts';

test('[AD10] over the limit means wait, far over it flood; keys and limits do not share', async () => {
  const gate = createRateGate({ ...DEFAULT_RATES, memberIntentsPerTenSeconds: 2 });
  const kinds: string[] = [];
  for (let count = 0; count < 12; count += 1) {
    kinds.push((await gate.pass('memberIntentsPerTenSeconds', 'alice')).kind);
  }
  expect(kinds.slice(0, 3)).toEqual(['pass', 'pass', 'wait']);
  expect(kinds.at(-1)).toBe('flood');
  expect(await gate.pass('memberIntentsPerTenSeconds', 'bob')).toEqual({ kind: 'pass' });
  expect(await gate.pass('addressFailedJoinsPerMinute', 'alice')).toEqual({ kind: 'pass' });
});

test('[AD10] a limit of 0 is none', async () => {
  const gate = createRateGate({ ...DEFAULT_RATES, addressFailedJoinsPerMinute: 0 });
  for (let count = 0; count < 5_000; count += 1) {
    expect(await gate.pass('addressFailedJoinsPerMinute', 'a')).toEqual({ kind: 'pass' });
  }
});

test('[AD10] looking counts nothing, and tells what counting would', async () => {
  const gate = createRateGate({ ...DEFAULT_RATES, addressFailedJoinsPerMinute: 2 });
  const look = () => gate.look('addressFailedJoinsPerMinute', 'a');
  for (let count = 0; count < 5; count += 1) expect(await look()).toEqual({ kind: 'pass' });
  await gate.pass('addressFailedJoinsPerMinute', 'a');
  expect(await look()).toEqual({ kind: 'pass' });
  await gate.pass('addressFailedJoinsPerMinute', 'a');
  expect(await look()).toMatchObject({ kind: 'wait' });
  expect(await gate.look('addressFailedJoinsPerMinute', 'b')).toEqual({ kind: 'pass' });
});

test('[AD10] what is given back may be had again', async () => {
  const gate = createRateGate({ ...DEFAULT_RATES, addressCreationsPerHour: 1 });
  const pass = async () => (await gate.pass('addressCreationsPerHour', 'a')).kind;
  expect(await pass()).toBe('pass');
  await gate.giveBack('addressCreationsPerHour', 'a');
  expect(await pass()).toBe('pass');
  expect(await pass()).toBe('wait');
  await gate.giveBack('addressCreationsPerHour', 'a');
  expect(await pass()).toBe('wait');
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::9', '2001:db8:1:2'],
  ['2001:db8::9', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
])('[AD10] %s counts as %s', (address, group) => {
  expect(groupAddress(address)).toBe(group);
});
