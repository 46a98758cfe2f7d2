// Where Chromium keeps the parts of its native media controls: a user-agent shadow root that pages cannot see but
// CDP can, every part with a pseudo name. Names come from Chromium's source, measured in 156; they are not standard.
import { isDeepStrictEqual } from 'node:util';
import type { Page, Protocol } from 'puppeteer-core';
import type { Box } from '../accessible-controls.ts';
import type { RigFrame } from '../rig.ts';
import { RigError } from '../rig-error.ts';
import type { NativePart, NativeRate, VideoPort } from '../video-controls.ts';
import { waitFor } from '../wait-for.ts';
import { callOn, findDocument } from './chromium-document.ts';

interface ChromiumVideo {
  readonly page: Page;
  readonly path: readonly string[];
  readonly frame: RigFrame;
  readonly selector: string;
  moveMouse(x: number, y: number): Promise<void>;
}

const PSEUDO: Record<NativePart, string> = {
  'play-button': '-webkit-media-controls-play-button',
  timeline: '-webkit-media-controls-timeline',
  'mute-button': '-webkit-media-controls-mute-button',
  'fullscreen-button': '-webkit-media-controls-fullscreen-button',
};

const RATE_LABEL: Record<NativeRate, string> = { 0.5: '0.5', 1: 'Normal', 1.25: '1.25', 1.5: '1.5', 2: '2' };

const SPEED_LIST = '-internal-media-controls-playback-speed-list';

const MEASURE = `function () {
  const { x, y, width, height } = this.getBoundingClientRect();
  return { x, y, width, height };
}`;

// The track is inset in the timeline's box by this much on either side (measured: a 640 px control, 608 px track).
const TIMELINE_INSET_PX = 16;

export function createChromiumVideoPort(video: ChromiumVideo): VideoPort {
  const { page, frame, selector, moveMouse } = video;
  /** Menus grow into place: a part is where it seems to be only once two looks agree. */
  const findSteadyPart = async (pseudo: string, label?: string): Promise<Box> => {
    let before: Box | undefined;
    return waitFor(
      async () => {
        const now = await findShadowPart(video, pseudo, label);
        const isSteady = now !== undefined && isDeepStrictEqual(now, before);
        before = now;
        return isSteady ? now : undefined;
      },
      { what: `the native ${label ?? pseudo} of “${selector}” to stand still` },
    );
  };
  const clickPart = async (pseudo: string, label?: string) => {
    const part = await findSteadyPart(pseudo, label);
    await frame.clickAt(part.x + part.width / 2, part.y + part.height / 2);
  };

  /** With the wheel: a scroll made by script closes the menu. */
  const scrollToRate = (label: string) =>
    waitFor(
      async () => {
        const list = await findSteadyPart(SPEED_LIST);
        const item = await findShadowPart(video, `${SPEED_LIST}-item`, label);
        if (!list || !item) return false;
        const middle = item.y + item.height / 2;
        if (middle > list.y && middle < list.y + list.height) return true;
        await moveMouse(list.x + list.width / 2, list.y + list.height / 2);
        await page.mouse.wheel({ deltaY: middle - (list.y + list.height / 2) });
        return false;
      },
      { what: `the speed ${label} to be in view` },
    );

  return {
    frame,
    selector,
    moveMouse,
    findPart: (part) => findShadowPart(video, PSEUDO[part]),
    timelineTrack: ({ x, width }) => ({ left: x + TIMELINE_INSET_PX, right: x + width - TIMELINE_INSET_PX }),
    press: (key) => page.keyboard.press(key as Parameters<Page['keyboard']['press']>[0]),
    chooseRate: async (rate) => {
      await clickPart('-internal-media-controls-overflow-button');
      await clickPart('-internal-media-controls-playback-speed-button');
      await scrollToRate(RATE_LABEL[rate]);
      await clickPart(`${SPEED_LIST}-item`, RATE_LABEL[rate]);
    },
  };
}

/** The first part of that name with a size; `label` tells list items apart. */
async function findShadowPart(
  { page, path, selector }: ChromiumVideo,
  pseudo: string,
  label?: string,
): Promise<Box | undefined> {
  const document = await findDocument(page, path);
  const { client } = document;
  const { result } = await client.send('Runtime.callFunctionOn', {
    objectId: document.objectId,
    functionDeclaration: 'function (selector) { return this.querySelector(selector); }',
    arguments: [{ value: selector }],
    userGesture: false,
  });
  if (!result.objectId) {
    throw new RigError(
      'element-not-found',
      `No video at “${selector}”.`,
      'Check the selector and the frame.',
    );
  }
  const { node } = await client.send('DOM.describeNode', {
    objectId: result.objectId,
    depth: -1,
    pierce: true,
  });
  for (const part of listParts(node, pseudo)) {
    if (label !== undefined && readAttribute(part, 'aria-label') !== label) continue;
    const { object } = await client.send('DOM.resolveNode', { backendNodeId: part.backendNodeId });
    if (!object.objectId) continue;
    const box = await callOn<Box>({ client, objectId: object.objectId }, MEASURE);
    if (box.width > 0 && box.height > 0) return box;
  }
  return undefined;
}

function listParts(node: Protocol.DOM.Node, pseudo: string): Protocol.DOM.Node[] {
  const inside = [...(node.shadowRoots ?? []), ...(node.children ?? [])].flatMap((child) =>
    listParts(child, pseudo),
  );
  return readAttribute(node, 'pseudo') === pseudo ? [node, ...inside] : inside;
}

function readAttribute({ attributes = [] }: Protocol.DOM.Node, name: string): string | undefined {
  const at = attributes.findIndex((entry, index) => index % 2 === 0 && entry === name);
  return at < 0 ? undefined : attributes[at + 1];
}
