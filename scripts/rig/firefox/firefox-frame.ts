// A RigFrame over one Firefox tab; the path of frame selectors says which document.
import type { KeyInput, Page } from 'puppeteer-core';
import {
  type AccessibleElement,
  type AccessibleSurface,
  createAccessibleControls,
  requireElement,
} from '../accessible-controls.ts';
import { findElementCentre } from '../find-element-centre.ts';
import { type Json, readPageResult, writePageExpression } from '../page-expression.ts';
import type { RigFrame } from '../rig.ts';
import { RigError } from '../rig-error.ts';
import { createVideoControls } from '../video-controls.ts';
import { type BidiConnection, evaluateText, readContextId } from './bidi-connection.ts';
import { createFirefoxVideoPort } from './firefox-media-controls.ts';
import type { PrivilegedScope } from './privileged-scope.ts';

export interface FirefoxPage {
  readonly page: Page;
  readonly connection: BidiConnection;
  readonly scope: PrivilegedScope;
}

interface FoundFrame {
  readonly browsingContextId: number;
  readonly x: number;
  readonly y: number;
}

export function createFirefoxFrame(of: FirefoxPage, path: readonly string[]): RigFrame {
  const { page, connection, scope } = of;
  const contextId = readContextId(page);

  const findFrame = async (): Promise<FoundFrame> => {
    const found = await scope.call<FoundFrame | null>('findFrame', { contextId, path });
    if (found) return found;
    throw new RigError(
      'frame-not-found',
      `No loaded frame at “${path.join(' → ')}”.`,
      'Wait for its page first.',
    );
  };
  const ask = async <Answer>(question: string, data: Readonly<Record<string, Json>>): Promise<Answer> => {
    const { browsingContextId } = await findFrame();
    return scope.call<Answer>('askFrame', { browsingContextId, question, data });
  };
  const toTab = async (x: number, y: number) => {
    const corner = await findFrame();
    return { x: x + corner.x, y: y + corner.y };
  };
  const clickAt = async (x: number, y: number, heldMs = 0) => {
    const point = await toTab(x, y);
    await page.mouse.click(point.x, point.y, { delay: heldMs });
  };

  const find = async (role: string, name: string) =>
    (await ask<AccessibleElement | null>('find', { role, name })) ?? undefined;
  const surface: AccessibleSurface = {
    find,
    click: async (role, name, heldMs) => {
      const { box } = requireElement(await find(role, name), role, name);
      await clickAt(box.x + box.width / 2, box.y + box.height / 2, heldMs);
    },
    fill: async (role, name, text) => {
      await ask('fill', { role, name, text });
    },
  };

  const frame: RigFrame = {
    ...createAccessibleControls(surface),
    evaluate: async (run, ...given) => {
      // BiDi names frames by the number of their browsing context, and tabs by an id of its own.
      const context = path.length === 0 ? contextId : String((await findFrame()).browsingContextId);
      return readPageResult(await evaluateText(connection, context, writePageExpression(run, given)));
    },
    frame: (selector) => createFirefoxFrame(of, [...path, selector]),
    video: (selector = 'video') =>
      createVideoControls(
        createFirefoxVideoPort({
          frame,
          selector,
          scope,
          ask,
          moveMouse: async (x, y) => {
            const point = await toTab(x, y);
            await page.mouse.move(point.x, point.y);
          },
          rightClick: async (x, y) => {
            const point = await toTab(x, y);
            await page.mouse.click(point.x, point.y, { button: 'right' });
          },
          press: (key) => page.keyboard.press(key as KeyInput),
        }),
      ),
    click: async (selector) => {
      const { x, y } = await findElementCentre(frame, selector);
      await clickAt(x, y);
    },
    clickAt,
  };
  return frame;
}
