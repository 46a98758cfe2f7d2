// Adds up who was taken for whom. Pure.
import type { Change, Origin } from '../../../extension/src/engine/provenance.ts';
import type { BrowserKind } from '../../rig/rig.ts';

export type Author = 'user' | 'engine' | 'site' | 'browser';
/** `engine`: it was explained by what the party wanted, and nobody's act. */
export type Verdict = Origin;

export interface Judged {
  readonly fixture: string;
  readonly browser: BrowserKind;
  readonly act: string;
  readonly author: Author;
  /** What the facts allow it to be taken for. */
  readonly right: Verdict;
  /** Whether the party has to hear of it. */
  readonly isTold: boolean;
  /** Of what is told: by design, without asking (the page is hidden, or its film in the little window). */
  readonly isByRule: boolean;
  readonly verdicts: readonly { readonly change: Change; readonly origin: Verdict }[];
  /** The question whether it is for everyone is on the screen in the end. */
  readonly isAsked: boolean;
  /** Acts of this member that the party's log took in for it. */
  readonly loggedCount: number;
}

export function isRight(judged: Judged): boolean {
  const { right, isTold, isAsked, loggedCount } = judged;
  // Who has answered is asked no more.
  const isAskedAsDue = isTold || isAsked === (right === 'unknown');
  return worstVerdict(judged) === right && loggedCount === (isTold ? 1 : 0) && isAskedAsDue;
}

/** Of one author's acts. */
export interface Row {
  readonly acts: number;
  readonly takenFor: Partial<Record<Verdict, number>>;
  /** Whether it was for everyone; answered or not. */
  readonly asked: number;
  /** To the party; `sentOnYes` and `sentByRule` are among these. */
  readonly sent: number;
  readonly sentOnYes: number;
  readonly sentByRule: number;
  readonly right: number;
}

export function tally(judged: readonly Judged[]): Record<Author, Row> {
  const rowOf = (author: Author) => sumUp(judged.filter((each) => each.author === author));
  return { user: rowOf('user'), engine: rowOf('engine'), site: rowOf('site'), browser: rowOf('browser') };
}

function sumUp(judged: readonly Judged[]): Row {
  const count = (isCounted: (each: Judged) => boolean) => judged.filter(isCounted).length;
  const takenFor: Row['takenFor'] = {};
  for (const each of judged) {
    const verdict = worstVerdict(each);
    takenFor[verdict] = (takenFor[verdict] ?? 0) + 1;
  }
  const isSent = ({ loggedCount }: Judged) => loggedCount > 0;
  const isOnYes = (each: Judged) => isSent(each) && each.right === 'unknown' && each.isTold && !each.isByRule;
  return {
    acts: judged.length,
    takenFor,
    asked: count((each) => each.isAsked || isOnYes(each)),
    sent: count(isSent),
    sentOnYes: count(isOnYes),
    sentByRule: count((each) => isSent(each) && each.isByRule),
    right: count(isRight),
  };
}

/** A click on a timeline is pause, jump and play: of several verdicts on one act a wrong one counts. */
function worstVerdict({ verdicts, right }: Judged): Verdict {
  const origins = verdicts.map(({ origin }) => origin);
  return origins.find((origin) => origin !== right) ?? origins[0] ?? 'engine';
}
