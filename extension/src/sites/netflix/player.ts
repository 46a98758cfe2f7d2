import { openPageVideo } from '../page-world/page-video.ts';
import { registerPlayer } from '../page-world/register-player.ts';

/** Seeks that close to where it stands have taken the player down, too (asbplayer #631). */
const SMALLEST_SEEK_S = 0.1;

/** Skips in quick succession have, too; nobody has written how many. */
const SEEK_REST_MS = 500;

registerPlayer((media, tools) =>
  openPageVideo(media, tools, {
    through: { time: true, seek: true, playPause: false },
    maySeekElement: false,
    smallestSeekS: SMALLEST_SEEK_S,
    seekRestMs: SEEK_REST_MS,
  }),
);
