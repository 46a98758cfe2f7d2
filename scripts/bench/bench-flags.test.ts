import { describe, expect, it } from 'vitest';
import { parseBenchFlags } from './bench-flags.ts';

describe('the flags of the bench', () => {
  it('measure everything when none is given', () => {
    expect(parseBenchFlags([])).toMatchObject({
      ok: true,
      value: { networks: ['lan', 'broadband', 'bad'], pairs: ['cc', 'cf'], runs: 1, check: 'print-only' },
    });
  });

  it('put rows in their order, so that there is a reference to compare with', () => {
    expect(parseBenchFlags(['--rows', 'product,reference'])).toMatchObject({
      value: { rows: ['reference', 'product'] },
    });
  });

  it('fail the run when an error was put in on purpose', () => {
    expect(parseBenchFlags(['--inject-error-ms', '50'])).toMatchObject({
      value: { errorMs: 50, check: 'exit-code' },
    });
  });

  it('name what they know when they do not know a word', () => {
    expect(parseBenchFlags(['--networks', 'lan,moon'])).toMatchObject({
      ok: false,
      reason: expect.stringContaining('lan, broadband, bad'),
    });
    expect(parseBenchFlags(['--seconds', 'many'])).toMatchObject({ ok: false });
    expect(parseBenchFlags(['--wat'])).toMatchObject({ ok: false });
  });
});
