// Finds a document of a Chromium tab by a path of frame selectors and reads it through CDP. It never uses
// puppeteer's own evaluate, which gives the page user activation.
import type { CDPSession, Frame, Page } from 'puppeteer-core';
import { type Json, readPageResult, writePageExpression } from '../page-expression.ts';
import { RigError } from '../rig-error.ts';

/** A document that was there a moment ago; a navigation makes it stale, so it is never kept. */
export interface ChromiumDocument {
  readonly client: CDPSession;
  readonly objectId: string;
}

export async function findDocument(page: Page, path: readonly string[]): Promise<ChromiumDocument> {
  let found = await rootDocument(readClient(page.mainFrame()));
  for (const selector of path) found = await enterFrame(page, found, selector);
  return found;
}

/** Runs `this`-taking source on an object of the page, without user activation. */
export async function callOn<Result>(
  { client, objectId }: ChromiumDocument,
  functionDeclaration: string,
  given: readonly Json[] = [],
): Promise<Result> {
  const { result, exceptionDetails } = await client.send('Runtime.callFunctionOn', {
    objectId,
    functionDeclaration,
    arguments: given.map((value) => ({ value })),
    returnByValue: true,
    awaitPromise: true,
    userGesture: false,
  });
  if (exceptionDetails) {
    throw new RigError(
      'page-threw',
      `The page threw: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`,
      'The stack is that of the page.',
    );
  }
  return result.value as Result;
}

export async function evaluateIn<Result>(
  page: Page,
  path: readonly string[],
  run: ((...given: never[]) => unknown) | string,
  given: readonly Json[],
): Promise<Result> {
  const target = await findDocument(page, path);
  const expression = writePageExpression(run, given);
  return readPageResult<Result>(await callOn<string>(target, `function () { return ${expression}; }`));
}

/** The corner of the frame's viewport inside the tab's, and the sum of all frames on the way. */
export async function measureFrameOffset(
  page: Page,
  path: readonly string[],
): Promise<{ x: number; y: number }> {
  const offset = { x: 0, y: 0 };
  for (const [depth, selector] of path.entries()) {
    const parent = await findDocument(page, path.slice(0, depth));
    const corner = await callOn<{ x: number; y: number }>(
      parent,
      `function (selector) {
        const element = this.querySelector(selector);
        const rect = element.getBoundingClientRect();
        const style = getComputedStyle(element);
        return {
          x: rect.x + element.clientLeft + parseFloat(style.paddingLeft),
          y: rect.y + element.clientTop + parseFloat(style.paddingTop),
        };
      }`,
      [selector],
    );
    offset.x += corner.x;
    offset.y += corner.y;
  }
  return offset;
}

async function rootDocument(client: CDPSession): Promise<ChromiumDocument> {
  const { result } = await client.send('Runtime.evaluate', { expression: 'document', userGesture: false });
  if (!result.objectId) throw new RigError('frame-not-found', 'The tab has no document.', 'Is it loading?');
  return { client, objectId: result.objectId };
}

async function enterFrame(page: Page, parent: ChromiumDocument, selector: string): Promise<ChromiumDocument> {
  const { result } = await parent.client.send('Runtime.callFunctionOn', {
    objectId: parent.objectId,
    functionDeclaration: 'function (selector) { return this.querySelector(selector); }',
    arguments: [{ value: selector }],
    userGesture: false,
  });
  if (!result.objectId) throw createFrameError(selector);
  const { node } = await parent.client.send('DOM.describeNode', { objectId: result.objectId, pierce: true });
  if (node.contentDocument) {
    const { object } = await parent.client.send('DOM.resolveNode', {
      backendNodeId: node.contentDocument.backendNodeId,
    });
    if (!object.objectId) throw createFrameError(selector);
    return { client: parent.client, objectId: object.objectId };
  }
  // A frame of another site lives in another process and has a session of its own.
  const inner = page.frames().find((frame) => readFrameId(frame) === node.frameId);
  if (!inner) throw createFrameError(selector);
  return rootDocument(readClient(inner));
}

/** Internal to puppeteer, but the only way to a session for a frame in another process. */
export function readClient(frame: Frame): CDPSession {
  return (frame as unknown as { readonly client: CDPSession }).client;
}

function readFrameId(frame: Frame): string {
  return (frame as unknown as { readonly _id: string })._id;
}

function createFrameError(selector: string): RigError {
  return new RigError(
    'frame-not-found',
    `No loaded frame at “${selector}”.`,
    'Wait for the page that holds it, and check the selector.',
  );
}
