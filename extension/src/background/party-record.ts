// How a party is kept while its worker is dead, and the parsing of what is found again: whatever does not parse
// is not trusted with anything.

import type { PartyCode } from '@sameframe/shared/code.ts';
import { emojiSchema } from '@sameframe/shared/emoji.ts';
import { holdActSchema } from '@sameframe/shared/hold-act.ts';
import { type MemberId, mediaKeySchema, memberIdSchema, memberTokenSchema } from '@sameframe/shared/ids.ts';
import { lamportSchema } from '@sameframe/shared/lamport.ts';
import { stallPolicySchema } from '@sameframe/shared/party.ts';
import { actIdSchema, playbackActSchema } from '@sameframe/shared/playback.ts';
import {
  eventRefSchema,
  intentSchema,
  memberSchema,
  seqSchema,
} from '@sameframe/shared/protocol/envelope.ts';
import { nameSchema } from '@sameframe/shared/protocol/name.ts';
import { rejectReasonSchema } from '@sameframe/shared/protocol/reject.ts';
import { partyRulesSchema } from '@sameframe/shared/protocol/rules.ts';
import { type LocalMs, relayMsSchema } from '@sameframe/shared/time.ts';
import { timelineStateSchema } from '@sameframe/shared/timeline-state.ts';
import * as v from 'valibot';
import type { FilmShift } from '../messages/content-background.ts';
import { PARTY_PREFIX } from '../messages/popup-background.ts';
import type { KeyValueStore } from '../platform/browser-api.ts';
import { createStoredCollection, type StoredCollection } from '../platform/storage.ts';
import type { KeptOfFeatures } from './feature-desk.ts';
import { partyCodeSchema, relaySchema } from './invite-schemas.ts';
import type { SessionState } from './session-state.ts';

const localMsSchema = v.pipe(
  v.number(),
  v.transform((ms) => ms as LocalMs),
);
function perMember<Value>(valueSchema: v.GenericSchema<unknown, Value>) {
  return v.pipe(
    v.record(v.string(), valueSchema),
    v.transform((record) => record as Readonly<Record<MemberId, Value>>),
  );
}

const partySchema = v.object({
  members: v.array(memberSchema),
  unlisted: v.number(),
  host: v.nullable(memberIdSchema),
  rules: partyRulesSchema,
  policies: perMember(stallPolicySchema),
  names: perMember(v.string()),
  avatars: v.optional(perMember(emojiSchema), {}),
});

const queuedActSchema = v.object({ act: playbackActSchema, basis: lamportSchema, madeAt: localMsSchema });

const queuedFeatureActSchema = v.object({
  feature: nameSchema,
  id: actIdSchema,
  act: v.unknown(),
  isKept: v.boolean(),
  madeAt: localMsSchema,
});

const featureEventSchema = v.object({
  lamport: lamportSchema,
  at: relayMsSchema,
  by: memberIdSchema,
  id: actIdSchema,
  act: v.unknown(),
});

const profileEntries = {
  name: v.string(),
  avatar: v.optional(v.nullable(emojiSchema), null),
};

const sendingSchema = v.object({
  draft: v.variant('kind', [
    v.object({ kind: v.literal('act'), queued: queuedActSchema }),
    v.object({
      kind: v.literal('hold'),
      act: holdActSchema,
      basis: lamportSchema,
      madeAt: localMsSchema,
    }),
    v.object({ kind: v.literal('stall-policy'), policy: stallPolicySchema }),
    v.object({ kind: v.literal('profile'), ...profileEntries }),
    v.object({ kind: v.literal('feature'), queued: queuedFeatureActSchema }),
  ]),
  ticket: v.number(),
  seq: seqSchema,
  stage: v.variant('state', [
    v.object({ state: v.literal('sealing') }),
    v.object({ state: v.literal('sent'), intent: intentSchema, timesUnanswered: v.number() }),
    v.object({ state: v.literal('held-back'), intent: intentSchema, until: localMsSchema }),
  ]),
});

const sessionSchema = v.object({
  // A connection does not outlive its worker: of the phase only the end matters.
  phase: v.union([
    v.object({ state: v.literal('ended'), reason: rejectReasonSchema }),
    v.pipe(
      v.unknown(),
      v.transform(() => ({ state: 'offline' as const })),
    ),
  ]),
  mode: v.picklist(['create', 'join']),
  createAttempts: v.number(),
  self: v.nullable(memberIdSchema),
  token: v.nullable(memberTokenSchema),
  replica: v.object({
    head: v.nullable(eventRefSchema),
    party: partySchema,
    timeline: timelineStateSchema,
    seqs: perMember(v.number()),
  }),
  divergence: v.pipe(
    v.unknown(),
    v.transform(() => null),
  ),
  lastSeq: v.number(),
  nextTicket: v.number(),
  outbox: v.array(queuedActSchema),
  // What nobody was told in time helps nobody later.
  holdWishes: v.pipe(
    v.unknown(),
    v.transform(() => []),
  ),
  policyWish: v.nullable(stallPolicySchema),
  featureOutbox: v.array(queuedFeatureActSchema),
  features: v.record(nameSchema, v.array(featureEventSchema)),
  sending: v.nullable(sendingSchema),
  orderedActs: v.array(actIdSchema),
  acknowledgedActs: v.array(actIdSchema),
  joinedAt: localMsSchema,
  joinedHead: lamportSchema,
  newestActMadeAt: localMsSchema,
  ...profileEntries,
  profiled: v.optional(v.nullable(v.object(profileEntries)), null),
});

const recordSchema = v.object({
  code: partyCodeSchema,
  former: v.optional(v.nullable(partyCodeSchema), null),
  relay: relaySchema,
  /** Where the tab was last seen, to ask for access to it again. */
  host: v.nullable(v.string()),
  session: sessionSchema,
  reportCount: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  isSteppedOut: v.optional(v.boolean(), false),
  notes: v.optional(v.record(nameSchema, v.unknown()), {}),
  onward: v.optional(v.record(nameSchema, v.unknown()), {}),
  attending: v.optional(v.array(nameSchema), []),
  unheardFrom: v.optional(v.nullable(lamportSchema), null),
  shifts: v.optional(
    v.array(v.object({ key: v.nullable(mediaKeySchema), shiftS: v.pipe(v.number(), v.finite()) })),
    [],
  ),
});
/** One party of this browser. Holds secrets: the code and the member's token. */
export interface PartyRecord extends KeptOfFeatures {
  readonly code: PartyCode;
  /** Of the party that goes on in this one, until this one stands for it wherever that was kept (SPEC SU4). */
  readonly former: PartyCode | null;
  readonly relay: string;
  readonly host: string | null;
  readonly session: SessionState;
  readonly reportCount: number;
  /** The person has stepped out, and a new worker does not bring them back. */
  readonly isSteppedOut: boolean;
  /** How they have shifted their copies of what the party watches. */
  readonly shifts: readonly FilmShift[];
}

/**
 * Raise it with every change of `SessionState` that has no value for what came before it: an extension may be updated while
 * parties are on.
 */
const RECORD_VERSION = 5;

/** Named by tab id: a tab is in one party at most. */
export function createPartyRecords(store: KeyValueStore): StoredCollection<PartyRecord> {
  return createStoredCollection(store, {
    prefix: PARTY_PREFIX,
    version: RECORD_VERSION,
    schema: recordSchema,
  });
}
