// What browser tests found out about each fixture, one line for each case that ran: the table of fixtures in the README
// is made of nothing else.
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

export function readFlows(file = LEDGER_FILE): readonly FlowResult[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => v.parse(resultSchema, JSON.parse(line)));
}

/** Of a run that is to be told as a whole nothing older may be left. */
export function forgetFlows(file = LEDGER_FILE): void {
  rmSync(file, { force: true });
}
