// PURE. What can be said in the chat, and what it comes to: the same for everyone who has folded the same acts.
import type { FeatureEvent } from '@sameframe/shared/feature-log.ts';
import { type MediaKey, type MemberId, mediaKeySchema } from '@sameframe/shared/ids.ts';
import { type ActId, actIdSchema } from '@sameframe/shared/playback.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import * as v from 'valibot';
import { cleanText } from '../../ui/clean-text.ts';

/** In code points: in the widest of scripts a message still fits a sealed body. */
export const MAX_TEXT_CHARS = 1_000;
/** So many messages are shown; the log itself keeps fewer for those who come later. */
export const MAX_MESSAGES = 5_000;
/** Messages are held in pieces, so that one more changes one piece. */
export const CHUNK_SIZE = 100;

const textSchema = v.pipe(
  v.string(),
  v.maxLength(8 * MAX_TEXT_CHARS),
  v.transform((text) => cleanText(text, MAX_TEXT_CHARS)),
  v.minLength(1),
);

/** Where in what film somebody was when they said it. */
const momentSchema = v.object({
  media: v.nullable(mediaKeySchema),
  positionS: v.pipe(v.number(), v.finite(), v.minValue(0)),
});
export type FilmMoment = v.InferOutput<typeof momentSchema>;

export const chatActSchema = v.variant('kind', [
  v.object({ kind: v.literal('say'), text: textSchema, moment: v.nullable(momentSchema) }),
  /** Of one's own alone. */
  v.object({ kind: v.literal('edit'), of: actIdSchema, text: textSchema }),
  v.object({ kind: v.literal('delete'), of: actIdSchema }),
  /** Of the moment. */
  v.object({ kind: v.literal('typing') }),
]);
export type ChatAct = v.InferOutput<typeof chatActSchema>;

export interface ChatMessage {
  readonly id: ActId;
  readonly by: MemberId;
  readonly at: RelayMs;
  readonly lamport: number;
  /** Empty once it was deleted. */
  readonly text: string;
  readonly moment: FilmMoment | null;
  readonly state: 'said' | 'edited' | 'deleted';
}

export type Chunk = readonly ChatMessage[];

/** All messages in order, in chunks of at most CHUNK_SIZE. */
export type ChatLog = readonly Chunk[];

export const EMPTY_CHAT: ChatLog = [];

/** Null for what this version does not know, or what is malformed. */
export function parseChatAct(act: unknown): ChatAct | null {
  const parsed = v.safeParse(chatActSchema, act);
  return parsed.success ? parsed.output : null;
}

export function foldChat(log: ChatLog, event: FeatureEvent): ChatLog {
  const act = parseChatAct(event.act);
  switch (act?.kind) {
    case 'say': {
      const { id, by, at, lamport } = event;
      return append(log, { id, by, at, lamport, text: act.text, moment: act.moment, state: 'said' });
    }
    case 'edit':
      return change(log, event.by, act.of, (message) => ({ ...message, text: act.text, state: 'edited' }));
    case 'delete':
      return change(log, event.by, act.of, (message) => ({ ...message, text: '', state: 'deleted' }));
    default:
      return log;
  }
}

function append(log: ChatLog, message: ChatMessage): ChatLog {
  const last = log.at(-1);
  const isFull = last === undefined || last.length >= CHUNK_SIZE;
  const next = isFull ? [...log, [message]] : [...log.slice(0, -1), [...last, message]];
  return next.length > MAX_MESSAGES / CHUNK_SIZE ? next.slice(1) : next;
}

/** Of its author alone, and not what they have deleted. */
function change(
  log: ChatLog,
  by: MemberId,
  of: ActId,
  update: (message: ChatMessage) => ChatMessage,
): ChatLog {
  const isMeant = (message: ChatMessage) =>
    message.id === of && message.by === by && message.state !== 'deleted';
  const place = log.findLastIndex((chunk) => chunk.some(isMeant));
  if (place < 0) return log;
  return log.map((chunk, index) =>
    index === place ? chunk.map((message) => (isMeant(message) ? update(message) : message)) : chunk,
  );
}

/** Whether a moment is of what the party watches now, so that one can jump there. */
export function isOfMedia(moment: FilmMoment | null, media: MediaKey | null): moment is FilmMoment {
  return moment !== null && moment.media === media;
}
