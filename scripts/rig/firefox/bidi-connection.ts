// The one place that reaches behind puppeteer's Firefox: its WebDriver BiDi connection, which it keeps internal.
// Everything that must not give user activation, and everything privileged, is sent by hand through it.
import type { Browser, Page } from 'puppeteer-core';
import { RigError } from '../rig-error.ts';

export interface BidiConnection {
  send(method: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown>;
}

interface PuppeteerConnection {
  send(method: string, parameters: object): Promise<{ readonly result: unknown }>;
}

export function openBidiConnection(browser: Browser): BidiConnection {
  const { connection } = browser as unknown as { readonly connection?: PuppeteerConnection };
  if (!connection) {
    throw new RigError(
      'not-supported',
      'This puppeteer hides its BiDi connection.',
      'Use puppeteer-core 24.',
    );
  }
  return {
    send: async (method, parameters) => (await connection.send(method, parameters)).result,
  };
}

/** BiDi's own name for a tab; it stays the same across navigations. */
export function readContextId(page: Page): string {
  return (page.mainFrame() as unknown as { readonly _id: string })._id;
}

type ScriptResult =
  | { readonly type: 'success'; readonly result: { readonly value?: unknown } }
  | { readonly type: 'exception'; readonly exceptionDetails: { readonly text: string } };

/** Evaluates an expression whose value is a string, without user activation. */
export async function evaluateText(
  connection: BidiConnection,
  context: string,
  expression: string,
): Promise<string> {
  const outcome = (await connection.send('script.evaluate', {
    expression,
    target: { context },
    awaitPromise: true,
    userActivation: false,
  })) as ScriptResult;
  if (outcome.type === 'exception') {
    throw new RigError(
      'page-threw',
      `Firefox threw: ${outcome.exceptionDetails.text}`,
      'See the privileged code.',
    );
  }
  return String(outcome.result.value);
}
