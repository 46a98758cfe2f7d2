// A film whose element is loaded anew for every seek, and counts its seconds from elsewhere each time: where it is and
// goes only the site's player knows. What the element tells of its loading is no news; that the film has jumped is.
import type { MediaEventType } from '../../engine/observation.ts';
import { observeVideo } from '../../player/observe-video.ts';
import { overrideVideo } from '../../player/override-video.ts';
import { createPatience } from '../../player/patience.ts';
import { openPlainPlayer, type SitePlayer } from '../../player/site-player.ts';
import type { PageReading } from './page-player.ts';
import { beginMove, followMove, type Move } from './player-move.ts';
import type { SiteTools } from './register-player.ts';

/** They speak of the element's pieces. */
const OF_LOADING: ReadonlySet<MediaEventType> = new Set([
  'seeking',
  'seeked',
  'emptied',
  'loadedmetadata',
  'durationchange',
]);
/** The player tells its position in steps; more than that is a jump, s. */
const STEP_S = 0.75;
/** A pause this soon after a move may be undone by the player, ms. */
const UNDONE_WITHIN_MS = 1_000;
/** By then it has been undone, if it was, ms. */
const PAUSE_AGAIN_MS = 300;

export function openReloadedVideo(media: HTMLMediaElement, { page, readClock }: SiteTools): SitePlayer {
  const plain = openPlainPlayer(media);
  const patience = createPatience(readClock);
  let reading: PageReading | null = null;
  /** The player's second at which the element's own begin; null before it was seen at rest. */
  let baseS: number | null = null;
  /** Where it was when it was last at rest. */
  let restedS: number | null = null;
  let move: Move | null = null;
  let movedAt = Number.NEGATIVE_INFINITY;
  /** As the events have it: loading anew stops an element without a word. */
  let toldPaused = media.paused;
  /** While the player sorts itself out, whether it plays is what it was told, and not what it does. */
  let heldPaused: boolean | null = null;
  let isPauseKept = false;
  /** Its speed before it is loaded anew, which loses it; null: not under way. */
  let heldRate: number | null = null;
  let tell: (type: MediaEventType) => void = () => undefined;

  const positionS = (): number => {
    if (reading === null) return media.currentTime;
    if (move !== null) return move.targetS ?? move.fromS;
    return baseS === null ? reading.positionS : media.currentTime + baseS;
  };

  const startMove = (targetS: number | null): void => {
    heldPaused ??= toldPaused;
    heldRate ??= media.playbackRate;
    const fromS = move === null ? restedS : (move.targetS ?? move.fromS);
    move = beginMove(fromS ?? positionS(), targetS, readClock());
  };

  /** The element's own clock is finer than what the player tells; the player's word is never ahead. */
  const noteBase = (told: PageReading): void => {
    const nowS = told.positionS - media.currentTime;
    if (baseS !== null && Math.abs(nowS - baseS) > STEP_S) return startMove(null);
    baseS = Math.max(baseS ?? nowS, nowS);
    restedS = told.positionS;
  };

  const letGo = (): void => {
    heldPaused = null;
    if (media.paused === toldPaused) return;
    toldPaused = media.paused;
    tell(media.paused ? 'pause' : 'play');
  };

  const look = (): void => {
    reading = page.call(media, { kind: 'read' });
    if (reading === null) {
      [move, baseS, restedS, heldPaused, heldRate] = [null, null, null, null, null];
      return;
    }
    if (move === null && (reading.isSeeking || media.readyState === 0)) startMove(null);
    if (move === null) noteBase(reading);
    if (move === null) return;
    const { readyState, seeking } = media;
    const isPlayStateTold = media.paused === heldPaused;
    const found = followMove(move, { reading, readyState, seeking, isPlayStateTold, now: readClock() });
    move = found.move;
    if (found.hasBegun) tell('seeking');
    if (!found.hasEnded) return;
    baseS = reading.positionS - media.currentTime;
    restedS = reading.positionS;
    movedAt = readClock();
    media.playbackRate = heldRate ?? media.playbackRate;
    heldRate = null;
    tell('seeked');
    if (!isPauseKept) letGo();
  };

  const keepPaused = (): void => {
    setTimeout(() => {
      if (!isPauseKept) return;
      if (move !== null) return keepPaused();
      isPauseKept = false;
      if (!media.paused) page.call(media, { kind: 'pause' });
      letGo();
    }, PAUSE_AGAIN_MS);
  };

  const isOfLoading = (type: MediaEventType): boolean =>
    (reading !== null && OF_LOADING.has(type)) || (type === 'ratechange' && heldRate !== null);

  const video = overrideVideo(media, {
    get currentTime() {
      return positionS();
    },
    set currentTime(targetS) {
      startMove(targetS);
      // Stopped or started past its player, as by a media key, it would not be so after it.
      page.call(media, { kind: heldPaused === true ? 'pause' : 'play' });
      if (page.call(media, { kind: 'seek', positionS: targetS }) !== null) return;
      [move, heldRate] = [null, null];
      throw new Error('The site’s player is not there.');
    },
    get duration() {
      return reading?.durationS ?? media.duration;
    },
    get playbackRate() {
      return heldRate ?? media.playbackRate;
    },
    set playbackRate(rate) {
      if (heldRate !== null) heldRate = rate;
      media.playbackRate = rate;
    },
    get seeking() {
      return reading === null ? media.seeking : move !== null;
    },
    get paused() {
      return heldPaused ?? media.paused;
    },
    play() {
      isPauseKept = false;
      if (heldPaused !== null) heldPaused = false;
      page.call(media, { kind: 'play' });
      // Only the element says whether the browser lets it play; while it loads the player sees to that.
      return move === null ? media.play() : undefined;
    },
    pause() {
      if (page.call(media, { kind: 'pause' }) === null) return media.pause();
      if (move === null && readClock() - movedAt >= UNDONE_WITHIN_MS) return;
      [heldPaused, isPauseKept] = [true, true];
      keepPaused();
    },
  });

  look();
  return {
    video,
    readWindow: () => null,
    isInAd: () => plain.isInAd() || reading?.isInAd === true,
    condition: () => patience.judge(page.call(media, { kind: 'read' }) !== null),
    hasFrameTimes: false,
    observe(types, onEvent, signal) {
      tell = onEvent;
      const take = (type: MediaEventType): void => {
        look();
        if (isOfLoading(type)) return;
        if (type === 'play' || type === 'pause') {
          // A player goes on as it was before: one that stood and plays was told to by somebody.
          const isSetOff = type === 'play' && heldPaused === true && !isPauseKept && !media.paused;
          if (isSetOff) heldPaused = false;
          if (heldPaused !== null && !isSetOff) return;
          toldPaused = media.paused;
        }
        onEvent(type);
      };
      observeVideo(media, types, take, signal);
      page.watch(look, signal);
    },
  };
}
