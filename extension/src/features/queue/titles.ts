// How what was queued by its address alone gets its title and its length: from afar where the person's browser may look, and
// from the page itself once somebody is there. Each member tells what they see; the first counts (channel.ts).
import type { MediaKey } from '@sameframe/shared/ids.ts';
import type { SyncState } from '@sameframe/shared/presence.ts';
import type { FeatureHost } from '../feature.ts';
import { cleanTitle, type DraftItem, type QueueAct, type QueueState } from './channel.ts';
import { keyOf } from './playing.ts';

/** Pages change their titles while they load, ms. */
const SETTLED_MS = 2_000;
/** Between one member and the next one, ms: longer than a word needs to everyone. */
const RANK_MS = 2_000;
const LAST_RANK = 4;
/** What was said is not said again before it can have come back, ms. */
const SAID_MS = 5_000;
/** The film is there, and it is the film. */
const THERE: ReadonlySet<SyncState> = new Set(['in-step', 'catching-up', 'waiting']);

export interface Titles {
  /** To be called now and then; `now` in ms. */
  look(now: number): void;
  /** Asks how what was just added is called and what it looks like, as far as that is not known. */
  learn(item: DraftItem): void;
}

export function createTitles(
  host: Pick<FeatureHost, 'party' | 'ask' | 'readLengthS'>,
  ports: {
    state(): QueueState;
    say(act: QueueAct): void;
    /** Text of the one element that names a page, as its HTML. */
    readElement(html: string): string;
  },
): Titles {
  let seenSince: number | null = null;
  let saidAt = Number.NEGATIVE_INFINITY;

  const shown = (): Shown | null => {
    const { page, self, members } = host.party.peek();
    const state = members.find(({ id }) => id === self)?.report?.state;
    if (page === null || state === undefined || !THERE.has(state)) return null;
    return { key: page.key, title: cleanTitle(page.title), lengthS: host.readLengthS() };
  };

  const learn = async ({ id: of, url, isUnseen, picture }: DraftItem): Promise<void> => {
    if (isUnseen !== true && picture !== undefined) return;
    const page = await host.ask({ kind: 'read-title', address: url });
    if (page.kind !== 'title') return;
    const title = cleanTitle(ports.readElement(page.html).replace(/\s+/g, ' '));
    if (isUnseen === true && title !== '')
      ports.say({ kind: 'describe', of, title, lengthS: null, isSeen: false });
    if (picture !== undefined || page.picture === null) return;
    const shown = await host.ask({ kind: 'read-picture', address: page.picture });
    if (shown.kind === 'picture') ports.say({ kind: 'picture', of, picture: shown.picture });
  };

  return {
    look(now) {
      const seen = shown();
      const acts = seen === null ? [] : describeShown(ports.state(), seen);
      seenSince = acts.length === 0 ? null : (seenSince ?? now);
      const { members, self } = host.party.peek();
      const rank = members.findIndex(({ id }) => id === self);
      const waitMs = SETTLED_MS + Math.min(rank, LAST_RANK) * RANK_MS;
      if (seenSince === null || rank < 0 || now - seenSince < waitMs || now - saidAt < SAID_MS) return;
      saidAt = now;
      for (const act of acts) ports.say(act);
    },
    learn: (item) => void learn(item),
  };
}

interface Shown {
  readonly key: MediaKey;
  readonly title: string;
  readonly lengthS: number | null;
}

/** What of the queue the page in front has not told yet. */
function describeShown({ items, now }: QueueState, { key, title, lengthS }: Shown): readonly QueueAct[] {
  const all = [...(now === null ? [] : [now.item]), ...items].filter((item) => keyOf(item) === key);
  const open = all.filter(({ isUnseen, lengthS: known }) => {
    return (isUnseen === true && title !== '') || (known === null && lengthS !== null);
  });
  const ids = [...new Set(open.map(({ id }) => id))];
  return ids.map((of) => ({
    kind: 'describe',
    of,
    title: title === '' ? (open[0]?.title ?? '') : title,
    lengthS,
    isSeen: title !== '',
  }));
}

/** As a browser reads it, with its entities; nothing of it is shown, loaded or run. */
export function readTitleElement(html: string): string {
  try {
    const read = new DOMParser().parseFromString(html, 'text/html');
    return read.querySelector('meta')?.content ?? read.title;
  } catch {
    // A page that lets no script read HTML.
    return '';
  }
}
