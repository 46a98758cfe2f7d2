// A film that may be converted on the way, as one film: what is a new source to the element is a seek, and its time goes
// on counting from the beginning. Jellyfin starts each source by itself, at the speed 1; here it stays as it was.
import { observeVideo } from '../../player/observe-video.ts';
import { overrideVideo } from '../../player/override-video.ts';
import { createPatience } from '../../player/patience.ts';
import { openPlainPlayer, type SitePlayer } from '../../player/site-player.ts';
import type { SiteTools } from '../page-world/register-player.ts';
import { readStream, type Stream } from './stream.ts';

/** A server may take so long until the converted film comes, ms; later the element is what it is. */
const PATIENCE_MS = 15_000;
/** Of two sources that were asked for the first may come first; the second no later than this, ms, or not at all. */
const OVERTAKEN_MS = 2_000;
/** A source that begins this near to where the last one was left is the same film in another form, s. */
const SAME_PLACE_S = 2;
/** Nearer than this no new source is asked for, s. */
const SMALLEST_RESTART_S = 0.3;

/** Not by its name: a site knows no engine. */
type MediaEventType = Parameters<SitePlayer['observe']>[0][number];

/** How the film stands as far as anybody but Jellyfin has to do with it. */
interface Standing {
  readonly positionS: number;
  readonly isPaused: boolean;
  readonly rate: number;
}

interface Restart {
  /** As it was, and is to be again. */
  readonly standing: Standing;
  readonly since: number;
  readonly isTold: boolean;
}

export function openConvertedVideo(media: HTMLMediaElement, { page, readClock }: SiteTools): SitePlayer {
  const plain = openPlainPlayer(media);
  const patience = createPatience(readClock);
  let source = media.src;
  let stream: Stream | null = readStream(source);
  let restart: Restart | null = null;
  /** Where Jellyfin was told to go, until its new source is there. */
  let wanted: { readonly positionS: number; readonly until: number } | null = null;

  const offsetS = () => stream?.offsetS ?? 0;
  /** The source begins there. */
  const isAt = (positionS: number) => Math.abs(offsetS() - positionS) < SAME_PLACE_S;
  const readStanding = (): Standing => ({
    positionS: offsetS() + media.currentTime,
    isPaused: media.paused,
    rate: media.playbackRate,
  });
  let standing = readStanding();
  const change = (changed: Partial<Standing>) => {
    if (restart !== null) restart = { ...restart, standing: { ...restart.standing, ...changed } };
  };

  /** To be called before anything is read: sources change without a word. */
  const look = () => {
    const now = readClock();
    if (wanted !== null && now > wanted.until) wanted = null;
    if (restart !== null && now - restart.since > PATIENCE_MS) restart = null;
    if (media.src === source) return;
    const left = stream;
    source = media.src;
    stream = readStream(source);
    const isSameFilm = left !== null && left.item === stream?.item;
    restart = isSameFilm ? { standing: restart?.standing ?? standing, since: now, isTold: false } : null;
    wanted = wanted === null || isAt(wanted.positionS) ? null : { ...wanted, until: now + OVERTAKEN_MS };
  };

  /** Stops the new source where the last one stood; tells whether it shows its film and does as that did. */
  const bringBack = ({ standing: { isPaused } }: Restart): boolean => {
    if (media.readyState < 2) return false;
    if (isPaused && !media.paused) media.pause();
    return media.paused === isPaused;
  };

  /** What an event of the element is to everybody else. */
  const translate = (type: MediaEventType): readonly MediaEventType[] => {
    look();
    if (restart === null) {
      standing = readStanding();
      return [type];
    }
    if (!restart.isTold) {
      restart = { ...restart, isTold: true };
      const isElsewhere = wanted !== null || !isAt(restart.standing.positionS);
      return [isElsewhere ? 'seeking' : 'emptied'];
    }
    // Another source stops and starts without this one: somebody has paused it.
    const isPausedByHand = type === 'pause' && media.paused && !restart.standing.isPaused;
    if (isPausedByHand) change({ isPaused: true });
    const told: readonly MediaEventType[] = isPausedByHand ? ['pause'] : [];
    if (!bringBack(restart)) return told;
    media.playbackRate = restart.standing.rate;
    restart = null;
    standing = readStanding();
    return standing.isPaused ? [...told, 'seeked'] : ['seeked', 'playing'];
  };

  const video = overrideVideo(media, {
    get currentTime() {
      look();
      return wanted?.positionS ?? offsetS() + media.currentTime;
    },
    set currentTime(targetS) {
      look();
      const ownS = targetS - offsetS();
      if (stream?.isConverted !== true) media.currentTime = ownS;
      else if (isWithin(media.seekable, ownS) && isWithin(media.buffered, ownS)) media.currentTime = ownS;
      // Not worth another source: it stays where it is, and a rate closes what is left.
      else if (Math.abs(ownS - media.currentTime) < SMALLEST_RESTART_S) return;
      else if (page.call(media, { kind: 'seek', positionS: targetS }) === null)
        throw new Error('Jellyfin’s own timeline is not there, and what has not come cannot be sought.');
      else wanted = { positionS: targetS, until: readClock() + PATIENCE_MS };
    },
    get duration() {
      if (stream?.isConverted !== true) return media.duration;
      // What has come so far is not how long the film is.
      return page.call(media, { kind: 'read' })?.durationS ?? offsetS() + media.duration;
    },
    get playbackRate() {
      return restart?.standing.rate ?? media.playbackRate;
    },
    set playbackRate(rate) {
      change({ rate });
      media.playbackRate = rate;
    },
    get paused() {
      return restart?.standing.isPaused ?? media.paused;
    },
    get seeking() {
      return media.seeking || restart !== null || wanted !== null;
    },
    get ended() {
      return restart === null && media.ended;
    },
    play() {
      change({ isPaused: false });
      return media.play();
    },
    pause() {
      change({ isPaused: true });
      media.pause();
    },
  });

  return {
    video,
    readWindow() {
      // What has come so far of a converted film grows with it, and is no stream's window.
      return stream?.isConverted === true ? null : plain.readWindow();
    },
    isInAd: plain.isInAd,
    condition() {
      return patience.judge(stream?.isConverted !== true || page.call(media, { kind: 'read' }) !== null);
    },
    get hasFrameTimes() {
      return offsetS() === 0;
    },
    observe(types, onEvent, signal) {
      const tell = (type: MediaEventType) => {
        for (const told of translate(type)) onEvent(told);
      };
      observeVideo(media, types, tell, signal);
    },
  };
}

function isWithin(ranges: TimeRanges, positionS: number): boolean {
  for (let range = 0; range < ranges.length; range++) {
    if (ranges.start(range) <= positionS && positionS < ranges.end(range)) return true;
  }
  return false;
}
