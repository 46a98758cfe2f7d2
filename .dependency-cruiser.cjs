// Who may import whom. One row per folder; a row lists everything its files may import, so a new
// dependency is a decision made here and not an accident. Tests, fakes and scripts may import anything.
const swc = require('@swc/core');

// dependency-cruiser parses TypeScript with swc (TypeScript 7 has no JS API) but never tells it about JSX.
const { parseFileSync } = swc;
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith('.tsx') });

const TEST_CODE = '\\.test\\.tsx?$|-contract\\.ts$|/testing/|/fake-[^/]+\\.ts$|^extension/test/';

const SHARED = '^shared/src/(?!testing/)';
const SHARED_LEAVES =
  '^shared/src/(result|ids|time|crypto-port|lamport|timeline|clock-offset|clock-rate|code|seal)\\.ts$';
const PRESENCE = '^shared/src/presence\\.ts$';
const EXT = '^extension/src/';
/** What a person reads, by its key: the one part of ui/ that draws nothing. */
const TEXTS = '^extension/src/ui/text\\.ts$';
const npm = (...names) => `(^|/)node_modules/(${names.join('|')})/`;
const PREACT = npm('preact', '@preact/signals', '@preact/signals-core');
const VALIBOT = npm('valibot');

const rows = [
  // shared: results at the bottom, then ids and times, then maths, then sealing, then protocol, then folds.
  { name: 'shared', from: SHARED, to: [SHARED, VALIBOT, npm('@scure/base')] },
  { name: 'shared-result', from: '^shared/src/result\\.ts$', to: [] },
  {
    name: 'shared-ids-time',
    from: '^shared/src/(ids|time|crypto-port)\\.ts$',
    to: ['^shared/src/(result|ids|time|crypto-port)\\.ts$', VALIBOT, npm('@scure/base')],
  },
  {
    name: 'shared-maths',
    from: '^shared/src/(lamport|timeline|clock-offset|clock-rate|code)\\.ts$',
    to: [
      '^shared/src/(result|ids|time|crypto-port|lamport|timeline|clock-offset|clock-rate)\\.ts$',
      VALIBOT,
      npm('@scure/base'),
    ],
  },
  { name: 'shared-seal', from: '^shared/src/seal\\.ts$', to: [SHARED_LEAVES, npm('@scure/base')] },
  {
    name: 'shared-protocol',
    from: '^shared/src/protocol/',
    to: [SHARED_LEAVES, '^shared/src/protocol/', VALIBOT],
  },

  { name: 'engine', from: `${EXT}engine/`, to: [SHARED, `${EXT}engine/`] },
  // Only types of the engine: scripts/checks/lint-rules/engine-types-only.grit sees to that.
  { name: 'player', from: `${EXT}player/`, to: [SHARED, `${EXT}(engine|player)/`] },
  { name: 'sites-registry', from: `${EXT}sites/index\\.ts$`, to: [SHARED, `${EXT}sites/`] },
  {
    name: 'sites',
    from: `${EXT}sites/(?!index\\.ts)[^/]+\\.ts$`,
    to: [SHARED, `${EXT}(player|engine)/`, `${EXT}sites/([^/]+\\.ts$|page-world/)`],
  },
  {
    name: 'sites-page-world',
    from: `${EXT}sites/page-world/`,
    to: [SHARED, `${EXT}(player|engine)/`, `${EXT}sites/(site\\.ts$|page-world/)`, VALIBOT],
  },
  {
    name: 'site',
    from: `${EXT}sites/(?!page-world/)([^/]+)/`,
    to: [SHARED, `${EXT}player/`, `${EXT}sites/(site\\.ts$|page-world/|$1/)`],
  },
  // Popup and overlay both show how a member stands to the party, in the same words; a text is as clean as a line.
  {
    name: 'ui',
    from: `${EXT}ui/`,
    to: [
      SHARED_LEAVES,
      PRESENCE,
      '^shared/src/clean-line\\.ts$',
      `${EXT}ui/`,
      '^extension/static/_locales/en/',
      PREACT,
    ],
  },
  { name: 'overlay', from: `${EXT}overlay/`, to: [SHARED_LEAVES, PRESENCE, `${EXT}(overlay|ui)/`, PREACT] },
  { name: 'features-registry', from: `${EXT}features/index\\.ts$`, to: [`${EXT}features/`] },
  {
    name: 'features',
    from: `${EXT}features/(?!index\\.ts)[^/]+\\.tsx?$`,
    to: [
      SHARED,
      `${EXT}(ui|overlay|messages|platform)/`,
      `${EXT}features/[^/]+\\.(tsx?|css)$`,
      PREACT,
      VALIBOT,
    ],
  },
  {
    name: 'feature',
    from: `${EXT}features/([^/]+)/`,
    to: [
      SHARED,
      `${EXT}ui/`,
      `${EXT}features/(feature\\.ts$|$1/)`,
      PREACT,
      VALIBOT,
      npm('fractional-indexing'),
    ],
  },
  // The shell around the engine on a page: carries observations in and effects out.
  {
    name: 'content',
    from: `${EXT}content/`,
    to: [SHARED, `${EXT}(content|engine|player|sites|overlay|messages|platform)/`, TEXTS, PREACT],
  },
  { name: 'messages', from: `${EXT}messages/`, to: [SHARED, `${EXT}messages/`, VALIBOT] },
  {
    name: 'platform',
    from: `${EXT}platform/`,
    to: [SHARED, `${EXT}platform/`, VALIBOT, npm('webextension-polyfill')],
  },
  // What a library is and how it is changed: of all that the extension knows only how sites call a video.
  {
    name: 'library',
    from: `${EXT}library/`,
    to: [SHARED, `${EXT}library/`, `${EXT}sites/index\\.ts$`, `${EXT}platform/`, VALIBOT],
  },
  {
    name: 'library-inbox',
    from: `${EXT}library/inbox\\.ts$`,
    to: [SHARED, `${EXT}platform/`, VALIBOT],
  },
  {
    name: 'library-page',
    from: `${EXT}library-page/`,
    to: [SHARED, `${EXT}(library-page|library|messages|platform|ui)/`, PREACT],
  },
  // A party of two on one page: the shell around the engine is the one that runs on every page.
  {
    name: 'welcome-page',
    from: `${EXT}welcome-page/`,
    to: [
      SHARED,
      `${EXT}(welcome-page|engine|player|ui)/`,
      `${EXT}content/engine-shell\\.ts$`,
      `${EXT}overlay/words\\.ts$`,
      PREACT,
    ],
  },
  {
    name: 'background',
    from: `${EXT}background/`,
    to: [
      SHARED,
      `${EXT}(background|messages|platform)/`,
      // What is put down for it, and a whole list at once: all else is its page's.
      `${EXT}library/(inbox|library|library-store|whole-playlists)\\.ts$`,
      TEXTS,
      VALIBOT,
      npm('socket.io-client'),
    ],
  },
  {
    name: 'popup',
    from: `${EXT}popup/`,
    to: [SHARED, `${EXT}(popup|messages|platform|ui)/`, PREACT, npm('lean-qr')],
  },
  {
    name: 'entrypoint-background',
    from: `${EXT}entrypoints/background\\.ts$`,
    to: [SHARED, `${EXT}(background|messages|platform)/`, `${EXT}library/library-store\\.ts$`],
  },
  {
    name: 'entrypoint-content',
    from: `${EXT}entrypoints/(content|local-player)\\.tsx?$`,
    to: [
      SHARED,
      `${EXT}(content|engine|player|sites|overlay|ui|features|messages|platform)/`,
      PREACT,
      npm('@scure/base'),
    ],
  },
  {
    name: 'entrypoint-panels',
    from: `${EXT}entrypoints/panels\\.ts$`,
    to: [`${EXT}(overlay/panels\\.ts$|features/|messages/|platform/|sites/index\\.ts$)`],
  },
  {
    name: 'entrypoint-unattached',
    from: `${EXT}entrypoints/unattached\\.ts$`,
    to: [`${EXT}player/unattached\\.ts$`],
  },
  {
    name: 'entrypoint-popup',
    from: `${EXT}entrypoints/popup\\.tsx$`,
    to: [SHARED, `${EXT}(popup|messages|platform|ui)/`, PREACT],
  },
  {
    name: 'entrypoint-library',
    from: `${EXT}entrypoints/library\\.tsx$`,
    to: [SHARED, `${EXT}(library-page|library|messages|platform|ui)/`, `${EXT}popup/form\\.css$`, PREACT],
  },
  {
    name: 'entrypoint-welcome',
    from: `${EXT}entrypoints/welcome\\.tsx$`,
    to: [SHARED, `${EXT}(welcome-page|messages|platform|player|ui)/`, PREACT],
  },
  {
    name: 'entrypoint-invite',
    from: `${EXT}entrypoints/invite\\.ts$`,
    to: [SHARED, `${EXT}(messages|platform)/`],
  },

  {
    name: 'relay',
    from: '^relay-server/src/',
    to: [SHARED, '^relay-server/src/', '(^|/)node_modules/', 'NODE'],
  },
  {
    name: 'relay-core',
    from: '^relay-server/src/(door|party)/',
    to: [
      SHARED,
      '^relay-server/src/(door|party)/',
      '^relay-server/src/store/party-store\\.ts$',
      VALIBOT,
      npm('rate-limiter-flexible'),
    ],
  },
  {
    name: 'relay-store',
    from: '^relay-server/src/store/',
    to: [SHARED, '^relay-server/src/(store|door|party)/', VALIBOT, npm('libsql', 'ioredis'), 'NODE'],
  },
];

const NODE_BUILT_IN =
  '^(node:.+|fs|path|url|os|crypto|http|https|net|stream|events|timers|util|zlib)(/promises)?$';

const allowedImports = rows.map(({ name, from, to }) => ({
  name: `allowed-imports-${name}`,
  severity: 'error',
  from: { path: from, pathNot: TEST_CODE },
  to: {
    pathNot: to.map((target) => (target === 'NODE' ? NODE_BUILT_IN : target)).concat(to.length ? [] : ['^$']),
  },
}));

/** A library that only one place may know, so that it can be replaced in one place. */
const onlyFrom = (library, owner) => ({
  name: `only-one-importer-of-${library}`,
  severity: 'error',
  from: { path: '^(shared|extension|relay-server)/', pathNot: `${owner}|${TEST_CODE}` },
  to: { path: npm(library) },
});

module.exports = {
  forbidden: [
    ...allowedImports,
    onlyFrom('webextension-polyfill', `${EXT}platform/browser\\.ts$`),
    onlyFrom('socket.io-client', `${EXT}background/relay-link\\.ts$`),
    onlyFrom('socket.io', '^relay-server/src/transport/'),
    onlyFrom('prom-client', '^relay-server/src/metrics/'),
    onlyFrom('libsql', '^relay-server/src/store/'),
    onlyFrom('ioredis', '^relay-server/src/store/'),
    {
      name: 'unlisted-folder',
      comment: 'A new folder needs a row in the table above.',
      severity: 'error',
      from: {
        path: '^extension/src/',
        pathNot: `${TEST_CODE}|${EXT}(content|engine|player|sites|ui|overlay|features|messages|platform|background|popup|library|library-page|welcome-page)/|${EXT}entrypoints/(background|content|panels|unattached|local-player|popup|library|welcome|invite)\\.tsx?$`,
      },
      to: {},
    },
    {
      name: 'panels-come-in-a-bundle-of-their-own',
      severity: 'error',
      from: { path: '^extension/src/', pathNot: `${TEST_CODE}|${EXT}entrypoints/panels\\.ts$` },
      to: { path: `${EXT}overlay/panels\\.ts$` },
    },
    {
      name: 'adapters-only-from-the-composition-root',
      severity: 'error',
      from: { path: '^relay-server/src/[^/]+/', pathNot: `${TEST_CODE}|^relay-server/src/transport/` },
      to: { path: '^relay-server/src/(transport/|store/[a-z]+-store\\.ts$)', pathNot: 'party-store\\.ts$' },
    },
    {
      name: 'test-code-stays-in-tests',
      severity: 'error',
      from: { path: '^(shared|extension|relay-server)/', pathNot: TEST_CODE },
      to: { path: TEST_CODE },
    },
    {
      name: 'nobody-imports-scripts-or-entrypoints',
      severity: 'error',
      from: { path: '^(shared|extension|relay-server)/', pathNot: TEST_CODE },
      to: { path: `^scripts/|${EXT}entrypoints/` },
    },
    {
      name: 'undeclared-or-development-dependency',
      comment: "The product may only use what is in its own package.json's dependencies.",
      severity: 'error',
      from: { path: '^(shared|extension|relay-server)/src/', pathNot: TEST_CODE },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-junk-drawers',
      comment: 'Name the concept instead: beside its only caller, or after what it is about.',
      severity: 'error',
      from: {},
      to: {
        path: '/(util|utils|helper|helpers|common|types|constants|manager|managers)(/|\\.ts$|\\.tsx$)',
        pathNot: 'node_modules',
      },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'not-found',
      severity: 'error',
      from: {},
      // Firefox's own modules, in scripts that run inside it.
      to: { couldNotResolve: true, pathNot: '^(resource|chrome)://' },
    },
    {
      name: 'no-orphans',
      comment: 'A file that imports nothing and is imported by nobody is left over.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: '\\.d\\.ts$|\\.config\\.ts$|\\.(cjs|mjs)$|^scripts/playground/|^relay-server/join-page/',
      },
      to: {},
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    // Anchored: half of all packages have a dist/ of their own, and what is excluded is also not checked.
    exclude: { path: '^(extension|relay-server)/dist/|^scripts/out/|^scripts/.+\\.js$' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
