import { expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

function configOf(environment: Record<string, string>, flags: string[] = []) {
  const request = readConfig(environment, flags);
  if (request.kind !== 'run') throw new Error('help was asked for');
  return request.config;
}

test('[CF1] without anything set the relay runs on this computer alone', () => {
  expect(configOf({})).toMatchObject({
    host: '127.0.0.1',
    port: 8787,
    dataDir: expect.stringMatching(/relay-server[/\\]data$/),
    logLevel: 'info',
    settings: { memberLeaseMs: 60_000, partyLingerMs: 86_400_000 },
  });
});

test('[CF1] flags have the names of the variables, in either spelling, and win', () => {
  expect(configOf({ PORT: '1', DATA_DIR: '/a' }, ['--PORT=2', '--data-dir', '/b'])).toMatchObject({
    port: 2,
    dataDir: '/b',
  });
  expect(configOf({ PORT: '' }).port).toBe(8787);
});

test.each([
  [{ PORT: '70000' }, [], 'PORT is "70000" but must be a whole number from 0 to 65535'],
  [{ PORT: '80 ' }, [], 'PORT is "80 " but must be a whole number'],
  [{}, ['--member-lease-ms', '-5'], '--member-lease-ms'],
  [{}, ['--member-lease-ms=1e9'], '--member-lease-ms is "1e9" but must be a whole number'],
  [{ LOG_LEVEL: 'loud' }, [], 'LOG_LEVEL is "loud" but must be one of silent, fatal'],
  [{ HOST: 'http://relay' }, [], 'HOST is "http://relay" but must be a host'],
  [{ TRUST_PROXY: 'yes' }, [], 'TRUST_PROXY is "yes" but must be one of true, false'],
  [{}, ['--prot', '1'], "Unknown option '--prot'"],
  [{}, ['extra'], 'extra'],
])('[CF2] nonsense is refused by name, value and what is allowed: %j %j', (environment, flags, message) => {
  const read = () => readConfig(environment, flags);
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(message);
});

test('[CF3] help lists every variable with its meaning and default', () => {
  const request = readConfig({}, ['--help']);
  expect(request).toMatchObject({ kind: 'help', text: expect.stringContaining('MEMBER_LEASE_MS') });
});
