import { describe, expect, it } from 'vitest';
import { type Closable, createCleanup } from './cleanup.ts';

const createWorld = () => {
  const log: string[] = [];
  const thing = (name: string, close: () => Promise<void> = async () => undefined): Closable => ({
    close: async () => {
      log.push(`close ${name}`);
      await close();
    },
    kill: () => log.push(`kill ${name}`),
  });
  return { log, thing, cleanup: createCleanup() };
};

describe('the end of the program', () => {
  it('closes what was started, the last first, and only once', async () => {
    const { log, thing, cleanup } = createWorld();
    await cleanup.keep(thing('relay'));
    await cleanup.keep(thing('browser'));
    await Promise.all([cleanup.end(), cleanup.end()]);
    expect({ log, aborted: cleanup.signal.aborted }).toEqual({
      log: ['close browser', 'close relay'],
      aborted: true,
    });
  });

  it('kills what cannot be closed, and goes on with the rest', async () => {
    const { log, thing, cleanup } = createWorld();
    await cleanup.keep(thing('relay'));
    await cleanup.keep(thing('browser', () => Promise.reject(new Error('hangs'))));
    expect(await cleanup.end()).toEqual([new Error('hangs')]);
    expect(log).toEqual(['close browser', 'kill browser', 'close relay']);
  });

  it('lets nothing in that comes up too late', async () => {
    const { log, thing, cleanup } = createWorld();
    await cleanup.end();
    await expect(cleanup.keep(thing('browser'))).rejects.toMatchObject({ name: 'AbortError' });
    expect(log).toEqual(['close browser']);
  });

  it('kills what is still there, also what hangs while it closes', async () => {
    const { log, thing, cleanup } = createWorld();
    await cleanup.keep(thing('relay'));
    await cleanup.keep(thing('browser', () => new Promise(() => undefined)));
    void cleanup.end();
    cleanup.kill();
    expect(log).toEqual(['close browser', 'kill relay', 'kill browser']);
  });
});
