// The clock's questions to the relay that are under way: when each was sent, by its number.
import type { LocalMs } from '@sameframe/shared/time.ts';
import type { EngineInput } from '../engine/observation.ts';
import type { BackgroundToContent } from '../messages/content-background.ts';

type Answer = Extract<BackgroundToContent, { kind: 'probed' }>;

export interface Probes {
  /** Numbers a new one. */
  begin(now: LocalMs): number;
  /** What the engine makes of it; null for one that nobody waits for. */
  end(answer: Answer): Extract<EngineInput, { kind: 'probed' }> | null;
}

/** Those lost with a dead background are forgotten with the next ones. */
const MAX_UNDER_WAY = 8;

export function createProbes(): Probes {
  const sentAt = new Map<number, LocalMs>();
  let next = 1;
  return {
    begin(now) {
      if (sentAt.size > MAX_UNDER_WAY) sentAt.clear();
      const id = next++;
      sentAt.set(id, now);
      return id;
    },
    end({ id, relayReceivedAt, relaySentAt }) {
      const at = sentAt.get(id);
      sentAt.delete(id);
      return at === undefined ? null : { kind: 'probed', sentAt: at, relayReceivedAt, relaySentAt };
    },
  };
}
