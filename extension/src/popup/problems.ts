// What went wrong, in words: what happened, and what the person can do about it.
import type { InviteProblem } from '@sameframe/shared/code.ts';
import type { RejectReason } from '@sameframe/shared/protocol/reject.ts';
import { MAX_LISTED } from '../messages/feature-asks.ts';
import type { Problem, QueueRefusal } from '../messages/popup-background.ts';
import { siteOf } from '../ui/site-name.ts';
import { type TextKey, text } from '../ui/text.ts';

export interface ProblemText {
  readonly what: string;
  readonly advice: string;
}

type ProblemKeys = Readonly<Record<keyof ProblemText, TextKey>>;

const INVITE_PROBLEMS: Record<InviteProblem, ProblemKeys> = {
  empty: { what: 'problemEmptyCodeWhat', advice: 'problemEmptyCodeAdvice' },
  'no-code': { what: 'problemNoCodeWhat', advice: 'problemNoCodeAdvice' },
  'wrong-length': { what: 'problemWrongLengthWhat', advice: 'problemWrongLengthAdvice' },
  'bad-character': { what: 'problemBadCharacterWhat', advice: 'problemBadCharacterAdvice' },
  'bad-relay': { what: 'problemBadRelayWhat', advice: 'problemBadRelayAdvice' },
};

const REJECTIONS: Record<RejectReason, ProblemKeys> = {
  'client-too-old': { what: 'problemClientTooOldWhat', advice: 'problemClientTooOldAdvice' },
  'relay-too-old': { what: 'problemRelayTooOldWhat', advice: 'problemRelayTooOldAdvice' },
  malformed: { what: 'problemMalformedWhat', advice: 'problemMalformedAdvice' },
  'too-large': { what: 'problemTooLargeWhat', advice: 'problemTooLargeAdvice' },
  'no-such-party': { what: 'problemNoSuchPartyWhat', advice: 'problemNoSuchPartyAdvice' },
  'party-exists': { what: 'problemPartyExistsWhat', advice: 'problemPartyExistsAdvice' },
  'party-full': { what: 'problemPartyFullWhat', advice: 'problemPartyFullAdvice' },
  'relay-full': { what: 'problemRelayFullWhat', advice: 'problemRelayFullAdvice' },
  'not-joined': { what: 'problemNotJoinedWhat', advice: 'problemNotJoinedAdvice' },
  'rate-limited': { what: 'problemRateLimitedWhat', advice: 'problemRateLimitedAdvice' },
  'seq-gap': { what: 'problemSeqGapWhat', advice: 'problemSeqGapAdvice' },
  'seq-reused': { what: 'problemSeqReusedWhat', advice: 'problemSeqReusedAdvice' },
  'basis-ahead': { what: 'problemBasisAheadWhat', advice: 'problemBasisAheadAdvice' },
  'not-allowed': { what: 'problemNotAllowedWhat', advice: 'problemNotAllowedAdvice' },
  'no-such-member': { what: 'problemNoSuchMemberWhat', advice: 'problemNoSuchMemberAdvice' },
  'party-locked': { what: 'problemPartyLockedWhat', advice: 'problemPartyLockedAdvice' },
  'awaiting-approval': { what: 'problemAwaitingApprovalWhat', advice: 'problemAwaitingApprovalAdvice' },
  'not-admitted': { what: 'problemNotAdmittedWhat', advice: 'problemNotAdmittedAdvice' },
  kicked: { what: 'problemKickedWhat', advice: 'problemKickedAdvice' },
  superseded: { what: 'problemSupersededWhat', advice: 'problemSupersededAdvice' },
  draining: { what: 'problemDrainingWhat', advice: 'problemDrainingAdvice' },
  'storage-failed': { what: 'problemStorageFailedWhat', advice: 'problemStorageFailedAdvice' },
};

const NOT_QUEUED: Record<QueueRefusal, TextKey> = {
  full: 'queueFull',
  'not-allowed': 'queueNotAllowed',
  'no-address': 'queueNoWebPage',
  'no-page': 'queueNoPage',
  'no-party': 'queueNoParty',
};

/** Those that need no table of their own. `broken`: the background does not answer. */
const OTHERS: Record<Exclude<ShownProblem['kind'], 'invite' | 'rejected' | 'not-queued'>, ProblemKeys> = {
  broken: { what: 'problemBrokenWhat', advice: 'problemBrokenAdvice' },
  'relay-address': { what: 'problemRelayAddressWhat', advice: 'problemRelayAddressAdvice' },
  name: { what: 'problemNameWhat', advice: 'problemNameAdvice' },
  unreachable: { what: 'problemUnreachableWhat', advice: 'problemUnreachableAdvice' },
  'inbox-full': { what: 'problemInboxFullWhat', advice: 'problemInboxFullAdvice' },
  'closed-page': { what: 'problemClosedPageWhat', advice: 'problemClosedPageAdvice' },
  'went-on': { what: 'problemWentOnWhat', advice: 'problemWentOnAdvice' },
  failed: { what: 'problemFailedWhat', advice: 'problemFailedAdvice' },
  'storage-reset': { what: 'problemStorageResetWhat', advice: 'problemStorageResetAdvice' },
};

export type ShownProblem = Problem | { readonly kind: 'broken' };

export function describeProblem(problem: ShownProblem): ProblemText {
  if (problem.kind === 'not-queued') {
    return { what: text('queueNotAdded'), advice: text(NOT_QUEUED[problem.why], MAX_LISTED) };
  }
  const { what, advice } = keysOf(problem);
  const values = problem.kind === 'unreachable' ? [siteOf(problem.relay)] : [];
  return { what: text(what, ...values), advice: text(advice) };
}

function keysOf(problem: Exclude<ShownProblem, { kind: 'not-queued' }>): ProblemKeys {
  switch (problem.kind) {
    case 'invite':
      return INVITE_PROBLEMS[problem.problem];
    case 'rejected':
      return REJECTIONS[problem.reason];
    default:
      return OTHERS[problem.kind];
  }
}
