// Notices when the store fails and when it works again, and turns its failures into answers.
import type { Rejection } from '@sameframe/shared/protocol/reject.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import { reject } from '../door/parse.ts';
import { type PartyStore, StoreError } from '../store/party-store.ts';
import { andThen, type Later, orElse } from './later.ts';

export interface StoreWatch {
  isFailing(): boolean;
  /** Runs a request. A failing store is an answer; a bug is the caller's to contain. */
  answer<Reply>(work: () => Later<Reply>): Later<Reply | Rejection>;
  /** Runs what nobody asked for: what goes wrong with one party must not keep the others waiting. */
  contain(work: () => Later<void>): Later<void>;
  /** Asks a store that has failed whether it works again, as `verify` does. */
  recover(now: LocalMs): Later<void>;
  /** Writes something, to see whether that works; at most once a second. */
  verify(now: LocalMs): Later<void>;
}

/** The store is verified by a write: whoever asks for health or readiness does not decide how often. */
const VERIFY_PERIOD_MS = 1_000;

/** `onProblem` is told of the first failure (a StoreError), of its end (null), and of bugs outside of requests. */
export function createStoreWatch(store: PartyStore, onProblem: (problem: unknown) => void): StoreWatch {
  let isFailing = false;
  let verifiedAt = Number.NEGATIVE_INFINITY;

  const noteFailure = (error: unknown): boolean => {
    if (!(error instanceof StoreError)) return false;
    if (!isFailing) onProblem(error);
    isFailing = true;
    return true;
  };

  const contain = (work: () => Later<void>): Later<void> =>
    orElse(work, (error) => {
      if (!noteFailure(error)) onProblem(error);
    });

  const verify = (now: LocalMs): Later<void> => {
    if (now - verifiedAt < VERIFY_PERIOD_MS) return;
    verifiedAt = now;
    return contain(() =>
      andThen(store.verify(), () => {
        if (isFailing) onProblem(null);
        isFailing = false;
      }),
    );
  };

  return {
    isFailing: () => isFailing,
    answer: (work) =>
      orElse(work, (error) => {
        if (noteFailure(error)) return reject('storage-failed');
        throw error;
      }),
    contain,
    verify,
    recover: (now) => (isFailing ? verify(now) : undefined),
  };
}
