// Jellyfin's own timeline: the one way to its player that a page has. How long the film is says the server, as the
// element of a converted one does not know.
import { servePlayer } from '../page-world/serve-player.ts';
import { createRuntimes } from './runtimes.ts';
import { readStream } from './stream.ts';

interface ApiClient {
  getCurrentUserId(): string;
  getItem(user: string, item: string): Promise<{ RunTimeTicks?: number }>;
}

declare global {
  var ApiClient: ApiClient | undefined;
}

const readRuntime = createRuntimes(
  async (item) => {
    const client = globalThis.ApiClient;
    return client === undefined ? {} : client.getItem(client.getCurrentUserId(), item);
  },
  () => performance.now(),
);

servePlayer({
  find(media) {
    const stream = readStream(media.src);
    // Views that were left stay in the page, hidden.
    const timeline = document.querySelector<HTMLInputElement>('#videoOsdPage:not(.hide) .osdPositionSlider');
    const durationS = stream === null ? null : readRuntime(stream.item);
    if (stream === null || timeline === null || durationS === null) return null;
    return {
      read: () => ({
        positionS: stream.offsetS + media.currentTime,
        durationS,
        isPaused: media.paused,
        isInAd: false,
        // Its element tells, and another source.
        isSeeking: false,
      }),
      play: () => void media.play(),
      pause: () => media.pause(),
      seek(positionS) {
        // It has steps of a ten-thousandth of the film, for hands.
        const { step } = timeline;
        timeline.step = 'any';
        timeline.value = String((100 * positionS) / durationS);
        timeline.dispatchEvent(new Event('change', { bubbles: true }));
        timeline.step = step;
      },
    };
  },
});
