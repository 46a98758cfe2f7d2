// PURE. How the sources use the catalogues: texts that nobody shows, calls with too few values, and words in a
// component that come from no catalogue.
import { parseSync } from '@swc/core';
import type { Messages } from '../../extension/src/ui/testing/stand-in-texts.ts';
import { keysIn } from './catalogues.ts';

export interface Source {
  readonly path: string;
  readonly code: string;
}

/** A part of what swc makes of a source; every part says its type. */
type Part = Readonly<Record<string, unknown>> & { readonly type: string };

/** Attributes whose value a person reads or hears. */
const SPOKEN = new Set(['alt', 'aria-label', 'aria-description', 'label', 'placeholder', 'title']);
const LETTER = /\p{L}/u;

/** Keys that stand in no source, neither quoted nor as `__MSG_key__`. */
export function findUnused(messages: Messages, sources: readonly Source[]): readonly string[] {
  const named = new Set(
    sources.flatMap(({ code }) =>
      [...code.matchAll(/'(\w+)'|__MSG_(\w+)__/g)].map(([, quoted, inManifest]) => quoted ?? inManifest),
    ),
  );
  return keysIn(messages)
    .filter((key) => !named.has(key))
    .map((key) => `en: ${key} is used nowhere.`);
}

/** Faults of one source, each with its file. */
export function findMisuses({ path, code }: Source, messages: Messages): readonly string[] {
  const faults: string[] = [];
  const root = parseSync(code, { syntax: 'typescript', tsx: path.endsWith('.tsx') });
  visit(root, (part) => {
    for (const words of wordsIn(part)) faults.push(`${path}: “${words}” is in no catalogue.`);
    const miscount = miscountIn(part, messages);
    if (miscount !== null) faults.push(`${path}: ${miscount}`);
  });
  return faults;
}

function visit(value: unknown, look: (part: Part) => void): void {
  if (Array.isArray(value)) for (const each of value) visit(each, look);
  else if (isPart(value)) {
    look(value);
    for (const each of Object.values(value)) visit(each, look);
  } else if (typeof value === 'object' && value !== null) {
    // Between parts: the arguments of a call, each with its place.
    for (const each of Object.values(value)) visit(each, look);
  }
}

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && typeof (value as Part).type === 'string';
}

function wordsIn(part: Part): string[] {
  if (part.type === 'JSXText') return [String(part.value).trim()].filter((words) => LETTER.test(words));
  if (part.type === 'JSXElement' || part.type === 'JSXFragment') {
    const children = part.children as readonly Part[];
    return children.flatMap((child) => (child.type === 'JSXExpressionContainer' ? literalsIn(child) : []));
  }
  if (part.type !== 'JSXAttribute' || !SPOKEN.has(String((part.name as Part).value))) return [];
  return literalsIn(part.value);
}

/** What is written out, also where a condition or a default leads to it; never inside a call. */
function literalsIn(value: unknown): string[] {
  if (!isPart(value)) return [];
  const { type } = value;
  if (type === 'StringLiteral') return [String(value.value)].filter((words) => LETTER.test(words));
  if (type === 'TemplateLiteral') {
    const quasis = value.quasis as readonly { readonly raw: string }[];
    return quasis.map(({ raw }) => raw.trim()).filter((words) => LETTER.test(words));
  }
  if (type === 'JSXExpressionContainer') return literalsIn(value.expression);
  if (type === 'ConditionalExpression') return [value.consequent, value.alternate].flatMap(literalsIn);
  const isChoice = type === 'BinaryExpression' && ['&&', '||', '??'].includes(String(value.operator));
  return isChoice
    ? [...(value.operator === '&&' ? [] : literalsIn(value.left)), ...literalsIn(value.right)]
    : [];
}

function miscountIn(part: Part, messages: Messages): string | null {
  if (part.type !== 'CallExpression') return null;
  const called = String((part.callee as Part).value);
  if (called !== 'text' && called !== 'countedText') return null;
  const [first, ...others] = part.arguments as readonly { spread: unknown; expression: Part }[];
  // A key that is worked out, or values that come as a list, are for the tests of who does so.
  if (first?.expression.type !== 'StringLiteral' || others.some(({ spread }) => spread)) return null;
  const key = String(first.expression.value);
  const places = placesOf(key, messages);
  // The number itself is the first value, whether it is shown or not.
  const wanted = called === 'text' ? places : Math.max(1, places);
  return others.length === wanted ? null : `${key} takes ${wanted} values, not ${others.length}.`;
}

function placesOf(key: string, messages: Messages): number {
  const forms = Object.entries(messages).filter(([each]) => each === key || each.startsWith(`${key}_`));
  const contents = forms.flatMap(([, { placeholders = {} }]) => Object.values(placeholders));
  return Math.max(0, ...contents.map(({ content }) => Number(content.slice(1))));
}
