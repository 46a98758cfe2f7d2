// Where a bench leaves its figures for machines to read, beside the table for people.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';

/** Writes `scripts/out/bench/NAME.json`: the figures, and the machine as it was once they were there. */
export function writeResult(name: string, figures: Readonly<Record<string, unknown>>): void {
  const machine = {
    node: process.version,
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    load: loadavg()[0],
  };
  const folder = join(import.meta.dirname, '../out/bench');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify({ machine, ...figures }, null, 2)}\n`);
}
