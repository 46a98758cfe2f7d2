// What browser tests found out about each fixture: the table of fixtures in the README is made of nothing else. A line for
// each case as it begins, failed so far, and one as it ends: of one whose process dies the first is the last.
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { REPOSITORY_DIR } from '../build/build-extension.ts';

/** In the order of the table's columns. */
export const FLOWS = [
  'found',
  'own controls',
  'party’s acts',
  'fullscreen',
  'quality switch',
  're-attach',
  'remount',
  'advert',
  'live',
  'following',
  'changed site',
  'who did it',
] as const;
export type Flow = (typeof FLOWS)[number];

const resultSchema = v.object({
  /** Of one run of a case. */
  run: v.string(),
  fixture: v.string(),
  browser: v.picklist(['chromium', 'firefox']),
  flow: v.picklist(FLOWS),
  isPassed: v.boolean(),
  /** Of `who did it`: how many acts of people, pages and browsers were judged under which of a fixture's addresses. */
  acts: v.optional(v.object({ at: v.string(), count: v.number(), right: v.number() })),
});
export type FlowResult = Readonly<v.InferOutput<typeof resultSchema>>;

export const LEDGER_FILE = join(REPOSITORY_DIR, 'scripts', 'out', 'test', 'flows.jsonl');

export function noteFlow(result: FlowResult, file = LEDGER_FILE): void {
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, `${JSON.stringify(result)}\n`);
}

/** What each run of a case came to. */
export function readFlows(file = LEDGER_FILE): readonly FlowResult[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const results = lines.map((line) => v.parse(resultSchema, JSON.parse(line)));
  return [...new Map(results.map((result) => [`${result.run} ${result.flow}`, result])).values()];
}

/** Of a run that is to be told as a whole nothing older may be left. */
export function forgetFlows(file = LEDGER_FILE): void {
  rmSync(file, { force: true });
}
