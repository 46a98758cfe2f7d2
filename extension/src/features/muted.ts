// Whom the person does not want to hear, in no feature: for oneself alone, in this browser, as long as one is in the party.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { type MemberId, memberIdSchema } from '@sameframe/shared/ids.ts';
import * as v from 'valibot';

/** Under which it is noted; no feature is called so. */
export const MUTED_NOTE = 'muted';
const MAX_MUTED = 200;
const noteSchema = v.pipe(v.array(memberIdSchema), v.maxLength(MAX_MUTED));

export interface Muted {
  readonly members: ReadonlySignal<ReadonlySet<MemberId>>;
  mute(member: MemberId, isMuted: boolean): void;
  /** What was noted; anything else changes nothing. */
  take(note: unknown): void;
}

export function createMuted(keep: (note: readonly MemberId[]) => void): Muted {
  const noted = signal<readonly MemberId[]>([]);
  return {
    members: computed(() => new Set(noted.value)),
    mute(member, isMuted) {
      const others = noted.value.filter((each) => each !== member);
      noted.value = isMuted ? [...others, member].slice(-MAX_MUTED) : others;
      keep(noted.value);
    },
    take(note) {
      const parsed = v.safeParse(noteSchema, note);
      if (parsed.success) noted.value = parsed.output;
    },
  };
}
