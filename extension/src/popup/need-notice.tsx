// What stands between this tab and the party's video: the reason in plain words, and the button that helps.

import type { Need } from '../messages/popup-background.ts';
import { Button } from '../ui/button.tsx';
import { hostPattern, siteOf } from '../ui/site-name.ts';
import { formatList, text } from '../ui/text.ts';
import { describeOtherPage } from './following-words.ts';
import type { PopupSession } from './popup-session.ts';

export interface NeedNoticeProps {
  readonly session: PopupSession;
  readonly need: Need;
  /** The party has a video in this tab all the same. */
  readonly hasVideo: boolean;
}

export function NeedNotice({ session, need, hasVideo }: NeedNoticeProps) {
  return <section class="notice need">{describeNeed(session, need, hasVideo)}</section>;
}

function describeNeed(session: PopupSession, need: Need, hasVideo: boolean) {
  switch (need.kind) {
    case 'frame-access': {
      const sites = formatList([...new Set(need.hosts.map(siteOf))]);
      return (
        <>
          <p>{text(hasVideo ? 'needAllowMoreWhy' : 'needAllowWhy', sites)}</p>
          <Button look={hasVideo ? 'plain' : 'primary'} onPress={() => session.askForHosts(need.hosts)}>
            {text('needAllow', sites)}
          </Button>
        </>
      );
    }
    case 'other-page': {
      const site = siteOf(need.url);
      return (
        <>
          <p class="clamp">{describeOtherPage(need)}</p>
          <p class="quiet-text">{text('needGoToAsks')}</p>
          <div class="stacked">
            <Button look="primary" onPress={() => session.goToMedia(need.url)}>
              {text('needGoTo', site)}
            </Button>
            {need.mayBring && (
              <Button onPress={() => session.send({ kind: 'bring-everyone' })}>
                {text('needBringEveryone')}
              </Button>
            )}
            {/* Chrome closes the popup over its question, so a refusal there could not go on by itself. */}
            <Button look="quiet" onPress={() => session.send({ kind: 'go-to-media' })}>
              {text('needGoWithout')}
            </Button>
          </div>
        </>
      );
    }
    case 'site-access': {
      const site = siteOf(need.host);
      return (
        <>
          <p>{text('needKeepAccessWhy', site)}</p>
          <Button onPress={() => session.askForHosts([hostPattern(need.host)])}>
            {text('needKeepAccess', site)}
          </Button>
        </>
      );
    }
    case 'video':
      return <p>{text('needVideo')}</p>;
  }
}
