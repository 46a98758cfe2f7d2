// Kinds of tests. Unit tests are fast and touch nothing; the simulation is long and seeded; server tests run the relay
// among real programs of the system. Browser tests share the machine's processor, so those that watch how a film plays run
// one file after the other; those that press and read run two at a time: among three, quirk 2 was not seen any more. No
// retries: a test that passes the second time has found a bug.
import { defineConfig } from 'vitest/config';

const BROWSER_TESTS = [
  'scripts/{rig,e2e,demo,shots}/**/*.browser.test.ts',
  'extension/test/**/*.browser.test.ts',
];
/** Of those: a busy machine shows another picture late, and these look at each. */
const WATCHING_BROWSER_TESTS = [
  'scripts/e2e/{late-join,live,long-party,media-keys,no-echo,wall-clocks}.browser.test.ts',
];
/** They need a screen and a bus of their own, and show what the browser's maker decides: for the full run alone. */
const LONG_BROWSER_TESTS =
  process.env.SAMEFRAME_FULL === undefined ? ['scripts/e2e/media-keys.browser.test.ts'] : [];
const SERVER_TESTS = ['{relay-server,scripts}/**/*.server.test.ts'];
const SIMULATION_TESTS = ['scripts/simulation/**/*.sim.test.ts'];

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  define: { __RELAY_URL__: JSON.stringify('http://localhost:8787'), __DEV__: 'true' },
  test: {
    retry: 0,
    // The usual is one less than there are cores, which on two cores leaves one idle for minutes.
    maxWorkers: '100%',
    // The usual second is soon over where two browsers share the processor.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          setupFiles: ['scripts/test-run/property-seed.ts', 'scripts/test-run/english-texts.ts'],
          // Some start a compiler or a linter, on a machine that may be busy.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: ['{shared,relay-server,extension,scripts}/**/*.test.{ts,tsx}'],
          exclude: [
            '**/node_modules/**',
            '**/dist/**',
            ...BROWSER_TESTS,
            ...SERVER_TESTS,
            ...SIMULATION_TESTS,
          ],
        },
      },
      {
        extends: true,
        test: {
          name: 'simulation',
          setupFiles: ['scripts/test-run/property-seed.ts', 'scripts/test-run/english-texts.ts'],
          include: SIMULATION_TESTS,
          testTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'servers',
          include: SERVER_TESTS,
          // They wait for the programs they start more than they work.
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browsers-in-pairs',
          include: BROWSER_TESTS,
          exclude: ['**/node_modules/**', ...WATCHING_BROWSER_TESTS],
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browsers',
          include: WATCHING_BROWSER_TESTS,
          exclude: ['**/node_modules/**', ...LONG_BROWSER_TESTS],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
