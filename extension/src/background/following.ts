// Keeps a party's tab and the party on one page, as far as its person wants that: follows the party to its next video,
// asks to, or stays; and tells the page when its person's going on is the party's. What it comes to is whereabouts.ts's.
import type { MediaKey } from '@sameframe/shared/ids.ts';
import { mediaKeyOf } from '@sameframe/shared/media-key.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import type { BackgroundToContent, Moment, Page } from '../messages/content-background.ts';
import type { BrowserApi } from '../platform/browser-api.ts';
import type { Clock } from '../platform/clock.ts';
import type { Settings } from './settings.ts';
import { isToFollow, NOWHERE, noteMoment, notePage, noteParty, type Whereabouts } from './whereabouts.ts';

export type ApartNews = Extract<BackgroundToContent, { kind: 'apart' }>;

/** What there is to know of the party and its tab at any moment. */
export interface FollowingFacts {
  readonly media: { readonly key: MediaKey; readonly url: string } | null;
  /** Its last act was this person's. */
  readonly hasActedLast: boolean;
  readonly page: Page | null;
  /** There is a video on it. */
  readonly hasFilm: boolean;
  readonly mayControl: boolean;
  readonly isSteppedOut: boolean;
  /** What the page shows is an advert. */
  readonly isInAd: boolean;
  /** The place among the members, from 0. */
  readonly rank: number;
  /** How far ahead a start has to be scheduled so that it reaches everyone in time. */
  readonly leadMs: number;
}

export interface FollowingPorts {
  readonly browser: BrowserApi;
  readonly clock: Clock;
  readSettings(): Pick<Settings, 'follow' | 'bringsAlong'>;
  facts(): FollowingFacts;
  /** Takes the tab to the party's page. */
  go(): void;
  tell(news: ApartNews): void;
  readonly reportBug: (error: unknown) => void;
}

export interface Following {
  readonly news: ApartNews;
  noteMoment(what: Moment): void;
  /** To be called whenever something of the facts may have changed, and now and then. */
  look(): void;
}

/** Of several whose films went on by themselves, one speaks for all: the others wait for their turn, ms. */
const TURN_MS = 1_500;
const LAST_TURN = 4;
/** A next video that is not there by then is no next video, ms; what it begins with an advert for does not count. */
const BRING_WITHIN_MS = 30_000;

export function createFollowing(ports: FollowingPorts): Following {
  const { clock } = ports;
  let here = NOWHERE;
  let needsClick = false;
  let inAdAt: LocalMs | null = null;
  let told = '';

  const newsOf = (): ApartNews => {
    const { hasFilm, mayControl, isSteppedOut, isInAd, rank, leadMs } = ports.facts();
    if (isInAd) inAdAt = clock.now();
    const { follow, bringsAlong } = ports.readSettings();
    const isBringing = bringsAlong && mayControl && !isSteppedOut && isTurn(here, inAdAt, rank, clock.now());
    return {
      kind: 'apart',
      apart:
        here.apart === null
          ? null
          : {
              how: here.apart,
              // A page without a film is nothing to bring anybody to.
              mayBring: mayControl && hasFilm,
              needsClick,
              isStaying: follow === 'never',
            },
      // By hand it begins as its person has it; what begins by itself begins for all together.
      bring: isBringing ? { leadMs: here.wentOnBy === 'end' ? leadMs : null } : null,
    };
  };

  const tell = (): void => {
    const news = newsOf();
    // The lead changes with every measurement: that alone is no news.
    const text = JSON.stringify({ ...news, bring: news.bring === null ? null : here.wentOnBy });
    if (text === told) return;
    told = text;
    ports.tell(news);
  };

  /** After going there: whether the browser lets us in by itself, or wants a click on our icon first. */
  const learnAccess = async (url: string, from: string): Promise<boolean> => {
    const { protocol, hostname, origin } = new URL(url);
    // Chromium's click on our icon holds within a site, Firefox's for one document (platform facts, 3).
    const isKept =
      ports.browser.runtime.getURL('').startsWith('chrome-extension:') && new URL(from).origin === origin;
    return isKept || ports.browser.permissions.contains({ origins: [`${protocol}//${hostname}/*`] });
  };

  const learnAndFollow = async (isToGo: boolean): Promise<void> => {
    const { media, page } = ports.facts();
    if (media === null || here.apart === null) return;
    const { leftAt } = here;
    const isLetIn = await learnAccess(media.url, page?.url ?? media.url);
    if (ports.facts().media?.key !== media.key) return;
    needsClick = !isLetIn;
    const isFollowing = isToGo && isLetIn && ports.readSettings().follow === 'always';
    // Who has left meanwhile did so by themselves.
    const isStillThere = here.apart === 'party-went-on' && here.leftAt === leftAt;
    if (isFollowing && isStillThere && !ports.facts().isSteppedOut) ports.go();
    else tell();
  };

  return {
    get news() {
      return newsOf();
    },
    noteMoment(what) {
      here = noteMoment(here, what, clock.now());
    },
    look() {
      const { media, page, hasActedLast } = ports.facts();
      const before = here;
      const now = clock.now();
      here = notePage(here, page === null ? null : mediaKeyOf(page.url), now);
      here = noteParty(here, media?.key ?? null, { isOwn: hasActedLast }, now);
      const isNews = before.apart !== here.apart || before.party !== here.party;
      if (isNews && here.apart !== null) {
        learnAndFollow(isToFollow(before, here)).catch(ports.reportBug);
      } else tell();
    },
  };
}

function isTurn(
  { apart, wentOnBy, apartSince }: Whereabouts,
  inAdAt: LocalMs | null,
  rank: number,
  now: LocalMs,
): boolean {
  if (apart !== 'went-on') return false;
  const waitMs = wentOnBy === 'end' ? Math.min(rank, LAST_TURN) * TURN_MS : 0;
  return now - apartSince >= waitMs && now - Math.max(apartSince, inAdAt ?? 0) < BRING_WITHIN_MS;
}
