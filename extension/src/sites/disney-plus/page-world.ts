// Disney+'s own player, as asbplayer and PreMiD have found it. Its times are milliseconds of the film.
import { type OwnPlayer, servePlayer } from '../page-world/serve-player.ts';

interface DisneyPlayer {
  readonly timeline: {
    readonly info: { readonly playheadPositionMs: number; readonly programDurationMs?: number };
  };
  seek(positionMs: number): unknown;
  play(): unknown;
  pause(): unknown;
  on?(event: string, listener: () => void): unknown;
}

const SEEK_BEGINS = '@EVENT/PLAYER/PLAYBACK/MEDIA_SEEKING';
const SEEK_ENDS = '@EVENT/PLAYER/PLAYBACK/MEDIA_SEEK_COMPLETE';
const CHANGES = ['@EVENT/PLAYER/TIMECODE', '@EVENT/PLAYER/PLAYBACK/MEDIA_RESUMED'];

/** Those that are listened to, and whether they are on their way somewhere. */
const isSeeking = new WeakMap<DisneyPlayer, boolean>();

servePlayer({
  find(media, onChange) {
    const hosts = document.querySelectorAll<Element & { mediaPlayer?: DisneyPlayer }>('disney-web-player');
    const host = [...hosts].find((each) => each.contains(media) || each.shadowRoot?.contains(media) === true);
    const player = host?.mediaPlayer;
    // Not the player we know, if it cannot say where it is.
    if (player === undefined || !Number.isFinite(player.timeline.info.playheadPositionMs)) return null;
    listen(player, onChange);
    return asOwnPlayer(player, media);
  },
});

function listen(player: DisneyPlayer, onChange: () => void): void {
  if (isSeeking.has(player)) return;
  isSeeking.set(player, false);
  const note = (isUnderWay: boolean) => () => {
    isSeeking.set(player, isUnderWay);
    onChange();
  };
  player.on?.(SEEK_BEGINS, note(true));
  player.on?.(SEEK_ENDS, note(false));
  for (const event of CHANGES) player.on?.(event, onChange);
}

function asOwnPlayer(player: DisneyPlayer, media: HTMLMediaElement): OwnPlayer {
  return {
    read: () => {
      const { playheadPositionMs, programDurationMs } = player.timeline.info;
      const isKnown = programDurationMs !== undefined && Number.isFinite(programDurationMs);
      return {
        positionS: playheadPositionMs / 1_000,
        durationS: isKnown ? programDurationMs / 1_000 : null,
        isPaused: media.paused,
        isInAd: false,
        isSeeking: isSeeking.get(player) === true,
      };
    },
    play: () => void player.play(),
    pause: () => void player.pause(),
    seek: (positionS) => void player.seek(Math.round(positionS * 1_000)),
  };
}
