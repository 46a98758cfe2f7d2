import { describe, expect, it } from 'vitest';
import type { SiteNotice } from '../messages/content-background.ts';
import { createSiteNotices, siteNoticeOf } from './site-notices.ts';

const DISNEY = { name: 'Disney+', isExperimental: true } as const;
const NETFLIX = { name: 'Netflix' };

describe('how far Sameframe works on a site', () => {
  it('[SA2] an experimental site is said to be so, whether its film is driven yet or not', () => {
    const notice = { site: 'Disney+', kind: 'experimental' };
    expect(siteNoticeOf(DISNEY, null)).toEqual(notice);
    expect(siteNoticeOf(DISNEY, 'working')).toEqual(notice);
  });

  it('[SA2] a site that works, and one that nobody has prepared, need no word', () => {
    expect(siteNoticeOf(NETFLIX, 'working')).toBeNull();
    expect(siteNoticeOf(NETFLIX, 'starting')).toBeNull();
    expect(siteNoticeOf({ name: null }, 'working')).toBeNull();
  });

  it('[SA3] a player that is not as we know it is what counts', () => {
    expect(siteNoticeOf(NETFLIX, 'lost')).toEqual({ site: 'Netflix', kind: 'lost' });
    expect(siteNoticeOf(DISNEY, 'lost')).toEqual({ site: 'Disney+', kind: 'lost' });
  });

  it('[SA2] [SA3] each is told once, however often it is so again', () => {
    const told: SiteNotice[] = [];
    const tell = createSiteNotices((notice) => told.push(notice));
    for (const condition of ['working', 'lost', 'working', 'lost'] as const) {
      tell(siteNoticeOf(DISNEY, condition));
    }
    expect(told.map(({ kind }) => kind)).toEqual(['experimental', 'lost']);
  });
});
