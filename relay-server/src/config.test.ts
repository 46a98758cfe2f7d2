import { expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

function configOf(environment: Record<string, string>, flags: string[] = []) {
  const request = readConfig(environment, flags);
  if (request.kind !== 'run') throw new Error('only a text was asked for');
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

test('[CF3] help lists every variable and flag with its meaning and default', () => {
  const { text } = readConfig({ PORT: 'not looked at' }, ['--help']) as { text: string };
  const printed = readConfig({}, ['--print-config']) as { text: string };
  const names = printed.text.split('\n').flatMap((line) => line.split('=', 1).filter((name) => name !== ''));
  expect(names).toContain('METRICS_PORT');
  for (const name of names) {
    const flag = name.toLowerCase().replaceAll('_', '-');
    expect(text).toMatch(new RegExp(`--${flag}  \\(${name}\\)\n      [^\n]+; [^\n]+\\. Default: [^\n]+`));
  }
  for (const flag of ['--print-config', '--help']) expect(text).toContain(flag);
});

test('[CF4] what is in force is told as a file of variables that gives the same again', () => {
  const tell = (environment: Record<string, string>, flags: string[]) =>
    readConfig(environment, [...flags, '--print-config']) as { kind: string; text: string };
  const first = tell({ PORT: '1', LOG_LEVEL: 'warn' }, ['--port', '9000', '--data-dir', '/a b']);
  expect(first.kind).toBe('tell');
  expect(first.text).toContain('PORT=9000\nDATA_DIR="/a b"\nLOG_LEVEL=warn\n');
  const lines = first.text.trim().split('\n');
  const file = Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf('=');
      const value = line.slice(at + 1);
      return [line.slice(0, at), value.startsWith('"') ? JSON.parse(value) : value];
    }),
  );
  expect(tell(file, []).text).toBe(first.text);
  expect(() => tell({ PORT: 'x' }, [])).toThrow(ConfigError);
});

test('[CF4] a password in what is told is masked', () => {
  const { text } = readConfig({ DATA_DIR: 'redis://relay:p@ss/word@host:1/0' }, ['--print-config']) as {
    text: string;
  };
  expect(text).toContain('redis://relay:***@host:1/0');
  expect(text).not.toContain('word');
});

test('[CF1] metrics are served nowhere unless a port is set, and then to this computer alone', () => {
  expect(configOf({}).metrics).toBeNull();
  expect(configOf({ METRICS_PORT: '9091' }).metrics).toEqual({ host: '127.0.0.1', port: 9091 });
  expect(() => configOf({ METRICS_PORT: 'on' })).toThrow('must be off or a whole number from 0 to 65535');
});
