// Turns a function and its arguments into one expression whose result is JSON text, so that both protocols carry
// the same values and the caller never has a handle to look after.
import { RigError } from './rig-error.ts';

/** Whatever JSON can carry into a page. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * Runs in the page's own world **without** giving the page user activation (puppeteer's own `evaluate` does give it,
 * which would hide every autoplay block). Arguments and result travel as JSON; a string is an expression.
 */
export type EvaluateInPage = <Result, Arguments extends readonly Json[]>(
  run: ((...given: Arguments) => Result | Promise<Result>) | string,
  ...given: Arguments
) => Promise<Result>;

type PageFunction = ((...given: never[]) => unknown) | string;

/** A string is taken as an expression of its own. */
export function writePageExpression(run: PageFunction, given: readonly Json[]): string {
  const body =
    typeof run === 'string' ? `(${run})` : `(${run})(${given.map((one) => JSON.stringify(one)).join(',')})`;
  // tsx keeps function names by calling `__name`, which no page has.
  return `(async () => {
    const __name = (named) => named;
    try { return JSON.stringify({ value: await ${body} }); }
    catch (error) { return JSON.stringify({ thrown: String(error) + ' at ' + (error && error.stack || 'no stack') }); }
  })()`;
}

export function readPageResult<Result>(text: string): Result {
  const parsed = JSON.parse(text) as { readonly value?: Result; readonly thrown?: string };
  if (parsed.thrown !== undefined) {
    throw new RigError('page-threw', `The page threw: ${parsed.thrown}`, 'The stack is that of the page.');
  }
  return parsed.value as Result;
}
