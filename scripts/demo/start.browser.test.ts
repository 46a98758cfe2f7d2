// The real `start.ts` as a child process, as on a machine without a display.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REPOSITORY_DIR } from '../build/build-extension.ts';
import { waitFor } from '../rig/wait-for.ts';

const START = join(REPOSITORY_DIR, 'scripts', 'start.ts');
const SCREENSHOT = join(REPOSITORY_DIR, 'scripts', 'out', 'start.png');

describe('npm start without a display', { timeout: 120_000 }, () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sameframe-start-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

  /** Everything that it starts carries this folder in its environment, which is how leftovers are found. */
  const run = (flags: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
    const { DISPLAY: _, WAYLAND_DISPLAY: __, ...ours } = process.env;
    const child = spawn(process.execPath, ['--import', 'tsx', START, ...flags], {
      cwd: REPOSITORY_DIR,
      env: { ...ours, DATA_DIR: join(folder, 'data'), TMPDIR: folder, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += chunk;
      });
    return { child, ended: once(child, 'close'), readOutput: () => output };
  };
  const start = (...flags: string[]) =>
    run(['--no-install', '--port', '0', '--build-dir', join(folder, 'dist'), ...flags]);

  it('shows two browsers in step, in a table and in a picture, and leaves nothing behind', async () => {
    const startedAt = Date.now();
    const { ended, readOutput } = start('--demo-seconds', '8', '--exit-after-demo');
    const [exitCode] = await ended;
    const output = readOutput();
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    expect(output).toContain('Load unpacked');
    expect(output.match(/── /g)).toHaveLength(4);
    expect(output.match(/ (playing|paused) .* ms /g)?.length).toBeGreaterThanOrEqual(4);
    expect(output).toMatch(/In step, \d+ ms/);
    // Generous on purpose: how near they are is for the benches to say.
    const p50 = Number(/all rows: +p50 (\d+) ms/.exec(output)?.[1]);
    expect(p50).toBeLessThan(250);
    const picture = await stat(SCREENSHOT);
    expect(picture.mtimeMs).toBeGreaterThan(startedAt);
    expect(picture.size).toBeGreaterThan(10_000);
    expect(await findLeftovers(folder)).toEqual({ processes: [], profiles: [] });
  });

  it('keeps the relay after the table, and ends all of it on Ctrl-C', async () => {
    const { child, ended, readOutput } = start('--demo-seconds', '6');
    await waitFor(() => readOutput().includes('The relay keeps running'), {
      what: 'the table to end',
      timeoutMs: 60_000,
    });
    const relayUrl = /keeps running at (http:\S+)\./.exec(readOutput())?.[1];
    expect((await fetch(`${relayUrl}/healthz`)).status).toBe(200);
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    expect(await findLeftovers(folder)).toEqual({ processes: [], profiles: [] });
  });

  it('ends cleanly when Ctrl-C comes while browsers are starting', async () => {
    const { child, ended, readOutput } = start('--headless');
    await waitFor(() => readOutput().includes('Opening '), { what: 'browsers to start', timeoutMs: 30_000 });
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    expect(await findLeftovers(folder)).toEqual({ processes: [], profiles: [] });
  });

  it('runs the relay all the same where a browser is missing, and names the command that brings it', async () => {
    const { child, ended, readOutput } = run(
      ['--no-install', '--port', '0', '--build-dir', join(folder, 'dist')],
      { SAMEFRAME_CHROMIUM: join(folder, 'not-there') },
    );
    await waitFor(() => readOutput().includes('The relay keeps running'), {
      what: 'the relay to be all there is',
      timeoutMs: 30_000,
    });
    expect(readOutput()).toMatch(
      /No party is shown\. Not installed, or too old: chromium.*apt-get install .*chromium/,
    );
    expect(readOutput()).toContain('Load unpacked');
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
  });

  it('says what to do when the port is taken', async () => {
    const first = run(['--relay-only', '--port', '0']);
    const port = await waitFor(() => /"port":(\d+)/.exec(first.readOutput())?.[1], {
      what: 'the first relay to listen',
      timeoutMs: 20_000,
    });
    const second = run(['--no-install', '--port', port, '--build-dir', join(folder, 'dist')], {
      DATA_DIR: join(folder, 'other'),
    });
    expect(await second.ended).toEqual([1, null]);
    expect(second.readOutput()).toMatch(
      /port \d+ on 127\.0\.0\.1 is in use\n.*set PORT, or its flag, to another one/,
    );
    first.child.kill('SIGINT');
    expect(await first.ended).toEqual([0, null]);
    expect(await findLeftovers(folder)).toEqual({ processes: [], profiles: [] });
  });
});

/** Linux shows every process's environment; elsewhere only the folder is looked at. */
async function findLeftovers(folder: string) {
  const profiles = (await readdir(folder)).filter((name) => name.startsWith('sameframe-'));
  const processes: string[] = [];
  for (const pid of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(pid)) continue;
    const environment = await readFile(join('/proc', pid, 'environ'), 'utf8').catch(() => '');
    if (environment.includes(`TMPDIR=${folder}`)) {
      processes.push((await readFile(join('/proc', pid, 'cmdline'), 'utf8').catch(() => pid)).slice(0, 80));
    }
  }
  return { processes, profiles };
}
