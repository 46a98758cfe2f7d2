// PURE. What a session's phase means for those who want to send.
import type { SessionState } from './session-state.ts';

/** Whether acts are ordered at once: the relay has us, and what was made offline has been judged. */
export function isOnline({ phase }: Pick<SessionState, 'phase'>): boolean {
  return phase.state === 'joined' || (phase.state === 'catching-up' && !phase.isRejoin);
}
