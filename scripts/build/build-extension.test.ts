import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ATTRIBUTIONS_ATTRIBUTE } from '../../extension/src/content/attribution-mirror.ts';
import { lintBuild } from '../checks/check-webext.ts';
import { copyRepository, type TempTree, writeFiles } from '../checks/temp-tree.ts';
import { type BuildRequest, buildExtension, watchExtension } from './build-extension.ts';
import { BROWSERS } from './manifest.ts';
import { zipFolder } from './zip-folder.ts';

// The real manifests and static files around scripts that use every library with something to cut out.
const SCRIPTS = {
  'extension/src/entrypoints/background.ts':
    "import { io } from 'socket.io-client';\nimport browser from 'webextension-polyfill';\nio(__RELAY_URL__);\nbrowser.runtime.id;",
  'extension/src/entrypoints/content.ts':
    "import css from '../overlay/theme.css';\nif (__DEV__) document.title = css;",
  'extension/src/entrypoints/popup.tsx':
    "import { render } from 'preact';\nimport { signal } from '@preact/signals';\nconst s = signal('x');\nrender(<p>{s}</p>, document.body);",
  'extension/src/entrypoints/library.tsx': 'document.title = "library";',
  'extension/src/entrypoints/welcome.tsx': 'document.title = "welcome";',
  'extension/src/entrypoints/invite.ts': 'location.hash = "";',
  'extension/src/entrypoints/panels.ts': 'document.title = "panels";',
  'extension/src/entrypoints/unattached.ts': 'document.title = "unattached";',
  'extension/src/overlay/theme.css': '.toast { color: red }',
};
const RELEASE = { mode: 'release', relayUrl: 'https://relay.example.org' } as const;

let tree: TempTree;
beforeEach(() => {
  tree = copyRepository([
    'package.json',
    'extension/package.json',
    'extension/static',
    ...['base', ...BROWSERS].map((part) => `extension/manifest.${part}.json`),
  ]);
  writeFiles(tree, SCRIPTS);
});
afterEach(() => tree.remove());

function build(request: Pick<BuildRequest, 'browser' | 'mode' | 'relayUrl'>): Promise<string> {
  return buildExtension({ ...request, repositoryDir: tree.dir });
}
const read = (folder: string, file: string) => readFileSync(join(folder, file), 'utf8');

test('a development build names the local relay as one string, and where its sources are', async () => {
  const folder = await build({ browser: 'chrome', mode: 'development' });
  expect(read(folder, 'background.js')).toContain('"http://localhost:8787"');
  expect(read(folder, 'content.js')).toContain('.toast { color: red }');
  expect(readdirSync(folder)).toContain('background.js.map');
});

test.each(BROWSERS)(
  'a release for %s passes the store linter and carries nothing of development',
  async (browser) => {
    const folder = await build({ browser, ...RELEASE });
    expect(await lintBuild(folder, browser)).toMatchObject({ problems: [] });
    const scripts = readdirSync(folder).filter((file) => file.endsWith('.js'));
    const all = scripts.map((file) => read(folder, file)).join();
    expect(scripts.sort()).toEqual([
      'background.js',
      'content.js',
      'invite.js',
      'library.js',
      'panels.js',
      'popup.js',
      'unattached.js',
      'welcome.js',
    ]);
    const leftOvers = ['http://localhost', '.toast', 'innerHTML=', '"return this"'].filter((text) =>
      all.includes(text),
    );
    expect(leftOvers).toEqual([]);
  },
);

test('what tells tests of the engine’s verdicts is in no release', async () => {
  const builds = [
    { browser: 'chrome', mode: 'development' },
    { browser: 'chrome', ...RELEASE },
  ] as const;
  const told = [];
  for (const request of builds) {
    const folder = await buildExtension({ ...request, outDir: join(tree.dir, request.mode) });
    told.push(read(folder, 'content.js').includes(ATTRIBUTIONS_ATTRIBUTE));
  }
  expect(told).toEqual([true, false]);
});

test('a release is smaller than what the bundler makes of it', async () => {
  const sizes = [];
  for (const isShrunk of [false, true]) {
    const outDir = join(tree.dir, `shrunk-${isShrunk}`);
    const folder = await buildExtension({ browser: 'chrome', ...RELEASE, isShrunk, outDir });
    sizes.push(gzipSync(read(folder, 'content.js'), { level: 9 }).length);
  }
  const [bundled = 0, shrunk = Number.POSITIVE_INFINITY] = sizes;
  expect(shrunk).toBeLessThan(0.98 * bundled);
});

test('what a page only passes on it parses nothing of: no schema is in its script', async () => {
  const folder = await buildExtension({ browser: 'chrome', ...RELEASE, outDir: join(tree.dir, 'release') });
  expect(read(folder, 'content.js')).not.toContain('valibot');
  expect(read(folder, 'background.js')).toContain('valibot');
});

test('the shipped manifest asks for four permissions and no host', async () => {
  const folder = await build({ browser: 'chrome', ...RELEASE });
  const manifest = JSON.parse(read(folder, 'manifest.json'));
  expect(manifest.permissions).toEqual(['activeTab', 'contextMenus', 'scripting', 'storage']);
  expect(manifest).not.toHaveProperty('host_permissions');
  expect(manifest.background.service_worker).toBe('background.js');
});

test.each(BROWSERS)('a release for %s has every language', async (browser) => {
  const languages = readdirSync(join(await build({ browser, ...RELEASE }), '_locales'));
  expect(languages.sort()).toEqual(['ar', 'de', 'en', 'es', 'fr', 'ja']);
});

test('the same sources give the same zip, byte for byte', async () => {
  const zips = [];
  for (const name of ['first.zip', 'second.zip']) {
    zipFolder(await build({ browser: 'firefox', ...RELEASE }), join(tree.dir, name));
    zips.push(readFileSync(join(tree.dir, name)));
  }
  expect(zips[0]?.equals(zips[1] ?? Buffer.alloc(0))).toBe(true);
});

test('a source that does not compile is refused with its place', async () => {
  writeFiles(tree, { 'extension/src/entrypoints/invite.ts': 'const = 1;' });
  await expect(build({ browser: 'chrome', mode: 'development' })).rejects.toThrow(/invite\.ts:1:/);
});

test('a missing entrypoint is refused by name', async () => {
  tree.remove();
  await expect(build({ browser: 'chrome', mode: 'development' })).rejects.toMatchObject({
    code: 'entrypoint-missing',
  });
});

test('watching builds again after a change, says so, and writes nothing once it is stopped', async () => {
  const invite = 'extension/src/entrypoints/invite.ts';
  const request = { browser: 'chrome', mode: 'development', repositoryDir: tree.dir } as const;
  let onRebuilt: (problem: Error | undefined) => void = () => undefined;
  const watched = await watchExtension(request, (problem) => onRebuilt(problem));
  try {
    await new Promise<void>((resolve, reject) => {
      onRebuilt = (problem) => {
        if (problem) reject(problem);
        else if (read(watched.folder, 'invite.js').includes('changed')) resolve();
      };
      writeFiles(tree, { [invite]: 'location.hash = "changed";' });
    });
  } finally {
    // A change whose build is about to begin: the stop has to see it through.
    writeFiles(tree, { [invite]: 'location.hash = "late";' });
    await watched.stop();
  }
  rmSync(watched.folder, { recursive: true });
  writeFiles(tree, { [invite]: 'location.hash = "later";' });
  // What a watcher would notice, an entirely new build notices in the same time.
  await buildExtension({ ...request, outDir: join(tree.dir, 'again') });
  expect(existsSync(watched.folder)).toBe(false);
}, 30_000);
