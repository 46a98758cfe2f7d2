// Several members with a queue each, over one log that takes its time, and a film that all go along to.

import { computed, signal } from '@preact/signals';
import type { MediaKey, MemberId } from '@sameframe/shared/ids.ts';
import type { Lamport } from '@sameframe/shared/lamport.ts';
import { type ActId, type Media, PLAYBACK_CHANNEL } from '@sameframe/shared/playback.ts';
import type { SyncState } from '@sameframe/shared/presence.ts';
import { DEFAULT_RULES, type PartyRules, type Role } from '@sameframe/shared/protocol/rules.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { expect, vi } from 'vitest';
import { createRandom } from '../../../../../scripts/simulation/random.ts';
import {
  type FeatureEvent,
  type FeatureHost,
  type FeatureParty,
  mayWrite,
  type PendingAct,
} from '../../feature.ts';
import type { QueueAct } from '../channel.ts';
import { createQueue, type Queue } from '../queue.ts';

/** From one member to the log, and from the log to each, ms. */
export const LATENCY_MS = 120;

export interface Seat {
  readonly id: MemberId;
  readonly queue: Queue;
  readonly host: FeatureHost;
  readonly toasts: string[];
  readonly opened: string[];
  readonly attends: boolean[];
  /** What they have said. */
  readonly kinds: string[];
  begins: number;
  isOver: boolean;
  state: SyncState;
  /** How they stand once they have gone along. */
  stateThere: SyncState;
  /** The panel is gone, with the page. */
  leave(): void;
  /** The member is gone. */
  part(): void;
  /** Whatever a member that was tampered with may say. */
  say(act: unknown): void;
}

export function mediaAt(name: string): Media {
  const url = `https://films.example/${name}`;
  return { key: url as MediaKey, url, title: name };
}

/** `size` members, of these roles in their order; under fake timers. */
export function party(size: number, roles: readonly Role[] = [], rulesAtFirst: PartyRules = DEFAULT_RULES) {
  let rules = rulesAtFirst;
  const log: FeatureEvent[] = [];
  let media = mediaAt('first');
  let page: Media | null = media;
  let isPlaying = true;
  const seats: Seat[] = [];
  const tell: (() => void)[] = [];
  const hears: ((event: FeatureEvent) => void)[] = [];
  const gone = new Set<MemberId>();
  const ids = Array.from({ length: size }, (_, index) => `m${index}`.padEnd(22, '_') as MemberId);

  const seat = (id: MemberId, index: number): Seat => {
    const view = (): FeatureParty => ({
      self: id,
      connection: 'connected',
      members: ids.flatMap((each, at) =>
        gone.has(each)
          ? []
          : [
              {
                id: each,
                name: each,
                avatar: null,
                isSelf: each === id,
                role: roles[at] ?? 'viewer',
                report: {
                  state: seats[at]?.state ?? 'in-step',
                  driftMs: 0,
                  uncertaintyMs: 0,
                  bufferedAheadS: 9,
                },
              },
            ],
      ),
      unlisted: 0,
      names: {},
      avatars: {},
      role: roles[index] ?? 'viewer',
      rules,
      page: page === null ? null : { key: page.key, title: page.title },
      media,
      isPlaying,
    });
    const seen = signal(view());
    tell.push(() => {
      seen.value = view();
    });
    const pending = signal<readonly PendingAct[]>([]);
    const end = new AbortController();
    let count = 0;
    let lineFreeAt = Number.NEGATIVE_INFINITY;
    const host: FeatureHost = {
      signal: end.signal,
      party: seen,
      pending,
      isSeen: signal(false),
      onHistory: (hear) => queueMicrotask(() => hear(log, undefined, null)),
      onNews: (hear) => void hears.push((event) => end.signal.aborted || hear(event)),
      say(act) {
        own.kinds.push((act as QueueAct).kind);
        count += 1;
        const actId = `${id}-${count}`.slice(0, 32) as ActId;
        pending.value = [...pending.value, { id: actId, act, refusal: null }];
        lineFreeAt = Math.max(lineFreeAt + wordMs, Date.now() + Math.max(LATENCY_MS, wordMs));
        setTimeout(() => {
          const others = pending.value.filter((each) => each.id !== actId);
          if (!mayWrite({ role: view().role, rules: rulesThere }, 'queue')) {
            pending.value = [...others, { id: actId, act, refusal: 'not-allowed' }];
            return;
          }
          pending.value = others;
          const event = { lamport: (log.length + 1) as Lamport, at: 0 as RelayMs, by: id, id: actId, act };
          log.push(event);
          for (const hear of hears) setTimeout(() => hear(event), LATENCY_MS);
        }, lineFreeAt - Date.now());
      },
      settle(settled) {
        pending.value = pending.value.filter((each) => each.id !== settled);
      },
      note: () => undefined,
      jump: () => undefined,
      open(next) {
        own.opened.push(next.title);
        // The relay refuses it.
        if (!mayWrite(view(), PLAYBACK_CHANNEL)) return;
        setTimeout(() => changeMedia(next), 2 * LATENCY_MS);
      },
      begin() {
        own.begins += 1;
        setTimeout(() => {
          isPlaying = true;
          for (const each of tell) each();
        }, 2 * LATENCY_MS);
      },
      attend: (isNeeded) => void own.attends.push(isNeeded),
      onOffer: () => undefined,
      ask: async () => ({ kind: 'failed' }),
      avatarOf: () => null,
      emoji: { load: async () => null, recent: signal([]), noteUse: () => undefined },
      identify: (address) => (/^https:/.test(address) ? mediaAt(new URL(address).pathname.slice(1)) : null),
      isOver: () => own.isOver,
      readPositionS: () => 0,
      readLengthS: () => null,
      drawPicture: () => null,
      toast: (line) => void own.toasts.push(line),
      muted: signal(new Set()),
      mute: () => undefined,
      nameOf: (each) => each,
      self: computed(() => id),
      mediaKey: computed(() => seen.value.media?.key ?? null),
    };
    const own: Seat = {
      id,
      host,
      toasts: [],
      opened: [],
      attends: [],
      kinds: [],
      begins: 0,
      isOver: false,
      state: 'in-step',
      stateThere: 'in-step',
      leave: () => end.abort(),
      part() {
        end.abort();
        gone.add(id);
        for (const each of tell) each();
      },
      say: (act) => host.say(act, 'kept'),
      queue: createQueue(host, {
        now: () => Date.now(),
        random: () => draw(),
        readElement: (html) => html.replace(/<[^>]*>/g, ''),
        drawId: () => {
          drawn += drawStep;
          return `item-${drawn}`;
        },
      }),
    };
    return own;
  };
  let rulesThere = rules;
  let wordMs = 0;
  let draw = () => 0.5;
  let drawn = 0;
  let drawStep = 1;

  /** Everyone goes along, and has the film a moment later. */
  const changeMedia = (next: Media) => {
    media = next;
    isPlaying = false;
    // What the party watches is told before how anybody stands to it.
    for (const each of tell) each();
    for (const each of seats) Object.assign(each, { isOver: false, state: 'other-page' });
    setTimeout(() => {
      page = null;
      for (const each of tell) each();
    }, LATENCY_MS);
    setTimeout(() => {
      page = next;
      for (const each of seats) each.state = unplayable.has(next.title) ? 'no-video' : each.stateThere;
      for (const each of tell) each();
    }, 1_000);
  };
  const unplayable = new Set<string>();
  seats.push(...ids.map(seat));
  return {
    seats,
    unplayable,
    log,
    /** The relay goes by other rules, and tells. */
    setRules(next: PartyRules) {
      rulesThere = next;
      setTimeout(() => {
        rules = next;
        for (const each of tell) each();
      }, LATENCY_MS);
    },
    /** One member's words come one after the other, so long each. */
    slowLines(ms: number) {
      wordMs = ms;
    },
    /** Not the same number each time. */
    drawAtRandom() {
      draw = createRandom(7).next;
    },
    drawBackwards() {
      [drawn, drawStep] = [900, -1];
    },
    changeMedia,
    title: () => media.title,
    isPlaying: () => isPlaying,
    async runFor(ms: number) {
      await vi.advanceTimersByTimeAsync(ms);
    },
    pauseFilm() {
      isPlaying = false;
      for (const each of tell) each();
    },
    endFilm() {
      for (const each of seats) each.isOver = true;
    },
  };
}

/** What a sealed body with this act has, as base64url. */
export function sealedCharsOf(act: unknown): number {
  const body = JSON.stringify({ id: 'i'.repeat(32), act });
  const [nonceBytes, tagBytes] = [12, 16];
  return Math.ceil(((nonceBytes + Buffer.byteLength(body) + tagBytes) * 4) / 3);
}

export const first = (seats: readonly Seat[]) => seats[0] as Seat;
export const titles = ({ queue }: Seat) => queue.state.value.items.map(({ title }) => title);
export const link = (name: string) => `https://films.example/${name}`;

export async function partyWith(
  names: readonly string[],
  size = 3,
  roles: readonly Role[] = [],
  rules: PartyRules = DEFAULT_RULES,
) {
  const world = party(size, roles, rules);
  await world.runFor(1);
  const [adding = first(world.seats)] = world.seats.filter(({ queue }) => queue.mayChange.value);
  for (const name of names) expect(adding.queue.addLink(link(name))).toBeNull();
  await world.runFor(1_000);
  return world;
}
