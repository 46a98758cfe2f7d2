// Parties in Redis, for any number of relay nodes: none of them holds anything that the others need. Each step of a
// party is one script; what an event was appended by is told only once enough replicas have it.
import { createHash } from 'node:crypto';
import { defaultLeastRoleFor, keepRightFor } from '@sameframe/shared/grants.ts';
import type { MemberId, PartyId } from '@sameframe/shared/ids.ts';
import {
  composeMember,
  type MemberEvent,
  type MembersChanged,
  type OrderedEvent,
  type RelayEvent,
} from '@sameframe/shared/protocol/envelope.ts';
import { DEFAULT_ROLE, type GivenRole } from '@sameframe/shared/protocol/rules.ts';
import type { CatchUp } from '@sameframe/shared/protocol/to-member.ts';
import { fail, succeed } from '@sameframe/shared/result.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { knockOf } from '../door/knocks.ts';
import { isKnownLog } from '../party/kept-room.ts';
import { composeRoster } from '../party/listing.ts';
import { LOG_SCOPE_PREFIX, lastScopePrefix, scopeLimit, scopeOf } from '../party/retain.ts';
import type {
  AppendOutcome,
  AppendRefusal,
  IntentDraft,
  JoinDraft,
  JoinRefusal,
  MemberAddress,
  PartyStore,
} from './party-store.ts';
import { StoreError } from './party-store.ts';
import type { RedisClient } from './redis-client.ts';
import { explainRedisError } from './redis-errors.ts';
import { governInRedis, knockInRedis, readKnocks, readRules, refOf } from './redis-govern.ts';
import { createRedisIndex, type DueParty, pairsOf } from './redis-index.ts';
import { createScriptRunner, type RunnerOptions } from './redis-runner.ts';
import { keyOf } from './redis-scripts.ts';

export interface RedisPartiesOptions extends RunnerOptions {
  /** After an outage of all nodes nobody is charged for it: leases run on for this long. */
  readonly graceMs: number;
}

type CaughtUp = readonly [
  reset: string,
  isUntold: string,
  lamport: string,
  head: string,
  host: string,
  listed: readonly string[],
  events: readonly string[],
  rules: string,
  roles: readonly string[],
  count: number,
];

export function createRedisParties(client: RedisClient, options: RedisPartiesOptions): PartyStore {
  const runner = createScriptRunner(client, options);
  const index = createRedisIndex(client);
  let isClosed = false;

  const run = (...call: Parameters<typeof runner.run>): Promise<unknown> => {
    if (!isClosed) return runner.run(...call);
    return Promise.reject(new StoreError('closed', 'the store is closed', 'Start the relay again.'));
  };

  const guard = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    try {
      return await work();
    } catch (error) {
      throw explainRedisError(error);
    }
  };

  /** Replicas have it: now it may be told, by whichever node comes first. */
  const tell = async (party: PartyId, lamport: string): Promise<void> => {
    if (options.replicas > 0) await run('tell', party, [lamport]);
  };

  const moveLeases = async <Each extends MemberAddress>(
    members: readonly Each[],
    leaseUntil: RelayMs,
    goneOf: (member: Each) => string,
  ): Promise<void> => {
    const parties = new Map<PartyId, string[]>();
    for (const each of members) {
      parties.set(each.party, [...(parties.get(each.party) ?? []), each.member, goneOf(each)]);
    }
    await Promise.all([...parties].map(([party, pairs]) => run('lease', party, [leaseUntil, ...pairs])));
    await guard(() => index.dueBy(parties.keys(), leaseUntil));
  };

  const sweep = async (due: DueParty, now: RelayMs, mayReap: boolean): Promise<boolean> => {
    const answer = await run('sweep', due.party, [now, mayReap ? '1' : '0']);
    const [isUntold, emptySince, next] = answer as string[];
    if (emptySince) await index.empty(due, Number(emptySince));
    else if (next) await index.postpone(due, Number(next));
    else await index.drop(due);
    return isUntold === '1';
  };

  return {
    join: (draft) =>
      guard(async () => {
        const { party } = draft;
        const isRelayFull = draft.mode === 'create' && (await index.count()) >= draft.maxParties;
        // Before the party is there, so that no crash leaves one that nobody looks after; and sooner than below, so that who
        // looks between the two and finds nothing does not take it out after the second.
        if (draft.mode === 'create' && !isRelayFull) await index.due(party, draft.now - 1);
        const [kind, first, last = ''] = (await run('join', party, joinArgs(draft, isRelayFull))) as string[];
        if (kind === 'refused') {
          if (first === 'awaiting-approval') await knockInRedis(draft, last, run);
          return fail(first as JoinRefusal);
        }
        // Due at once: if this node dies now, another one tells of the join.
        await index.due(party, draft.now);
        return succeed({ member: first as MemberId, lastSeq: Number(last) });
      }),

    append: async (draft) => {
      const { party } = draft;
      const [kind, first, last] = (await run('append', party, appendArgs(draft))) as [string, string, string];
      if (kind !== 'refused') await tell(party, first);
      return readOutcome(kind, first, last);
    },

    knocks: (party) =>
      guard(async () => readKnocks((await client.hget(keyOf(party, 'party'), 'knocks')) ?? '')),

    govern: (draft) => governInRedis(draft, run, tell),

    async announce(party, id) {
      const appended = (await run('announce', party, [id])) as [string, string] | null;
      if (appended === null) return null;
      await tell(party, appended[0]);
      return JSON.parse(appended[1]) as RelayEvent<MembersChanged>;
    },

    leave: (address) =>
      guard(async () => {
        const due = await index.find(address.party);
        const emptySince = await run('leave', address.party, [address.member]);
        if (emptySince !== null) await index.empty(due, Number(emptySince));
      }),

    disconnect: (gone, leaseUntil) => moveLeases(gone, leaseUntil, ({ connection }) => connection),
    renewLeases: (addresses, leaseUntil) => moveLeases(addresses, leaseUntil, () => ''),

    reapLeases: (now) =>
      guard(async () => {
        const mayReap = !(await index.isGrace(now, options.graceMs));
        const parties = await index.listDue(now);
        const changed = await Promise.all(parties.map((due) => sweep(due, now, mayReap)));
        return parties.filter((_, at) => changed[at]).map(({ party }) => party);
      }),

    endParties: (emptySince) =>
      guard(async () => {
        const parties = await index.listEmpty(emptySince);
        const ends = await Promise.all(
          parties.map(async (party) => {
            const end = await run('end', party, [emptySince]);
            if (end === 'occupied') await index.due(party, emptySince);
            else if (end !== 'lingering') await index.forget(party);
            return end;
          }),
        );
        return ends.filter((end) => end === 'ended').length;
      }),

    async catchUp(party, from) {
      const answer = await run('catch-up', party, [from?.lamport ?? '', from?.id ?? '']);
      if (answer === null) return null;
      const [, isUntold, lamport] = answer as CaughtUp;
      if (isUntold === '1') await tell(party, lamport);
      return readCatchUp(answer as CaughtUp);
    },

    // Other nodes go on while this one starts: sweeping finds what was not told and who is gone.
    untoldParties: () => [],
    forgetConnections: () => undefined,
    // Time comes from Redis.
    latestAt: () => 0 as RelayMs,

    verify: () =>
      guard(async () => {
        if (isClosed) throw new StoreError('closed', 'the store is closed', 'Start the relay again.');
        await runner.verify();
      }),

    close() {
      isClosed = true;
      client.disconnect();
    },
  };
}

function joinArgs(draft: JoinDraft, isRelayFull: boolean): (string | number)[] {
  const { mode, shown, freshMember, nextToken, leaseUntil, connection, maxMembers } = draft;
  const fullness = isRelayFull ? '1' : '0';
  return [
    mode,
    shown ?? '',
    freshMember,
    nextToken,
    leaseUntil,
    connection,
    fullness,
    maxMembers,
    shown === null ? '' : knockOf(shown),
  ];
}

function appendArgs({ member, id, intent }: IntentDraft): (string | number)[] {
  const { channel, seq, basis, retain, body } = intent;
  const fingerprint = createHash('sha256').update(`${channel}:${body}`).digest('base64url');
  // Without its brace: the script puts the stamp before it.
  const rest = JSON.stringify({ from: 'member', by: member, ...intent }).slice(1);
  const prefix = retain.kind === 'log' ? LOG_SCOPE_PREFIX : lastScopePrefix(member);
  const keep = keepRightFor(retain);
  return [
    member,
    id,
    seq,
    basis,
    fingerprint,
    rest,
    retain.kind,
    scopeOf(retain, channel, member) ?? '',
    retain.kind === 'last' ? retain.key : '',
    retain.kind === 'log' && retain.checkpoint ? '1' : '0',
    body.length,
    prefix,
    scopeLimit(retain),
    channel,
    defaultLeastRoleFor(channel),
    ...('least' in keep ? ['', keep.least] : [keep.channel, defaultLeastRoleFor(keep.channel)]),
    retain.kind === 'log' && !isKnownLog(retain.log) ? '1' : '0',
  ];
}

function readOutcome(kind: string, first: string, last: string): AppendOutcome {
  if (kind === 'refused') return { kind, reason: first as AppendRefusal };
  if (kind === 'repeated') return { kind, ref: refOf(first, last) };
  return { kind: 'appended', event: JSON.parse(last) as MemberEvent };
}

function readCatchUp(answer: CaughtUp): CatchUp {
  const [reset, , lamport, head, host, listed, events, rules, roles, count] = answer;
  // Only those who are no viewers; also some who have left.
  const given = new Map(pairsOf(roles) as [MemberId, GivenRole][]);
  const members = pairsOf(listed).map(([id, joinedAt]) => {
    const member = id as MemberId;
    return composeMember(member, Number(joinedAt) as RelayMs, given.get(member) ?? DEFAULT_ROLE);
  });
  return {
    reset: reset === '1',
    roster: composeRoster(
      { members, host: host === '' ? null : (host as MemberId), rules: readRules(rules) },
      count,
    ),
    head: head === '' ? null : refOf(lamport, head),
    events: events.map((event) => JSON.parse(event) as OrderedEvent),
  };
}
