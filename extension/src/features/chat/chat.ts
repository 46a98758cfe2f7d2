// The chat of one party as its panel shows it: what was said, what is new, who types, who is not to be heard. Decides
// nothing about how it looks.
import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { MemberId } from '@sameframe/shared/ids.ts';
import { type ActId, PLAYBACK_CHANNEL } from '@sameframe/shared/playback.ts';
import * as v from 'valibot';
import { type FeatureEvent, type FeatureHost, mayWrite } from '../feature.ts';
import {
  type ChatAct,
  type ChatLog,
  EMPTY_CHAT,
  type FilmMoment,
  foldChat,
  parseChatAct,
} from './channel.ts';
import { createHerald } from './herald.ts';

/** Somebody who types says so as often, ms; who has said nothing for longer than twice that has stopped. */
const TYPING_PERIOD_MS = 3_000;
const TYPING_TTL_MS = 2 * TYPING_PERIOD_MS;
/** What is being written is kept as often, ms: whoever writes on without a pause has it on the next page, too. */
const DRAFT_PERIOD_MS = 300;

/** Of the page before; of the former party's there is only what was being written. */
const noteSchema = v.object({
  seenUpTo: v.optional(v.number()),
  draft: v.optional(v.string()),
});

interface Note {
  /** Lamport of the newest message that was seen. */
  readonly seenUpTo: number;
  /** Left out: nothing is being written. */
  readonly draft?: string | undefined;
}

export interface Chat {
  readonly log: ReadonlySignal<ChatLog>;
  readonly unseen: ReadonlySignal<number>;
  /** What is being written and not sent yet; there again on the next page. */
  readonly draft: Signal<string>;
  readonly typing: ReadonlySignal<readonly MemberId[]>;
  /** What a screen reader is to say of what has come while the panel is open. */
  readonly announcement: ReadonlySignal<string>;
  /** May write here, as far as one's role goes. */
  readonly mayWrite: ReadonlySignal<boolean>;
  /** May bring everyone to another moment. */
  readonly mayJump: ReadonlySignal<boolean>;
  say(text: string): void;
  edit(of: ActId, text: string): void;
  remove(of: ActId): void;
  noteTyping(): void;
}

export function createChat(host: FeatureHost, readClock: () => number = () => performance.now()): Chat {
  const log = signal<ChatLog>(EMPTY_CHAT);
  const note = signal<Note>({ seenUpTo: 0 });
  const draft = signal('');
  const hasHistory = signal(false);
  let draftTimer: ReturnType<typeof setTimeout> | undefined;
  const typing = signal<readonly MemberId[]>([]);
  const stopsTyping = new Map<MemberId, ReturnType<typeof setTimeout>>();
  let saidTypingAt = Number.NEGATIVE_INFINITY;
  host.signal.addEventListener('abort', () => {
    for (const timer of [draftTimer, ...stopsTyping.values()]) clearTimeout(timer);
  });

  const isOthers = (by: MemberId) => by !== host.self.value && !host.muted.value.has(by);
  const unseen = computed(() => {
    const { seenUpTo } = note.value;
    let count = 0;
    for (let index = log.value.length - 1; index >= 0; index -= 1) {
      const chunk = log.value[index] ?? [];
      for (const { by, lamport, state } of chunk) {
        if (lamport > seenUpTo && state !== 'deleted' && isOthers(by)) count += 1;
      }
      if ((chunk[0]?.lamport ?? 0) <= seenUpTo) break;
    }
    return count;
  });
  const herald = createHerald({
    nameOf: host.nameOf,
    isSeen: host.isSeen,
    toast: host.toast,
    signal: host.signal,
  });

  const keep = (next: Note) => {
    note.value = next;
    const { draft: written } = next;
    host.note(next, written === undefined ? undefined : { draft: written });
  };
  const noteSeen = (seenUpTo: number) => keep({ ...note.peek(), seenUpTo });
  const newest = () => log.value.at(-1)?.at(-1)?.lamport ?? 0;
  host.isSeen.subscribe((isSeen) => {
    if (isSeen && newest() > note.peek().seenUpTo) noteSeen(newest());
  });

  const noteDraft = () => {
    clearTimeout(draftTimer);
    draftTimer = undefined;
    const text = draft.value;
    if (hasHistory.value && text !== (note.value.draft ?? ''))
      keep({ ...note.value, draft: text || undefined });
  };
  draft.subscribe((text) => {
    // What was sent is not to be found again, however soon the page goes.
    if (text === '') noteDraft();
    else draftTimer ??= setTimeout(noteDraft, DRAFT_PERIOD_MS);
  });

  const setTyping = (member: MemberId, isTyping: boolean) => {
    clearTimeout(stopsTyping.get(member));
    stopsTyping.delete(member);
    const others = typing.value.filter((each) => each !== member);
    typing.value = isTyping ? [...others, member] : others;
    if (isTyping)
      stopsTyping.set(
        member,
        setTimeout(() => setTyping(member, false), TYPING_TTL_MS),
      );
  };

  const isUnread = computed(() => unseen.value > 0);
  const takeNote = (noted: unknown, unheardFrom: number | null) => {
    const { seenUpTo, draft: written } = v.parse(v.fallback(noteSchema, {}), noted);
    if (seenUpTo !== undefined) note.value = { seenUpTo, draft: written };
    // What was said before one came is not news; nor is what stands there while one looks.
    else if (!hasHistory.value) keep({ seenUpTo: (unheardFrom ?? newest() + 1) - 1, draft: written });
    if (!hasHistory.value) draft.value ||= note.value.draft ?? '';
    hasHistory.value = true;
  };
  host.onHistory((events, noted, unheardFrom) => {
    log.value = events.reduce(foldChat, EMPTY_CHAT);
    takeNote(noted, unheardFrom);
    if (host.isSeen.value && newest() > note.value.seenUpTo) noteSeen(newest());
    for (const event of unheardFrom === null ? [] : events) {
      const act = parseChatAct(event.act);
      const isNew = event.lamport >= (unheardFrom ?? 0) && act?.kind === 'say' && isOthers(event.by);
      if (isNew) herald.tell(event.by, act.text);
    }
  });
  host.onNews((event) => hear(event, parseChatAct(event.act)));
  // What is unread is to be counted on the next page, too, whoever writes there.
  host.signal.addEventListener(
    'abort',
    effect(() => {
      if (hasHistory.value) host.attend(isUnread.value);
    }),
  );

  const hear = (event: FeatureEvent, act: ChatAct | null) => {
    if (act?.kind === 'typing') {
      if (isOthers(event.by)) setTyping(event.by, true);
      return;
    }
    log.value = foldChat(log.value, event);
    if (act?.kind !== 'say') return;
    if (typing.value.includes(event.by)) setTyping(event.by, false);
    if (isOthers(event.by)) herald.tell(event.by, act.text);
    if (host.isSeen.value) noteSeen(event.lamport);
  };

  const say = (act: ChatAct) => host.say(act, act.kind === 'typing' ? 'of-the-moment' : 'kept');
  return {
    log,
    unseen,
    draft,
    typing,
    announcement: herald.announcement,
    mayWrite: computed(() => mayWrite(host.party.value, 'chat')),
    mayJump: computed(() => mayWrite(host.party.value, PLAYBACK_CHANNEL)),
    say(text) {
      saidTypingAt = Number.NEGATIVE_INFINITY;
      say({ kind: 'say', text, moment: momentNow(host) });
    },
    edit: (of, text) => say({ kind: 'edit', of, text }),
    remove: (of) => say({ kind: 'delete', of }),
    noteTyping() {
      const now = readClock();
      if (now - saidTypingAt < TYPING_PERIOD_MS || host.party.value.members.length < 2) return;
      saidTypingAt = now;
      say({ kind: 'typing' });
    },
  };
}

function momentNow(host: FeatureHost): FilmMoment | null {
  const positionS = host.readPositionS();
  if (positionS === null || !Number.isFinite(positionS)) return null;
  return { media: host.mediaKey.value, positionS: Math.max(0, positionS) };
}
