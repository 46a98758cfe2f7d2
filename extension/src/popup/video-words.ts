// The texts of the list of videos, and how one of them is told from the others.
import type { PopupVideo } from '../messages/popup-background.ts';
import { siteOf } from './site-name.ts';

export const VIDEO_STRINGS = {
  videos: 'Videos on this page',
  inUse: 'in use',
  pickOnPage: 'Pick on the page',
  chooseForMe: 'Choose for me',
  picture: 'Video',
  sound: 'Sound',
  live: 'Live',
  small: 'small',
} as const;

/** Narrower than this its measures say nothing but that, CSS px. */
const SMALL_WIDTH = 200;

/** What it is, and where on the page. */
export function describeVideo(video: PopupVideo): { readonly what: string; readonly where: string } {
  const { medium, width, height, site } = video;
  const size = width < SMALL_WIDTH ? VIDEO_STRINGS.small : `${width} × ${height}`;
  const where = [...(medium === 'sound' ? [] : [size]), ...(site === null ? [] : [siteOf(site)])];
  const what = [VIDEO_STRINGS[medium], ...describeLength(video)];
  return { what: what.join(', '), where: where.join(' · ') };
}

function describeLength({ isLive, lengthS }: PopupVideo): string[] {
  if (isLive) return [VIDEO_STRINGS.live];
  return lengthS === null ? [] : [formatLength(lengthS)];
}

function formatLength(lengthS: number): string {
  const wholeS = Math.round(lengthS);
  const hours = Math.floor(wholeS / 3_600);
  const minutes = Math.floor(wholeS / 60) % 60;
  const seconds = String(wholeS % 60).padStart(2, '0');
  return hours === 0 ? `${minutes}:${seconds}` : `${hours}:${String(minutes).padStart(2, '0')}:${seconds}`;
}
