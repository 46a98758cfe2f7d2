import { describe, expect, it } from 'vitest';
import { parseStartFlags } from './start-flags.ts';

const DEFAULTS = {
  kind: 'demo',
  install: 'when-allowed',
  show: 'windows-if-possible',
  port: undefined,
  demoSeconds: 30,
  afterDemo: 'keep-relay',
  buildDir: undefined,
};

describe('flags of npm start', () => {
  it('shows a party when nothing is asked for', () => {
    expect(parseStartFlags([])).toEqual({ ok: true, value: DEFAULTS });
  });

  it('takes every flag', () => {
    const flags = ['--no-install', '--headless', '--port', '0', '--demo-seconds=12', '--exit-after-demo'];
    expect(parseStartFlags([...flags, '--build-dir', 'elsewhere'])).toEqual({
      ok: true,
      value: {
        ...DEFAULTS,
        install: 'never',
        show: 'headless',
        port: '0',
        demoSeconds: 12,
        afterDemo: 'exit',
        buildDir: 'elsewhere',
      },
    });
  });

  it('runs headless when only the table can be meant', () => {
    for (const flags of [['--demo-seconds', '10'], ['--exit-after-demo']]) {
      expect(parseStartFlags(flags)).toMatchObject({ value: { show: 'headless' } });
    }
  });

  it('hands everything to the relay under --relay-only', () => {
    expect(parseStartFlags(['--relay-only', '--no-install', '--host', '0.0.0.0', '--help'])).toEqual({
      ok: true,
      value: { kind: 'relay-only', relayFlags: ['--host', '0.0.0.0', '--help'] },
    });
  });

  it('explains itself', () => {
    const asked = parseStartFlags(['--help']);
    expect(asked).toMatchObject({ ok: true, value: { kind: 'help' } });
    if (asked.ok && asked.value.kind === 'help') {
      for (const flag of ['--relay-only', '--no-install', '--headless', '--port', '--exit-after-demo']) {
        expect(asked.value.text).toContain(flag);
      }
    }
  });

  it.each([
    [['--nonsense'], "Unknown option '--nonsense'. --help lists all flags."],
    [['stray'], "Unexpected argument 'stray'"],
    [['--port', '70000'], '--port is "70000" but must be a whole number from 0 to 65535.'],
    [['--port', '8787x'], '--port is "8787x"'],
    [['--port'], "Option '--port <value>' argument missing"],
    [['--demo-seconds', '1'], 'must be a whole number from 6 to 240'],
    [['--headless=yes'], 'does not take an argument'],
  ])('refuses %j in one sentence', (flags, sentence) => {
    const refused = parseStartFlags(flags);
    expect(refused.ok).toBe(false);
    if (!refused.ok) expect(refused.reason).toContain(sentence);
  });
});
