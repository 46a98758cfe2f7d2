// What a tab shows that is in no party, where the person has pressed something that lets us in: what there is to watch, and
// a small picture of it. The browser runs the one function in the page and keeps nothing there.
import { pickSmallPicture, SMALL_PICTURE } from '@sameframe/shared/small-picture.ts';
import * as v from 'valibot';
import type { BrowserApi } from './browser-api.ts';

/** As base64; null where no film is there, the browser gives its picture to nobody, or we are not let in. */
export async function drawTabFilm(
  { scripting }: Pick<BrowserApi, 'scripting'>,
  tabId: number,
): Promise<string | null> {
  try {
    const drawn = await scripting.executeScript({
      target: { tabId },
      func: drawLargestFilm,
      args: [SMALL_PICTURE],
    });
    const files = (drawn[0]?.result ?? []) as readonly string[];
    return pickSmallPicture(files, btoa);
  } catch {
    return null;
  }
}

/** Sent to the page as its text: it may use nothing of this file. One file for each quality, a character for each byte. */
function drawLargestFilm({ width, height, type, qualities }: typeof SMALL_PICTURE): string[] {
  const area = (film: HTMLVideoElement) => film.offsetWidth * film.offsetHeight;
  const film = [...document.querySelectorAll('video')]
    .filter(({ muted, loop, controls }) => !(muted && loop && !controls))
    .filter(({ readyState, videoWidth, mediaKeys }) => readyState >= 2 && videoWidth > 0 && mediaKeys == null)
    .sort((a, b) => area(b) - area(a))[0];
  if (film === undefined) return [];
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const scale = Math.min(width / film.videoWidth, height / film.videoHeight);
  const [w, h] = [film.videoWidth * scale, film.videoHeight * scale];
  canvas.getContext('2d', { alpha: false })?.drawImage(film, (width - w) / 2, (height - h) / 2, w, h);
  return qualities.map((quality) => atob(canvas.toDataURL(type, quality).split(',')[1] ?? ''));
}

/** What may be watched there, as far as its top document shows; rejected where we are not let in. */
export async function findTabFilm(
  { scripting }: Pick<BrowserApi, 'scripting'>,
  tabId: number,
): Promise<PageFilm> {
  const found = await scripting.executeScript({ target: { tabId }, func: describeFilm, args: [] });
  // A page may have put an element of its own in the place of its title.
  const parsed = v.safeParse(pageFilmSchema, found[0]?.result);
  return parsed.success ? parsed.output : { kind: 'unknown' };
}

const pageFilmSchema = v.variant('kind', [
  v.object({
    kind: v.literal('found'),
    title: v.string(),
    lengthS: v.nullable(v.pipe(v.number(), v.finite(), v.minValue(0))),
  }),
  v.object({ kind: v.literal('none') }),
  /** It may be in a frame or in a part of the page that is closed to us, or the page is. */
  v.object({ kind: v.literal('unknown') }),
]);
/** What may be watched on a page, as far as it shows from its top document. */
export type PageFilm = v.InferOutput<typeof pageFilmSchema>;

/** Sent to the page as its text, as above. */
function describeFilm(): PageFilm {
  const all = [...document.querySelectorAll<HTMLMediaElement>('video, audio')];
  // Muted loops are decoration.
  const films = all.filter(
    ({ readyState, currentSrc, muted, loop, controls }) =>
      (readyState > 0 || currentSrc !== '') && !(muted && loop && !controls),
  );
  const area = ({ offsetWidth, offsetHeight }: HTMLMediaElement) => offsetWidth * offsetHeight;
  const [film] = films.sort((a, b) => area(b) - area(a));
  if (film !== undefined) {
    const { duration } = film;
    return { kind: 'found', title: document.title, lengthS: Number.isFinite(duration) ? duration : null };
  }
  // In frames and in elements of the page's own making there may be one that does not show from here.
  const isPlain = ![...document.querySelectorAll('*')].some(
    ({ localName }) => localName.includes('-') || localName === 'iframe',
  );
  return { kind: isPlain && all.length === 0 ? 'none' : 'unknown' };
}
