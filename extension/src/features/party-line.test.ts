// @vitest-environment happy-dom
import { effect, signal } from '@preact/signals';
import type { FeatureNews } from '@sameframe/shared/feature-log.ts';
import type { MediaKey, MemberId } from '@sameframe/shared/ids.ts';
import type { Lamport } from '@sameframe/shared/lamport.ts';
import type { ActId } from '@sameframe/shared/playback.ts';
import { DEFAULT_RULES } from '@sameframe/shared/protocol/rules.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type {
  BackgroundToFeatures,
  FeatureParty,
  FeaturesToBackground,
} from '../messages/features-background.ts';
import { openPartyLine } from './party-line.ts';

const alice = 'alice' as MemberId;

function partyOf(more: Partial<FeatureParty> = {}): FeatureParty {
  return {
    self: alice,
    connection: 'connected',
    members: [],
    unlisted: 0,
    names: { [alice]: 'Alice' },
    avatars: {},
    role: 'viewer',
    rules: DEFAULT_RULES,
    page: null,
    media: { key: 'film' as MediaKey, url: 'https://films.example/1', title: 'Film' },
    isPlaying: true,
    ...more,
  };
}

function newsOf(said: { readonly id: ActId; readonly act: unknown }): FeatureNews {
  const [lamport, at] = [1 as Lamport, 1 as RelayMs];
  return { feature: 'chat', isKept: true, by: alice, lamport, at, ...said };
}

interface Line {
  hear: (message: BackgroundToFeatures) => void;
  close: () => void;
}

function setup() {
  const end = new AbortController();
  const sent: FeaturesToBackground[] = [];
  const lines: Line[] = [];
  const line = openPartyLine({
    connect() {
      const own: Line = { hear: () => undefined, close: () => undefined };
      lines.push(own);
      return {
        postMessage: (message) => void sent.push(message),
        disconnect: () => undefined,
        onMessage: { addListener: (hear) => Object.assign(own, { hear }) },
        onDisconnect: { addListener: (close) => Object.assign(own, { close }) },
      };
    },
    actPrefix: 'a',
    identify: () => null,
    readEmoji: () => undefined,
    signal: end.signal,
  });
  const place = {
    isSeen: signal(true),
    readPositionS: () => 0,
    readLengthS: () => null,
    drawPicture: () => null,
    isOver: () => false,
    toast: () => undefined,
  };
  const host = line.hostFor('chat', place);
  const hear = (message: BackgroundToFeatures) => lines.at(-1)?.hear(message);
  hear({ kind: 'party', party: partyOf() });
  return { line, host, sent, lines, hear };
}

/** What was said, as the background was told of it. */
const saidIn = (sent: readonly FeaturesToBackground[]) =>
  sent.flatMap((message) => (message.kind === 'say' ? [message.id] : []));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('[FE2] what is kept is repeated to a new background until it has come back in order; what is of the moment is not', async () => {
  const { host, sent, lines, hear } = setup();
  host.say({ text: 'one' }, 'kept');
  host.say({ text: 'now' }, 'of-the-moment');
  host.say({ text: 'two' }, 'kept');
  hear({ kind: 'news', news: newsOf({ id: 'a-1' as ActId, act: { text: 'one' } }) });
  expect(host.pending.value.map(({ id }) => id)).toEqual(['a-3']);
  sent.length = 0;
  lines.at(-1)?.close();
  await vi.advanceTimersByTimeAsync(0);
  expect(saidIn(sent)).toEqual(['a-3']);
});

test('[FE10] nothing is kept for a feature that is not known to keep anything: its log would have no room of its own', () => {
  const { line, host, sent } = setup();
  const other = line.hostFor('polls', host);
  expect(() => other.say({ vote: 1 }, 'kept')).toThrow('KEPT_FEATURES');
  other.say({ vote: 1 }, 'of-the-moment');
  expect(saidIn(sent)).toEqual(['a-1']);
});

test('[QU9] what is handed over is taken by its feature, and settled by what that says', () => {
  const { host, sent, hear } = setup();
  const offer = { id: 'one', videos: [] };
  hear({ kind: 'offer', feature: 'chat', offer });
  host.onOffer(({ id }) => ({ kind: 'taken', count: id.length }));
  hear({ kind: 'offer', feature: 'chat', offer });
  hear({ kind: 'offer', feature: 'gone', offer });
  const settled = sent.filter(({ kind }) => kind === 'settle-offer');
  expect(settled).toEqual([{ kind: 'settle-offer', id: 'one', outcome: { kind: 'taken', count: 3 } }]);
});

test('[FE2] [LB11] a background that dies over a question has not answered it', async () => {
  const { host, sent, lines, hear } = setup();
  const first = host.ask({ kind: 'list-playlists' });
  lines.at(-1)?.close();
  await vi.advanceTimersByTimeAsync(0);
  expect(await first).toEqual({ kind: 'failed' });
  const second = host.ask({ kind: 'list-playlists' });
  const { id } = sent.findLast(({ kind }) => kind === 'ask') as { id: number };
  hear({ kind: 'answer', id, answer: { kind: 'playlists', playlists: [] } });
  expect(await second).toEqual({ kind: 'playlists', playlists: [] });
});

test('[FE2] what a new background finds in the log is settled by its history', () => {
  const { host, hear } = setup();
  host.say({ text: 'one' }, 'kept');
  const events = [newsOf({ id: 'a-1' as ActId, act: { text: 'one' } })];
  hear({ kind: 'history', features: { chat: events }, notes: {}, unheardFrom: null });
  expect(host.pending.value).toEqual([]);
});

test('[FE5] what was refused waits for the person: it is said again, as the same act, or let be', () => {
  const { host, sent, hear } = setup();
  host.say({ text: 'one' }, 'kept');
  hear({ kind: 'refused', id: 'a-1' as ActId, reason: 'not-allowed' });
  expect(host.pending.value).toEqual([{ id: 'a-1', act: { text: 'one' }, refusal: 'not-allowed' }]);
  host.settle('a-1' as ActId, 'again');
  expect(host.pending.value[0]?.refusal).toBeNull();
  expect(saidIn(sent)).toEqual(['a-1', 'a-1']);
  host.settle('a-1' as ActId, 'never');
  expect(host.pending.value).toEqual([]);
});

test('[FE7] what hardly ever changes is drawn anew only when it has, however often the party is told', () => {
  const { host, hear } = setup();
  const drawn: string[] = [];
  const stop = effect(
    () => void drawn.push(`${host.nameOf(alice)} ${host.self.value} ${host.mediaKey.value}`),
  );
  for (let count = 0; count < 10; count += 1) hear({ kind: 'party', party: partyOf() });
  expect(drawn).toEqual(['Alice alice film']);
  hear({ kind: 'party', party: partyOf({ names: { [alice]: 'Ada' } }) });
  expect(drawn).toEqual(['Alice alice film', 'Ada alice film']);
  stop();
});

test('[CH8] who is muted is so for all features, and noted in this browser', () => {
  const { host, sent, hear } = setup();
  const bob = 'B'.repeat(22) as MemberId;
  const carol = 'C'.repeat(22) as MemberId;
  hear({ kind: 'history', features: {}, notes: { muted: [bob] }, unheardFrom: null });
  expect([...host.muted.value]).toEqual([bob]);
  host.mute(carol, true);
  host.mute(bob, false);
  expect([...host.muted.value]).toEqual([carol]);
  expect(sent.at(-1)).toEqual({ kind: 'note', feature: 'muted', note: [carol] });
  hear({ kind: 'history', features: {}, notes: { muted: 'everyone' }, unheardFrom: null });
  expect([...host.muted.value]).toEqual([carol]);
});

test('[SI1] where the person puts the panel is kept, and what was kept is not sent back', () => {
  const { line, sent, hear } = setup();
  line.place.value = { x: 1, y: 1 };
  hear({ kind: 'place', place: { x: 0, y: 1 } });
  expect(sent).toEqual([]);
  line.place.value = { x: 0.5, y: 1 };
  expect(sent).toEqual([{ kind: 'place', place: { x: 0.5, y: 1 } }]);
});
