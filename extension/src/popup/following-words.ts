// Going where the party goes, in words.
import type { Follow, Need } from '../messages/popup-background.ts';
import { siteOf } from '../ui/site-name.ts';
import { type TextKey, text } from '../ui/text.ts';

export const FOLLOW_NAMES: Record<Follow, TextKey> = {
  ask: 'settingsFollowAsk',
  always: 'settingsFollowAlways',
  never: 'settingsFollowNever',
};

const OTHER_PAGE = {
  'party-went-on': { titled: 'needWentOnTo', untitled: 'needWentOnToSite' },
  'went-on': { titled: 'needYouWentOn', untitled: 'needYouWentOnSite' },
  elsewhere: { titled: 'needWatches', untitled: 'needWatchesOn' },
} as const;

/** Why the party's video is not on this page. */
export function describeOtherPage({ apart, title, url }: Extract<Need, { kind: 'other-page' }>): string {
  const { titled, untitled } = OTHER_PAGE[apart];
  return title === '' ? text(untitled, siteOf(url)) : text(titled, title);
}
