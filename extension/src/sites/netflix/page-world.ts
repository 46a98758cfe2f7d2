// Netflix's own player, as asbplayer, Metastream and others have found it. Its times are milliseconds of the film, without
// the adverts that the element counts.
import { type OwnPlayer, servePlayer } from '../page-world/serve-player.ts';

interface NetflixPlayer {
  getElement?(): Element | null;
  isReady?(): boolean;
  getCurrentTime(): number;
  getDuration(): number;
  getPaused(): boolean;
  isPlayingAd?(): boolean;
  play(): void;
  pause(): void;
  seek(positionMs: number): void;
}

interface NetflixPlayers {
  getAllPlayerSessionIds(): readonly string[];
  getVideoPlayerBySessionId(id: string): NetflixPlayer | null;
}

declare global {
  var netflix:
    | { appContext?: { state?: { playerApp?: { getAPI?(): { videoPlayer?: NetflixPlayers } } } } }
    | undefined;
}

/** Of films; previews and billboards have other ones. */
const FILM_SESSION = /^watch/;

servePlayer({
  find(media) {
    const players = globalThis.netflix?.appContext?.state?.playerApp?.getAPI?.().videoPlayer;
    if (players === undefined) return null;
    const player = pickPlayer(players, media);
    return player === null ? null : asOwnPlayer(player);
  },
});

/** That of the element where the player tells its element, or else the film's; the newest of several. */
function pickPlayer(players: NetflixPlayers, media: HTMLMediaElement): NetflixPlayer | null {
  const sessions = players.getAllPlayerSessionIds().flatMap((id) => {
    const player = players.getVideoPlayerBySessionId(id);
    return player === null || player.isReady?.() === false ? [] : [{ id, player }];
  });
  const own = sessions.find(({ player }) => player.getElement?.()?.contains(media) === true);
  const film = sessions.findLast(({ id }) => FILM_SESSION.test(id));
  return (own ?? film)?.player ?? null;
}

function asOwnPlayer(player: NetflixPlayer): OwnPlayer {
  return {
    read: () => ({
      positionS: player.getCurrentTime() / 1_000,
      durationS: player.getDuration() / 1_000,
      isPaused: player.getPaused(),
      isInAd: player.isPlayingAd?.() === true,
      // Its element tells.
      isSeeking: false,
    }),
    play: () => player.play(),
    pause: () => player.pause(),
    seek: (positionS) => player.seek(Math.round(positionS * 1_000)),
  };
}
