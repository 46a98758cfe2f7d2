// What a party says of where it goes on, once its host has taken everyone to another code (SPEC SU1–SU4).
import type { PartyCode } from '@sameframe/shared/code.ts';
import type { FeatureLogs } from '@sameframe/shared/feature-log.ts';
import { SUCCESSION_CHANNEL } from '@sameframe/shared/succession.ts';
import * as v from 'valibot';
import { sendingFeatureAct } from './feature-outbox.ts';
import { partyCodeSchema } from './invite-schemas.ts';
import type { SessionEffect, SessionState } from './session-state.ts';

const goOnSchema = v.object({ kind: v.literal('go-on'), code: partyCodeSchema });

export type GoOn = v.InferOutput<typeof goOnSchema>;

/** The code that was told last; null: the party goes on as it is. */
export function successorIn(features: FeatureLogs): PartyCode | null {
  const codes = (features[SUCCESSION_CHANNEL] ?? []).map(({ act }) => codeIn(act));
  return codes.findLast((code) => code !== null) ?? null;
}

/** Null: it tells of none. */
export function codeIn(act: unknown): PartyCode | null {
  const parsed = v.safeParse(goOnSchema, act);
  return parsed.success ? parsed.output.code : null;
}

/** It has been said here, even if nobody has heard it yet. */
export function isGoingOn(session: SessionState): boolean {
  const unheard = [sendingFeatureAct(session), ...session.featureOutbox];
  const isSaid = unheard.some((act) => act?.feature === SUCCESSION_CHANNEL);
  return isSaid || successorIn(session.features) !== null;
}

export function isOfSuccession(
  word: Extract<SessionEffect, { kind: 'deliver-feature' | 'refuse-feature' }>,
): boolean {
  const { feature } = word.kind === 'deliver-feature' ? word.news : word;
  return feature === SUCCESSION_CHANNEL;
}
