// The queue of one party as its panel shows it, and what it does by itself while one is in the party. Decides nothing about
// how it looks.
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { MAX_ADDRESS_CHARS } from '@sameframe/shared/web-address.ts';
import { text } from '../../ui/text.ts';
import type { FeatureHost, OfferedVideo } from '../feature.ts';
import {
  EMPTY_QUEUE,
  foldQueue,
  type ItemId,
  MAX_ITEMS,
  parseQueueAct,
  type QueueAct,
  type QueueItem,
  type QueueSettings,
  type QueueState,
} from './channel.ts';
import { type Draft, namesOf, picturesOf } from './drafts.ts';
import { ACT_BYTES, composeKeep, splitIntoActs } from './keep.ts';
import { pickNext } from './pick.ts';
import { movesTo, placeBetween } from './places.ts';
import { keyOf } from './playing.ts';
import * as rights from './rights.ts';
import { createTitles } from './titles.ts';
import { decide, NEW_MEMORY, type QueueDeed, type QueueFacts, remember } from './turns.ts';

/** How often it is looked whether there is something to do, ms. */
const LOOK_MS = 500;
/** What was decided is not decided again before it can have come back, ms. */
const DEED_MS = 5_000;

export type AddProblem = 'no-address' | 'full';

export interface Queue {
  readonly state: ReadonlySignal<QueueState>;
  /** What has come that the person has not seen. */
  readonly unseen: ReadonlySignal<number>;
  /** Changing the queue, as far as one's role goes. */
  readonly mayChange: ReadonlySignal<boolean>;
  /** Taking everyone to the next one. */
  readonly mayOpen: ReadonlySignal<boolean>;
  /** Whose votes count. */
  readonly voters: ReadonlySignal<rights.Voters>;
  /** How many want what plays to be over, and how many it takes. */
  readonly skipVotes: ReadonlySignal<{ readonly votes: number; readonly needed: number }>;
  /** Adds what is at an address; answers why not. */
  addLink(address: string): AddProblem | null;
  /** Adds these at the end, as far as there is room; answers how many. */
  addVideos(videos: readonly OfferedVideo[]): number;
  /** Adds what the party watches now. */
  addCurrent(): AddProblem | null;
  remove(of: ItemId): void;
  /** To stand at `index` among all; answers the place that it is to have. */
  moveTo(of: ItemId, index: number): string | null;
  vote(of: ItemId, isFor: boolean): void;
  set(change: Partial<QueueSettings>): void;
  openNow(item: QueueItem): void;
  openNext(): void;
  voteToSkip(): void;
}

export interface QueuePorts {
  now(): number;
  random(): number;
  drawId(): string;
  /** Text of the one element that names a page, as its HTML. */
  readElement(html: string): string;
}

export function createQueue(host: FeatureHost, ports: QueuePorts): Queue {
  const state = signal(EMPTY_QUEUE);
  const unseen = signal(0);
  let memory = NEW_MEMORY;
  let decidedAt = Number.NEGATIVE_INFINITY;
  let hasHistory = false;
  let lastAdded: string | null = null;
  const mayChange = computed(() => rights.mayChange(host.party.value));
  const mayOpen = computed(() => rights.mayOpen(host.party.value));
  // The party is told anew every second or two; rows, five hundred of them, are drawn anew when this has changed.
  const toldVoters = computed(() => JSON.stringify(rights.votersOf(host.party.value)));
  const voters = computed<rights.Voters>(() => JSON.parse(toldVoters.value));
  const skipVotes = computed(() => ({
    votes: rights.countVotes(state.value.skips, voters.value),
    needed: rights.votesNeeded(voters.value),
  }));
  const say = (act: QueueAct) => host.say(act, 'kept');

  host.onHistory((events) => {
    state.value = events.reduce(foldQueue, EMPTY_QUEUE);
    hasHistory = true;
    tendAttendance();
  });
  host.onNews((event) => {
    const act = parseQueueAct(event.act);
    const { items } = state.peek();
    state.value = foldQueue(state.peek(), event);
    const isOwn = event.by === host.self.peek();
    if (act?.kind === 'add' && !isOwn && !host.isSeen.peek())
      unseen.value += Math.max(0, state.value.items.length - items.length);
    const { now } = state.value;
    if (act?.kind === 'open' && now?.turn === act.turn && now.openedBy === event.by) {
      host.toast(text('queueComing', now.item.title), 'talk');
      // Of two who opened one at a time only this one was first.
      if (isOwn && now.item.id === act.of) go(now.item);
    }
    tendAttendance();
  });
  host.onOffer(({ id, videos }) => {
    if (!mayChange.peek()) return { kind: 'refused', why: 'not-allowed' };
    const drafts = draftsOf(videos);
    if (drafts.length === 0) return { kind: 'refused', why: 'no-address' };
    // Made again, it adds nothing: an item is there once.
    const count = addFitting(drafts, (index) => `${id}-${index}`);
    return count > 0 ? { kind: 'taken', count } : { kind: 'refused', why: 'full' };
  });
  host.isSeen.subscribe((isSeen) => {
    if (isSeen) unseen.value = 0;
  });
  // The queue has gone on without it: what somebody wants again they do again.
  const stopSettling = effect(() => {
    for (const { id, refusal } of host.pending.value.filter((act) => act.refusal !== null)) {
      host.toast(text(refusal === 'not-allowed' ? 'queueNotAllowed' : 'overlayActRefused'), 'outcome');
      host.settle(id, 'never');
    }
  });

  let isAttending: boolean | null = null;
  const tendAttendance = () => {
    const { items, now } = state.peek();
    const isNeeded = items.length > 0 || (now !== null && !now.hasBegun);
    if (isNeeded === isAttending) return;
    isAttending = isNeeded;
    host.attend(isNeeded);
  };

  const go = (item: QueueItem) => {
    const { url, title, lengthS } = item;
    host.open({ key: keyOf(item), url, title, ...(lengthS !== null && { durationS: lengthS }) });
  };

  const facts = (): QueueFacts => {
    const party = host.party.peek();
    const { self, members, media, page, isPlaying, rules } = party;
    const others = rights.unlistedRole(party);
    return {
      queue: state.peek(),
      self,
      members: members.map(({ id, report, role }) => ({
        id,
        state: report?.state ?? null,
        mayChange: rights.mayChange({ role, rules }),
        mayOpen: rights.mayOpen({ role, rules }),
      })),
      mayUnlistedOpen: others !== null && rights.mayOpen({ role: others, rules }),
      voters: voters.peek(),
      media: media?.key ?? null,
      page: page?.key ?? null,
      isPlaying,
      isOver: host.isOver(),
      isSaying: host.pending.peek().length > 0,
    };
  };

  const carryOut = (deed: QueueDeed) => {
    const { now } = state.peek();
    switch (deed.kind) {
      case 'open-next':
        if (deed.why === 'unopenable' && now) host.toast(text('queueUnopenable', now.item.title), 'outcome');
        return openNext(false);
      case 'go-again':
        return now === null ? undefined : go(now.item);
      case 'begin':
        if (now === null) return;
        say({ kind: 'begin', turn: now.turn });
        return host.begin();
      case 'keep':
        for (const act of composeKeep(state.peek(), ACT_BYTES)) say(act);
    }
  };

  const titles = createTitles(host, { state: () => state.peek(), say, readElement: ports.readElement });

  const look = () => {
    if (!hasHistory || host.party.peek().connection !== 'connected') return;
    const now = ports.now();
    if (mayChange.peek()) titles.look(now);
    const seen = facts();
    memory = remember(memory, seen, now);
    if (now - decidedAt < DEED_MS) return;
    const deed = decide(seen, memory, now);
    if (deed === null) return;
    decidedAt = now;
    carryOut(deed);
  };
  // Timers of a hidden page rest; what the background tells of the party does not.
  const stopHearing = host.party.subscribe(look);
  const timer = setInterval(look, LOOK_MS);
  host.signal.addEventListener('abort', () => {
    stopSettling();
    stopHearing();
    clearInterval(timer);
  });

  /** In a loop it goes to the end, which is `after`. */
  const openItem = ({ id }: QueueItem, after: string | null = lastPlace()) => {
    const { now, settings } = state.peek();
    const again = settings.isLooping ? placeBetween(after, null, ports.random) : null;
    say({ kind: 'open', of: id, turn: (now?.turn ?? 0) + 1, again });
  };
  const lastPlace = () => state.peek().items.at(-1)?.place ?? null;
  /** What plays already is played again only if somebody wants it so, and there is nothing else. */
  const openNext = (isWanted: boolean) => {
    const { queuedBefore } = memory;
    const { next, played } = pickNext({ ...facts(), queuedBefore }, ports.random());
    const [again = null] = played;
    if (next === null && isWanted) return again === null ? undefined : openItem(again);
    let after = lastPlace();
    for (const { id: of } of played) {
      if (state.peek().settings.isLooping) {
        after = placeBetween(after, null, ports.random);
        say({ kind: 'move', of, place: after });
      } else say({ kind: 'remove', of });
    }
    if (next !== null) openItem(next, after);
  };

  const add = (
    drafts: readonly Draft[],
    nameItem: (index: number) => string = ports.drawId,
  ): AddProblem | null => {
    const { items } = state.peek();
    if (items.length + drafts.length > MAX_ITEMS) return 'full';
    const last = items.at(-1)?.place ?? null;
    // What was added a moment ago is not in the list yet, and comes before this.
    let after = lastAdded !== null && (last === null || lastAdded > last) ? lastAdded : last;
    const all = drafts.map((draft, index) => {
      after = placeBetween(after, null, ports.random);
      return { ...draft, id: nameItem(index) as ItemId, place: after };
    });
    lastAdded = after;
    for (const items of splitIntoActs(all, ACT_BYTES)) say({ kind: 'add', items: [...items] });
    // Of a whole list nobody's browser looks after each.
    const [only, more] = all;
    if (only !== undefined && more === undefined) titles.learn(only);
    return null;
  };
  const addFitting = (drafts: readonly Draft[], nameItem?: (index: number) => string): number => {
    const fitting = drafts.slice(0, MAX_ITEMS - state.peek().items.length);
    add(fitting, nameItem);
    return fitting.length;
  };

  const identify = (address: string): string | null => {
    const found = host.identify(address.trim());
    return found === null || found.url.length > MAX_ADDRESS_CHARS ? null : found.url;
  };

  const draftsOf = (videos: readonly OfferedVideo[]): readonly Draft[] =>
    videos.flatMap(({ address, title, lengthS, picture }) => {
      const url = identify(address);
      return url === null ? [] : [{ url, ...namesOf(title, url), lengthS, ...picturesOf(picture) }];
    });

  return {
    state,
    unseen,
    mayChange,
    mayOpen,
    voters,
    skipVotes,
    addLink(address) {
      const url = identify(address);
      return url === null ? 'no-address' : add([{ url, ...namesOf('', url), lengthS: null }]);
    },
    addVideos: (videos) => addFitting(draftsOf(videos)),
    addCurrent() {
      const { media } = host.party.peek();
      if (media === null) return 'no-address';
      const { url, durationS } = media;
      return add([
        { url, ...namesOf(media.title, url), lengthS: durationS ?? null, ...picturesOf(host.drawPicture()) },
      ]);
    },
    remove: (of) => say({ kind: 'remove', of }),
    moveTo(of, index) {
      const moves = movesTo(state.peek().items, of, index, ports.random);
      for (const move of moves) say({ kind: 'move', ...move });
      return moves.at(-1)?.place ?? null;
    },
    vote: (of, isFor) => say({ kind: 'vote', of, isFor }),
    set: (change) => say({ kind: 'set', settings: change }),
    openNow: (item) => openItem(item),
    openNext: () => openNext(true),
    voteToSkip() {
      const { now } = state.peek();
      if (now !== null) say({ kind: 'skip', turn: now.turn });
    },
  };
}
