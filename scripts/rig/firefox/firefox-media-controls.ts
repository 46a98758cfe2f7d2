// Where Firefox keeps the parts of its native media controls: a shadow root that only privileged code sees. Speed is
// not among them: it lives in the context menu of the video.
import type { Box } from '../accessible-controls.ts';
import type { Json } from '../page-expression.ts';
import type { RigFrame } from '../rig.ts';
import type { NativeRate, VideoPort } from '../video-controls.ts';
import type { PrivilegedScope } from './privileged-scope.ts';

interface FirefoxVideo {
  readonly frame: RigFrame;
  readonly selector: string;
  readonly scope: PrivilegedScope;
  ask<Answer>(question: string, data: Readonly<Record<string, Json>>): Promise<Answer>;
  moveMouse(x: number, y: number): Promise<void>;
  rightClick(x: number, y: number): Promise<void>;
  press(key: string): Promise<void>;
}

const RATE_ITEM: Record<NativeRate, string> = {
  0.5: 'context-media-playbackrate-050x',
  1: 'context-media-playbackrate-100x',
  1.25: 'context-media-playbackrate-125x',
  1.5: 'context-media-playbackrate-150x',
  2: 'context-media-playbackrate-200x',
};

// The middle of the slider's thumb stays inside the track by half its own width (measured by seeking).
const THUMB_RADIUS_PX = 7;

export function createFirefoxVideoPort({ ask, rightClick, scope, ...port }: FirefoxVideo): VideoPort {
  const { frame, selector } = port;
  return {
    ...port,
    findPart: async (part) => {
      const box = await ask<Box | null>('video-part', { selector, part });
      return box && box.width > 0 && box.height > 0 ? box : undefined;
    },
    timelineTrack: ({ x, width }) => ({ left: x + THUMB_RADIUS_PX, right: x + width - THUMB_RADIUS_PX }),
    chooseRate: async (rate) => {
      const { x, y, width, height } = await frame.video(selector).box();
      await rightClick(x + width / 2, y + height / 3);
      await scope.call('chooseRate', { itemId: RATE_ITEM[rate] });
    },
  };
}
