// How one of the videos of the page is told from the others, in words.
import type { PopupVideo } from '../messages/popup-background.ts';
import { formatMediaTime } from '../ui/media-time.ts';
import { siteOf } from '../ui/site-name.ts';
import { isolate, text } from '../ui/text.ts';

const MEDIA = { picture: 'videosPicture', sound: 'videosSound' } as const;

/** Narrower than this its measures say nothing but that, CSS px. */
const SMALL_WIDTH = 200;

/** What it is, and where on the page. */
export function describeVideo(video: PopupVideo): { readonly what: string; readonly where: string } {
  const { medium, width, height, site } = video;
  const size = width < SMALL_WIDTH ? text('videosSmall') : isolate(`${width} × ${height}`);
  const where = [...(medium === 'sound' ? [] : [size]), ...(site === null ? [] : [isolate(siteOf(site))])];
  const what = [text(MEDIA[medium]), ...describeLength(video)];
  return { what: what.join(text('listComma')), where: where.join(' · ') };
}

function describeLength({ isLive, lengthS }: PopupVideo): string[] {
  if (isLive) return [text('videosLive')];
  return lengthS === null ? [] : [formatMediaTime(lengthS)];
}
