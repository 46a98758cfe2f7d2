// What a page's film did and what the engine made of it, read in one go: both are told in the same turn.
import { ATTRIBUTIONS_ATTRIBUTE } from '../../../extension/src/content/attribution-mirror.ts';
import type { Attribution, Change } from '../../../extension/src/engine/provenance.ts';
import { OVERLAY_TAG } from '../../../extension/src/overlay/host.ts';
import type { RigFrame } from '../../rig/rig.ts';

export interface Seen {
  /** The changes that the film has told of since it is watched, ours among them. */
  readonly happened: readonly Change[];
  readonly attributions: readonly Attribution[];
  readonly isActivated: boolean;
  /** By the page's clock. */
  readonly readAtMs: number;
  readonly film: {
    /** As the site has it, where it says. */
    readonly paused: boolean;
    readonly seeking: boolean;
    /** Of the film, by the site's own clock where the element's is another, s. */
    readonly positionS: number;
    readonly rate: number;
    readonly readyState: number;
  };
}

/** What the test has put into the page. */
export interface Watched {
  film: HTMLVideoElement;
  readonly happened: Change[];
}

declare global {
  var watched: Watched;
}

/** `selector`: none where the page itself gives its film to tests. Call it again when the page has another film. */
export function watchFilm(frame: RigFrame, selector: string | undefined): Promise<void> {
  return frame.evaluate((wanted: string | null) => {
    const found =
      wanted === null
        ? (globalThis as unknown as { film?: HTMLVideoElement }).film
        : (document.querySelector(wanted)?.shadowRoot?.querySelector('video') ??
          document.querySelector<HTMLVideoElement>(wanted));
    if (!found || found.readyState < 1) throw new Error('there is no film to watch yet');
    globalThis.watched = { film: found, happened: globalThis.watched?.happened ?? [] };
    const told = { play: 'play', pause: 'pause', seeking: 'seek', ratechange: 'rate' } as const;
    for (const [type, change] of Object.entries(told)) {
      found.addEventListener(type, () => void globalThis.watched.happened.push(change));
    }
  }, selector ?? null);
}

export function readSeen(frame: RigFrame): Promise<Seen> {
  return frame.evaluate(
    (tag: string, attribute: string) => {
      const { film, happened } = globalThis.watched;
      const { seeking, playbackRate: rate, readyState } = film;
      const { readFilm } = globalThis as {
        readFilm?: () => { readonly positionS: number; readonly isPaused: boolean };
      };
      const told = readFilm?.();
      const positionS = told?.positionS ?? film.currentTime;
      const paused = told?.isPaused ?? film.paused;
      return {
        happened,
        attributions: JSON.parse(document.querySelector(tag)?.getAttribute(attribute) ?? '[]'),
        isActivated: navigator.userActivation.isActive,
        readAtMs: performance.now(),
        film: { paused, seeking, positionS, rate, readyState },
      };
    },
    OVERLAY_TAG,
    ATTRIBUTIONS_ATTRIBUTE,
  );
}
