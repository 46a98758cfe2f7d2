import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensurePackages } from './ensure-packages.ts';
import { findBrowser } from './find-browser.ts';

const environment = { ...process.env };

describe('finding what tests need', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sameframe-setup-'));
    // Nothing but this folder is on the path: the machine's own programs do not count.
    process.env.PATH = folder;
  });
  afterEach(async () => {
    process.env = { ...environment };
    await rm(folder, { recursive: true });
  });

  const addProgram = async (name: string, script = '#!/bin/sh\n') => {
    await writeFile(join(folder, name), script);
    await chmod(join(folder, name), 0o755);
  };
  const said: string[] = [];
  const say = (line: string) => said.push(line);

  it('has nothing to do where everything is there', async () => {
    await addProgram('ffmpeg');
    await addProgram('Xvfb');
    expect(await ensurePackages(['ffmpeg', 'xvfb'], { install: 'when-allowed', say })).toEqual({
      ok: true,
      value: [],
    });
  });

  it('installs nothing under --no-install, and names the command', async () => {
    const outcome = await ensurePackages(['ffmpeg', 'xdotool'], { install: 'never', say });
    expect(outcome).toMatchObject({
      ok: false,
      reason: { code: 'install-refused', missing: ['ffmpeg', 'xdotool'] },
    });
    if (!outcome.ok)
      expect(outcome.reason.advice).toContain('apt-get install -y --no-install-recommends ffmpeg xdotool');
  });

  it('leaves a machine without apt-get alone', async () => {
    const outcome = await ensurePackages(['ffmpeg'], { install: 'when-allowed', say });
    expect(outcome).toMatchObject({ ok: false, reason: { code: 'install-impossible', missing: ['ffmpeg'] } });
  });

  it('as root reports what apt-get did not bring, and otherwise says what to run', async () => {
    await addProgram('apt-get', '#!/bin/sh\necho "apt-get $* failed"\n');
    const outcome = await ensurePackages(['xdotool'], { install: 'when-allowed', say });
    const isRoot = process.getuid?.() === 0;
    const code = isRoot ? 'install-failed' : 'install-impossible';
    expect(outcome).toMatchObject({ ok: false, reason: { code, missing: ['xdotool'] } });
    expect(said).toHaveLength(isRoot ? 1 : 0);
  });

  it('takes the browser that the environment names', async () => {
    await addProgram('my-browser');
    process.env.SAMEFRAME_FIREFOX = join(folder, 'my-browser');
    expect(await findBrowser('firefox')).toEqual({ ok: true, value: join(folder, 'my-browser') });
    process.env.SAMEFRAME_FIREFOX = join(folder, 'not-there');
    expect(await findBrowser('firefox')).toMatchObject({ ok: false, reason: { code: 'browser-missing' } });
  });

  it('reports a browser that is older than the extension’s minimum, and what to do about it', async () => {
    await addProgram('my-browser', '#!/bin/sh\necho "Mozilla Firefox 128.14.0esr"\n');
    process.env.SAMEFRAME_FIREFOX = join(folder, 'my-browser');
    const found = await findBrowser('firefox');
    expect(found).toMatchObject({ ok: false, reason: { code: 'browser-too-old' } });
    if (!found.ok) expect(found.reason.advice).toMatch(/is version 128, the extension needs \d+\. Upgrade/);
  });

  // The list of places to look in is Linux's.
  it.runIf(process.platform === 'linux')(
    'takes a newer browser further down the list before an old one',
    async () => {
      await addProgram('firefox-esr', '#!/bin/sh\necho "Mozilla Firefox 115.6.0esr"\n');
      await addProgram('firefox', '#!/bin/sh\necho "Mozilla Firefox 999.0"\n');
      delete process.env.SAMEFRAME_FIREFOX;
      expect(await findBrowser('firefox')).toEqual({ ok: true, value: join(folder, 'firefox') });
    },
  );

  it('upgrades a browser that is too old, and asks the new one again', async () => {
    const upgrade = `#!/bin/sh\nprintf '#!/bin/sh\\necho "Mozilla Firefox 999.0"\\n' > ${folder}/firefox-esr\n`;
    await addProgram('firefox-esr', '#!/bin/sh\necho "Mozilla Firefox 115.6.0esr"\n');
    await addProgram('apt-get', upgrade);
    process.env.SAMEFRAME_FIREFOX = join(folder, 'firefox-esr');
    const outcome = await ensurePackages(['firefox-esr'], { install: 'when-allowed', say });
    if (process.getuid?.() === 0) expect(outcome).toEqual({ ok: true, value: ['firefox-esr'] });
    else expect(outcome).toMatchObject({ ok: false, reason: { code: 'install-impossible' } });
  });
});
