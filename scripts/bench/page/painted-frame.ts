// Reads from the picture itself which frame is on screen: the number is painted into each one. It checks what the
// browser says about its frames, and it is what a viewer has.
import { FRAME_STRIP, readPaintedFrame } from '../../playground/sample-recipe.ts';
import type { RigTab } from '../../rig/rig.ts';
import type { PausedPicture } from './film-offset.ts';

/** What is on screen now. */
export async function readPicture(tab: RigTab): Promise<PausedPicture> {
  await installReader(tab);
  const { playheadMs, blocks } = await tab.evaluate(readPictureInPage);
  return { playheadMs, paintedFrame: readPaintedFrame(blocks) };
}

/** Seeks a paused film to each place and reads what is there; back at the beginning in the end. */
export async function readPictures(tab: RigTab, placesS: readonly number[]): Promise<PausedPicture[]> {
  await installReader(tab);
  const read = await tab.evaluate(seekAndReadInPage, placesS);
  return read.map(({ playheadMs, blocks }) => ({ playheadMs, paintedFrame: readPaintedFrame(blocks) }));
}

declare global {
  interface Window {
    /** Brightness in the middle of each block of the strip. */
    benchReadBlocks?: () => number[];
  }
}

function installReader(tab: RigTab): Promise<void> {
  const { blockWidth, blockHeight, bits } = FRAME_STRIP;
  return tab.evaluate(installReaderInPage, blockWidth, blockHeight, bits + 2);
}

function installReaderInPage(blockWidth: number, blockHeight: number, blocks: number): void {
  const video = document.querySelector('video');
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [blockWidth * blocks, blockHeight];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (video === null || context === null) throw new Error('nothing to read a frame from');
  window.benchReadBlocks = () => {
    const { width, height } = canvas;
    context.drawImage(video, 0, 0, width, height, 0, 0, width, height);
    return Array.from({ length: blocks }, (_, block) => {
      const middle = context.getImageData((block + 0.5) * blockWidth, blockHeight / 2, 1, 1).data;
      return ((middle[0] ?? 0) + (middle[1] ?? 0) + (middle[2] ?? 0)) / 3;
    });
  };
}

function readPictureInPage(): { playheadMs: number; blocks: number[] } {
  const playheadMs = (document.querySelector('video')?.currentTime ?? 0) * 1_000;
  return { playheadMs, blocks: window.benchReadBlocks?.() ?? [] };
}

async function seekAndReadInPage(
  placesS: readonly number[],
): Promise<{ playheadMs: number; blocks: number[] }[]> {
  const video = document.querySelector('video');
  if (video === null) throw new Error('no video');
  const seek = async (placeS: number) => {
    const isThere = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
    const isShown = new Promise((resolve) => video.requestVideoFrameCallback(resolve));
    video.currentTime = placeS;
    await Promise.all([isThere, isShown]);
  };
  const read = [];
  for (const placeS of placesS) {
    await seek(placeS);
    read.push({ playheadMs: video.currentTime * 1_000, blocks: window.benchReadBlocks?.() ?? [] });
  }
  await seek(0);
  return read;
}
