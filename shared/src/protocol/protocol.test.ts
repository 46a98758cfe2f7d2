// Every message of the protocol, good and bad: a message is taken as it is, without what is not known, or refused.

import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  intentSchema,
  memberEventSchema,
  orderedEventSchema,
  relayEventSchema,
  retainSchema,
  sealedBodySchema,
} from './envelope.ts';
import { MAX_BODY_CHARS, MAX_GRANTS, MAX_PRESENCE_CHARS, MIN_BODY_CHARS } from './limits.ts';
import { REJECT_REASONS, rejectionSchema } from './reject.ts';
import { governSchema, partyRulesSchema } from './rules.ts';
import {
  catchUpSchema,
  closingSchema,
  governReplySchema,
  intentReplySchema,
  joinReplySchema,
  knocksSchema,
  leaveReplySchema,
  presenceDigestSchema,
  probeReplySchema,
  resumeReplySchema,
} from './to-member.ts';
import { handshakeSchema, joinSchema, presenceReportSchema, resumeSchema } from './to-relay.ts';

const ID = 'a'.repeat(22);
const OTHER_ID = 'b'.repeat(22);
const BODY = 'x'.repeat(MIN_BODY_CHARS);
const REF = { lamport: 3, id: ID };
const RETAIN = { kind: 'log', log: 'timeline', checkpoint: true };
const INTENT = { channel: 'playback', seq: 1, basis: 0, retain: RETAIN, body: BODY };
const STAMP = { lamport: 4, id: OTHER_ID, prev: REF, at: 1_000 };
const MEMBER_EVENT = { from: 'member', ...STAMP, by: ID, ...INTENT };
const FACT = { kind: 'members-changed', joined: [{ id: ID, joinedAt: 1 }], left: [OTHER_ID], host: null };
const RELAY_EVENT = { from: 'relay', ...STAMP, channel: 'party', retain: RETAIN, fact: FACT };
const RULES = { isLocked: false, approvesJoiners: false, grants: { playback: 'host' } };
const RULES_FACT = {
  kind: 'rules-changed',
  by: ID,
  rules: RULES,
  host: ID,
  roles: [{ id: OTHER_ID, role: 'co-host' }],
  kicked: [],
};
const RULES_EVENT = { ...RELAY_EVENT, retain: { kind: 'none' }, fact: RULES_FACT };
const ROSTER = { members: [{ id: ID, joinedAt: 1 }], host: ID, rules: RULES };
const CATCH_UP = { reset: false, roster: ROSTER, events: [MEMBER_EVENT, RELAY_EVENT], head: REF };
const WELCOME = { ok: true, version: 1, member: ID, token: OTHER_ID, lastSeq: 0, ...CATCH_UP };
const REJECTION = { ok: false, reason: 'rate-limited', retryAfterMs: 100 };
const REPORT = { count: 1, body: BODY };

interface Case {
  readonly name: string;
  readonly schema: v.GenericSchema;
  readonly good: readonly object[];
  /** Each spoils the first good one. */
  readonly spoilt: readonly object[];
}

const CASES: readonly Case[] = [
  {
    name: 'handshake',
    schema: handshakeSchema,
    good: [{ versions: { min: 1, max: 2 } }],
    spoilt: [{ versions: null }, { versions: { min: 2, max: 1 } }, { versions: [1, 2] }],
  },
  {
    name: 'join',
    schema: joinSchema,
    good: [
      { party: ID, mode: 'create', token: null, from: null },
      { party: ID, mode: 'join', token: OTHER_ID, from: REF },
      { party: ID, mode: 'join', token: OTHER_ID, from: null, hello: BODY },
    ],
    spoilt: [
      { party: 'K7QM' },
      { mode: 'take' },
      { token: '' },
      { token: undefined },
      { from: 3 },
      { hello: 'me' },
      { hello: 'x'.repeat(1_025) },
    ],
  },
  {
    name: 'resume',
    schema: resumeSchema,
    good: [{ from: REF }, { from: null }],
    spoilt: [{ from: { lamport: -1, id: ID } }, { from: { lamport: 1 } }, { from: undefined }],
  },
  {
    name: 'intent',
    schema: intentSchema,
    good: [
      INTENT,
      { ...INTENT, retain: { kind: 'none' } },
      { ...INTENT, retain: { kind: 'last', key: 'profile' } },
    ],
    spoilt: [
      { channel: 'Playback' },
      { channel: '' },
      { channel: '1st' },
      { channel: `a${'b'.repeat(32)}` },
      { seq: 0 },
      { seq: 1.5 },
      { seq: '1' },
      { basis: -1 },
      { basis: 2 ** 53 },
      { retain: 'log' },
      { retain: { kind: 'ever' } },
      { retain: { kind: 'log', log: 'timeline' } },
      { retain: { kind: 'last', key: 'Two Words' } },
      { body: BODY.slice(1) },
      { body: 'x'.repeat(MAX_BODY_CHARS + 1) },
      { body: `${BODY}=` },
      { body: null },
    ],
  },
  {
    name: 'event of a member',
    schema: orderedEventSchema,
    good: [MEMBER_EVENT, { ...MEMBER_EVENT, prev: null }],
    spoilt: [{ from: 'nobody' }, { by: undefined }, { at: -1 }, { prev: 3 }, { lamport: 0.5 }, { seq: 0 }],
  },
  {
    name: 'event of the relay',
    schema: orderedEventSchema,
    good: [RELAY_EVENT, RULES_EVENT, { ...RELAY_EVENT, fact: { ...FACT, joined: [], left: [], host: ID } }],
    spoilt: [
      { channel: 'playback' },
      { fact: undefined },
      { fact: { ...FACT, kind: 7 } },
      { fact: { ...FACT, left: ['Bob'] } },
      { fact: { ...FACT, joined: [ID] } },
      { fact: { ...FACT, joined: [{ id: ID, joinedAt: 1, role: 'host' }] } },
      { fact: { ...RULES_FACT, rules: {} } },
      { fact: { ...RULES_FACT, roles: [{ id: ID, role: 'host' }] } },
      { fact: { ...RULES_FACT, kicked: ['Bob'] } },
    ],
  },
  {
    name: 'answer to a join',
    schema: joinReplySchema,
    good: [WELCOME, { ...WELCOME, events: [], head: null }, REJECTION],
    spoilt: [
      { member: 'Bob' },
      { token: '' },
      { lastSeq: -1 },
      { roster: {} },
      { events: [INTENT] },
      { head: undefined },
      { reset: 0 },
      { ok: 1 },
    ],
  },
  {
    name: 'answer to a resume',
    schema: resumeReplySchema,
    good: [{ ok: true, ...CATCH_UP }, REJECTION],
    spoilt: [{ events: null }, { roster: { members: [], host: 'Bob' } }],
  },
  {
    name: 'answer to an intent',
    schema: intentReplySchema,
    good: [{ ok: true, ref: REF }, REJECTION],
    spoilt: [{ ref: null }, { ref: { lamport: 1, id: 'x' } }],
  },
  {
    name: 'govern',
    schema: governSchema,
    good: [
      { kind: 'set-role', member: ID, role: 'spectator' },
      { kind: 'hand-over', member: ID },
      { kind: 'set-grant', channel: 'playback', least: 'host' },
      { kind: 'set-grant', channel: 'chat', least: null },
      { kind: 'set-lock', isLocked: true },
      { kind: 'set-approval', approvesJoiners: true },
      { kind: 'admit', knock: ID, isAdmitted: false },
      { kind: 'kick', member: ID },
    ],
    spoilt: [
      { role: 'host' },
      { role: 'admin' },
      { role: null },
      { member: 'Bob' },
      { kind: 'ban' },
      { kind: 'set-grant', channel: 'Two Words', least: null },
      { kind: 'set-grant', channel: 'chat', least: undefined },
      { kind: 'set-lock', isLocked: 1 },
    ],
  },
  {
    name: 'answer to a govern',
    schema: governReplySchema,
    good: [{ ok: true, ref: REF }, { ok: true, ref: null }, REJECTION],
    spoilt: [{ ref: undefined }, { ref: { lamport: 1, id: 'x' } }],
  },
  {
    name: 'answer to a probe',
    schema: probeReplySchema,
    good: [
      { ok: true, receivedAt: 5, sentAt: 6, head: REF },
      { ok: true, receivedAt: 5, sentAt: 6, head: null },
      REJECTION,
    ],
    spoilt: [{ receivedAt: -1 }, { sentAt: '6' }, { head: undefined }, { sentAt: Number.POSITIVE_INFINITY }],
  },
  {
    name: 'answer to a leave',
    schema: leaveReplySchema,
    good: [{ ok: true }, REJECTION],
    spoilt: [{ ok: null }],
  },
  {
    name: 'rejection',
    schema: rejectionSchema,
    good: [REJECTION, ...REJECT_REASONS.map((reason) => ({ ok: false, reason }))],
    spoilt: [{ reason: 'because' }, { retryAfterMs: -1 }, { ok: true }],
  },
  {
    name: 'presence report',
    schema: presenceReportSchema,
    good: [REPORT],
    spoilt: [{ count: 0 }, { body: 'x'.repeat(MAX_PRESENCE_CHARS + 1) }, { body: 'here' }],
  },
  {
    name: 'presence digest',
    schema: presenceDigestSchema,
    good: [
      { head: REF, reports: [{ member: ID, ...REPORT }] },
      { head: null, reports: [] },
    ],
    spoilt: [{ reports: [REPORT] }, { reports: {} }, { head: undefined }],
  },
  {
    name: 'knocks',
    schema: knocksSchema,
    good: [
      {
        waiting: [
          { knock: ID, hello: BODY },
          { knock: OTHER_ID, hello: null },
        ],
      },
      { waiting: [] },
    ],
    spoilt: [{ waiting: null }, { waiting: [{ knock: 'Bob', hello: null }] }, { waiting: [{ knock: ID }] }],
  },
  {
    name: 'closing',
    schema: closingSchema,
    good: [{ reason: 'superseded' }, { reason: 'draining', retryAfterMs: 40 }],
    spoilt: [{ reason: 'bored' }, { reason: undefined }, { retryAfterMs: -1 }],
  },
];

describe.each(CASES)('$name', ({ schema, good, spoilt }) => {
  test('[AD2] is taken as it is, and what is not known of it is dropped', () => {
    for (const message of good) {
      expect(v.parse(schema, message)).toEqual(message);
      expect(v.parse(schema, { ...message, mood: 'good' })).toEqual(message);
    }
  });

  test('[AD2] spoilt in any field it is refused, and so is what is no message at all', () => {
    for (const part of spoilt) {
      expect(v.safeParse(schema, { ...good[0], ...part }).success, JSON.stringify(part)).toBe(false);
    }
    for (const nothing of [null, undefined, 'text', 7, true, []]) {
      expect(v.safeParse(schema, nothing).success).toBe(false);
    }
  });
});

test('[AD2] unknown fields are dropped at any depth', () => {
  const event = { ...MEMBER_EVENT, prev: { ...REF, mood: 'good' }, retain: { ...RETAIN, forMs: 1 } };
  expect(v.parse(memberEventSchema, event)).toEqual(MEMBER_EVENT);
  const fact = { ...FACT, joined: [{ id: ID, joinedAt: 1, name: 'Bob' }] };
  expect(v.parse(relayEventSchema, { ...RELAY_EVENT, fact })).toEqual(RELAY_EVENT);
});

test('[SE5] a fact of a kind that is not known is one that means nothing', () => {
  const event = { ...RELAY_EVENT, fact: { kind: 'weather', sunny: true } };
  expect(v.parse(orderedEventSchema, event)).toEqual({ ...RELAY_EVENT, fact: { kind: 'unknown' } });
});

test('[AD17] a relay that tells no rules has none, and there are only so many grants', () => {
  const { rules: _, ...roster } = ROSTER;
  const parsed = v.parse(catchUpSchema, { ...CATCH_UP, roster });
  expect(parsed.roster.rules).toEqual({ isLocked: false, approvesJoiners: false, grants: {} });
  const grantsOf = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_each, index) => [`channel-${index}`, 'host']));
  const isTaken = (count: number) =>
    v.safeParse(partyRulesSchema, { isLocked: false, approvesJoiners: false, grants: grantsOf(count) })
      .success;
  expect([MAX_GRANTS, MAX_GRANTS + 1].map(isTaken)).toEqual([true, false]);
});

test('[AD3] a body is between the smallest seal and the limit', () => {
  const isBody = (text: string) => v.safeParse(sealedBodySchema, text).success;
  expect([MIN_BODY_CHARS, MAX_BODY_CHARS].map((count) => isBody('x'.repeat(count)))).toEqual([true, true]);
  expect([MIN_BODY_CHARS - 1, MAX_BODY_CHARS + 1].map((count) => isBody('x'.repeat(count)))).toEqual([
    false,
    false,
  ]);
});

test('[ST6] what is kept is nothing, the newest of a key, or a log', () => {
  expect(v.parse(retainSchema, { kind: 'last', key: 'profile', log: 'x' })).toEqual({
    kind: 'last',
    key: 'profile',
  });
  expect(v.parse(retainSchema, { kind: 'none', key: 'x' })).toEqual({ kind: 'none' });
});
