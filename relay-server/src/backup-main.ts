// npm run relay:backup -- [--data-dir D] --to FILE, npm run relay:restore -- [--data-dir D] --from FILE.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from './config.ts';
import { StoreError } from './store/party-store.ts';
import { backUpDatabase, restoreDatabase } from './store/sqlite-backup.ts';

const EXIT_FAILED = 1;
const EXIT_BAD_CONFIG = 2;
const USAGE =
  'usage: npm run relay:backup -- [--data-dir DIR] --to FILE\n       npm run relay:restore -- [--data-dir DIR] --from FILE';

try {
  process.stdout.write(`${run(process.argv.slice(2))}\n`);
} catch (error) {
  const advice = error instanceof StoreError ? error.advice : USAGE;
  if (!(error instanceof StoreError) && !(error instanceof ConfigError) && !(error instanceof TypeError))
    throw error;
  process.stderr.write(`sameframe relay: ${error.message}\n${advice}\n`);
  process.exit(error instanceof StoreError ? EXIT_FAILED : EXIT_BAD_CONFIG);
}

function run(args: readonly string[]): string {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { 'data-dir': { type: 'string' }, to: { type: 'string' }, from: { type: 'string' } },
    allowPositionals: true,
    strict: true,
  });
  const dataDir = values['data-dir'] === undefined ? defaultDataDir() : fromCaller(values['data-dir']);
  const [command] = positionals;
  if (command === 'backup' && values.to !== undefined) {
    const target = fromCaller(values.to);
    const { parties, events } = backUpDatabase(dataDir, target);
    return `${target}: ${parties} parties, ${events} events, whole and on disk.`;
  }
  if (command === 'restore' && values.from !== undefined) {
    const { parties, events } = restoreDatabase(fromCaller(values.from), dataDir);
    return `${dataDir}: ${parties} parties, ${events} events are back. Start the relay.`;
  }
  throw new ConfigError('what to do, or with which file, is missing');
}

/** npm changes to the repository's folder; a path is meant from where the person is. */
function fromCaller(path: string): string {
  return resolve(process.env.INIT_CWD ?? '.', path);
}

function defaultDataDir(): string {
  const request = readConfig({ DATA_DIR: process.env.DATA_DIR }, []);
  if (request.kind !== 'run') throw new ConfigError('no configuration');
  return request.config.dataDir;
}
