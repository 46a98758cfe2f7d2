// A film that is driven through the site's own player: what only that player knows or may change goes through the
// link, everything else through the element.
import type { MediaEventType } from '../../engine/observation.ts';
import { observeVideo } from '../../player/observe-video.ts';
import { overrideVideo } from '../../player/override-video.ts';
import { createPatience } from '../../player/patience.ts';
import { openPlainPlayer, type SitePlayer } from '../../player/site-player.ts';
import type { PageReading } from './page-player.ts';
import type { SiteTools } from './register-player.ts';

export interface PageVideoOptions {
  /** What goes through the site's player; the rest is done on the element. */
  readonly through: { readonly time: boolean; readonly seek: boolean; readonly playPause: boolean };
  /** Where the player is missing: whether the element may be sought all the same. */
  readonly maySeekElement: boolean;
  /** Nearer than this the player is not asked to seek, s. */
  readonly smallestSeekS?: number;
  /** Between two seeks that the player is told of; of what is asked for sooner it is told the last, ms. */
  readonly seekRestMs?: number;
}

/** A seek that the player was told of shows on the element within this, ms; until then the element tells old news. */
const SEEK_SHOWS_MS = 3_000;
const REACHED_S = 0.25;

export function openPageVideo(
  media: HTMLMediaElement,
  { page, readClock }: SiteTools,
  options: PageVideoOptions,
): SitePlayer {
  const plain = openPlainPlayer(media);
  const patience = createPatience(readClock);
  let wanted: { readonly positionS: number; readonly at: number } | null = null;
  /** Where to go as soon as the player may be told. */
  let heldS: number | null = null;
  let toldAt = Number.NEGATIVE_INFINITY;
  let tell: (type: MediaEventType) => void = () => undefined;
  const { seekRestMs = 0 } = options;

  const read = (): PageReading | null => page.call(media, { kind: 'read' });
  const positionS = (): number => {
    const reading = options.through.time ? read() : null;
    return reading?.positionS ?? media.currentTime;
  };
  const tellSeek = (targetS: number): boolean => {
    const hasTold = page.call(media, { kind: 'seek', positionS: targetS }) !== null;
    if (hasTold) toldAt = readClock();
    wanted = hasTold ? { positionS: targetS, at: toldAt } : null;
    return hasTold;
  };
  const isTooNear = (targetS: number): boolean =>
    Math.abs(targetS - positionS()) < (options.smallestSeekS ?? 0);
  /** Told to the player, or to be told, and not to be seen yet. Whoever reads the film passes here often enough. */
  const pendingSeek = (): number | null => {
    if (wanted !== null) {
      const isOver = readClock() - wanted.at > SEEK_SHOWS_MS;
      const isThere = Math.abs(positionS() - wanted.positionS) < REACHED_S;
      if (isOver || isThere || media.seeking) wanted = null;
    }
    if (heldS === null) return wanted?.positionS ?? null;
    const targetS = heldS;
    if (readClock() - toldAt < seekRestMs) return targetS;
    heldS = null;
    if (!isTooNear(targetS) && tellSeek(targetS)) return targetS;
    // Not while it is being read.
    queueMicrotask(tellDropped);
    return wanted?.positionS ?? null;
  };

  /** Nothing comes of what was held: whoever waits for it would take it for the cause of somebody's later seek. */
  const tellDropped = (): void => {
    if (!video.seeking) tell('seeked');
  };

  const video = overrideVideo(media, {
    get currentTime() {
      return pendingSeek() ?? positionS();
    },
    set currentTime(target) {
      heldS = null;
      // The engine must hear that nothing will come of it: what it waits for would explain somebody's later seek.
      if (isTooNear(target)) throw new Error('Too near to seek.');
      if (options.through.seek && readClock() - toldAt < seekRestMs) {
        heldS = target;
        return;
      }
      if (options.through.seek && tellSeek(target)) return;
      if (!options.through.seek || options.maySeekElement) media.currentTime = target;
      else throw new Error('The site’s player is not there, and its element must not be sought.');
    },
    get duration() {
      return (options.through.time ? read()?.durationS : undefined) ?? media.duration;
    },
    get seeking() {
      return media.seeking || pendingSeek() !== null;
    },
    play() {
      const isToldSo = options.through.playPause && page.call(media, { kind: 'play' }) !== null;
      return isToldSo ? undefined : media.play();
    },
    pause() {
      const isToldSo = options.through.playPause && page.call(media, { kind: 'pause' }) !== null;
      if (!isToldSo) media.pause();
    },
  });

  return {
    video,
    readWindow: () => (options.through.time ? null : plain.readWindow()),
    isInAd: () => plain.isInAd() || read()?.isInAd === true,
    condition: () => patience.judge(read() !== null),
    hasFrameTimes: !options.through.time,
    observe(types, onEvent, signal) {
      tell = (type) => {
        // Of the seek before the one that is held.
        if (heldS === null || (type !== 'seeking' && type !== 'seeked')) onEvent(type);
      };
      observeVideo(media, types, tell, signal);
      // A look like any other: the engine compares what it reads with what it knows.
      page.watch(() => onEvent('timeupdate'), signal);
    },
  };
}
