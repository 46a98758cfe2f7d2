// A RigFrame over a puppeteer page of Chromium; the path of frame selectors says which document.
import type { Page } from 'puppeteer-core';
import { createAccessibleControls } from '../accessible-controls.ts';
import { findElementCentre } from '../find-element-centre.ts';
import type { RigFrame } from '../rig.ts';
import { createVideoControls } from '../video-controls.ts';
import { evaluateIn, findDocument, measureFrameOffset } from './chromium-document.ts';
import { createChromiumVideoPort } from './chromium-media-controls.ts';
import { createChromiumSurface } from './chromium-surface.ts';

export function createChromiumFrame(page: Page, path: readonly string[]): RigFrame {
  const toTab = async (x: number, y: number) => {
    const offset = await measureFrameOffset(page, path);
    return { x: x + offset.x, y: y + offset.y };
  };
  const clickAt = async (x: number, y: number, heldMs = 0) => {
    const point = await toTab(x, y);
    await page.mouse.click(point.x, point.y, { delay: heldMs });
  };
  const moveMouse = async (x: number, y: number) => {
    const point = await toTab(x, y);
    await page.mouse.move(point.x, point.y);
  };
  const surface = createChromiumSurface({
    findDocument: () => findDocument(page, path),
    clickAt,
    type: (text) => page.keyboard.type(text),
  });

  const frame: RigFrame = {
    ...createAccessibleControls(surface),
    evaluate: (run, ...given) => evaluateIn(page, path, run, given),
    frame: (selector) => createChromiumFrame(page, [...path, selector]),
    video: (selector = 'video') =>
      createVideoControls(createChromiumVideoPort({ page, path, frame, selector, moveMouse })),
    click: async (selector) => {
      const { x, y } = await findElementCentre(frame, selector);
      await clickAt(x, y);
    },
    clickAt,
  };
  return frame;
}
