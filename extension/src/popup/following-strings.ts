// Every text of the popup about going where the party goes.
import type { Follow, Need } from '../messages/popup-background.ts';
import { siteOf } from './site-name.ts';

export const FOLLOW_NAMES: Record<Follow, string> = {
  ask: 'Ask me',
  always: 'Go along',
  never: 'Stay',
};

export const FOLLOWING = {
  whenPartyGoesOn: 'When the party goes on to another video',
  followHint:
    'Going along by itself works where the browser lets Sameframe in. Elsewhere a button on the video leads there.',
  bringEveryone: 'Bring everyone here',
  bringAlong: 'Bring everyone along when I go on',
} as const;

/** Why the party's video is not on this page. */
export function describeOtherPage({ apart, title, url }: Extract<Need, { kind: 'other-page' }>): string {
  const what = title === '' ? `a video on ${siteOf(url)}` : `“${title}”`;
  switch (apart) {
    case 'party-went-on':
      return `The party went on to ${what}.`;
    case 'went-on':
      return `You went on. The party watches ${what}.`;
    case 'elsewhere':
      return title === '' ? `The party watches on ${siteOf(url)}.` : `The party watches ${what}.`;
  }
}
