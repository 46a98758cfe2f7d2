// Reads from the picture itself which frame is on screen: the number is painted into each one. It checks what the
// browser says about its frames, and it is what a viewer has.
import { FRAME_STRIP, readPaintedFrame } from '../../playground/sample-recipe.ts';
import type { RigTab } from '../../rig/rig.ts';

/** The number of the frame that the video element shows; undefined if no strip can be read. */
export async function readShownFrame(tab: RigTab): Promise<number | undefined> {
  const { blockWidth, blockHeight, bits } = FRAME_STRIP;
  return readPaintedFrame(await tab.evaluate(readBlocksInPage, blockWidth, blockHeight, bits + 2));
}

function readBlocksInPage(blockWidth: number, blockHeight: number, blocks: number): number[] {
  const video = document.querySelector('video');
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [blockWidth * blocks, blockHeight];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (video === null || context === null) throw new Error('nothing to read a frame from');
  const { width, height } = canvas;
  context.drawImage(video, 0, 0, width, height, 0, 0, width, height);
  return Array.from({ length: blocks }, (_, block) => {
    const middle = context.getImageData((block + 0.5) * blockWidth, blockHeight / 2, 1, 1).data;
    return ((middle[0] ?? 0) + (middle[1] ?? 0) + (middle[2] ?? 0)) / 3;
  });
}
