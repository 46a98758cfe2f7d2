import { afterAll, beforeAll, expect, test } from 'vitest';
import { runTool } from './run-tool.ts';
import { WORKSPACES } from './source-files.ts';
import { copyRepository, type TempTree, writeFiles } from './temp-tree.ts';

// One small world with every kind of wrong import, so that the tool has to start only once.
const MODULES: Record<string, string> = {
  'shared/src/time.ts': "import './protocol/limits.ts';",
  'shared/src/protocol/limits.ts': "import '../party.ts'; export const limits = 1;",
  'shared/src/party.ts': "import 'node:fs'; export const party = 1;",
  'shared/src/testing/fake-clock.ts': 'export const clock = 1;',
  'extension/src/engine/step.ts': "import '@sameframe/shared/party.ts'; import '../player/drive-video.ts';",
  'extension/src/player/drive-video.ts': "import '../overlay/toast.tsx';",
  'extension/src/overlay/toast.tsx':
    'import { h } from \'preact\'; export const toast = () => <p class="t">{h}</p>;',
  'extension/src/background/relay-link.ts': "import 'socket.io-client'; import '../platform/browser.ts';",
  'extension/src/background/party-session.ts':
    "import 'socket.io-client'; import 'webextension-polyfill'; import './relay-link.ts';",
  'extension/src/platform/browser.ts':
    "import 'webextension-polyfill'; import '@sameframe/shared/nowhere.ts';",
  'extension/src/popup/app.tsx':
    "import '../engine/step.ts'; import '@sameframe/shared/testing/fake-clock.ts'; export const App = () => <b>ok</b>;",
  'extension/src/features/chat/index.ts': "import '../queue/index.ts';",
  'extension/src/features/queue/index.ts':
    "import type { Feature } from '../feature.ts'; export type Q = Feature;",
  'extension/src/features/feature.ts': 'export type Feature = 1;',
  'extension/src/entrypoints/popup.tsx': "import '../popup/app.tsx'; import '../utils/format.ts';",
  'extension/src/utils/format.ts': "import '../entrypoints/popup.tsx';",
  'relay-server/src/main.ts': "import './transport/socket-io.ts'; import './store/sqlite-store.ts';",
  'relay-server/src/transport/socket-io.ts': "import 'socket.io';",
  'relay-server/src/store/party-store.ts': 'export type PartyStore = 1;',
  'relay-server/src/store/sqlite-store.ts': "import 'libsql'; import './party-store.ts';",
  'relay-server/src/party/party-host.ts':
    "import '../store/party-store.ts'; import '../store/sqlite-store.ts'; import 'socket.io'; import 'vitest';",
  'relay-server/src/party/party-host.test.ts': "import '../store/sqlite-store.ts'; import './party-host.ts';",
  'scripts/lonely.ts': 'export const lonely = 1;',
};

const EXPECTED = [
  'adapters-only-from-the-composition-root: party-host.ts -> sqlite-store.ts',
  'allowed-imports-engine: step.ts -> drive-video.ts',
  'allowed-imports-feature: index.ts -> index.ts',
  'allowed-imports-player: drive-video.ts -> toast.tsx',
  'allowed-imports-popup: app.tsx -> step.ts',
  'allowed-imports-relay-core: party-host.ts -> sqlite-store.ts',
  'allowed-imports-shared-protocol: limits.ts -> party.ts',
  'allowed-imports-shared: party.ts -> fs',
  'no-junk-drawers: popup.tsx -> format.ts',
  'no-orphans: lonely.ts -> lonely.ts',
  'undeclared-or-development-dependency: party-host.ts -> vitest',
  'nobody-imports-scripts-or-entrypoints: format.ts -> popup.tsx',
  'not-found: browser.ts -> nowhere.ts',
  'only-one-importer-of-socket.io-client: party-session.ts -> socket.io-client',
  'only-one-importer-of-socket.io: party-host.ts -> socket.io',
  'only-one-importer-of-webextension-polyfill: party-session.ts -> webextension-polyfill',
  'test-code-stays-in-tests: app.tsx -> fake-clock.ts',
  'unlisted-folder: format.ts -> popup.tsx',
];

type Violation = { from: string; to: string; unresolvedTo?: string; rule: { name: string } };

let tree: TempTree;
let violations: string[];

beforeAll(async () => {
  tree = copyRepository([
    '.dependency-cruiser.cjs',
    'package.json',
    ...WORKSPACES.map((each) => `${each}/package.json`),
  ]);
  writeFiles(tree, MODULES);
  const { stdout } = await runTool('depcruise', [...WORKSPACES, '--output-type', 'json'], tree.dir);
  const { summary } = JSON.parse(stdout) as { summary: { violations: Violation[] } };
  violations = summary.violations.map(
    ({ rule, from, to }) => `${rule.name}: ${shorten(from)} -> ${shorten(to)}`,
  );
}, 60_000);

afterAll(() => tree.remove());

test.each(EXPECTED)('an import against the rules is caught: %s', (expected) => {
  expect(violations).toContain(expected);
});

test('two folders that need each other are a cycle', () => {
  expect(violations).toContain('no-cycles: popup.tsx -> format.ts');
});

test('what the matrix allows passes, also JSX, package imports, and tests', () => {
  const innocent = /^\S+ (toast\.tsx|relay-link\.ts|main\.ts|sqlite-store\.ts|party-host\.test\.ts) ->/;
  expect(violations.filter((violation) => innocent.test(violation))).toEqual([]);
  expect(violations.filter((violation) => violation.startsWith('allowed-imports-engine'))).toHaveLength(1);
});

/** Of a path its file name; of a package its name, wherever it is installed. */
function shorten(path: string): string {
  const [, inPackages] = path.split('node_modules/');
  return inPackages?.split('/')[0] ?? path.split('/').at(-1) ?? path;
}
