// The parties that this browser was in last, so that a person is back in one with one press, and as who they were. Kept
// in this browser alone, until they are told to be forgotten; parties of private windows never are.
import type { PartyCode } from '@sameframe/shared/code.ts';
import { memberTokenSchema } from '@sameframe/shared/ids.ts';
import { MAX_TITLE_CHARS } from '@sameframe/shared/playback.ts';
import * as v from 'valibot';
import type { KeyValueStore } from '../platform/browser-api.ts';
import { createStoredItem } from '../platform/storage.ts';
import { partyCodeSchema, relaySchema } from './invite-schemas.ts';
import type { PartyRecord } from './party-record.ts';

const recentPartySchema = v.object({
  code: partyCodeSchema,
  relay: relaySchema,
  /** Of what it watched last; empty while that is not known. */
  title: v.pipe(v.string(), v.maxLength(MAX_TITLE_CHARS)),
  /** Null where an older version kept it. */
  seat: v.nullable(
    v.object({
      token: memberTokenSchema,
      /** Others take no report with a count that they have had of this member. */
      reportCount: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    }),
  ),
});
/** Holds secrets: the code, and the token that makes one the same member again. */
export type RecentParty = v.InferOutput<typeof recentPartySchema>;

/** More than that a person does not look through. */
export const MAX_RECENT = 5;

/** One that cannot be read costs none of the others. */
const listSchema = v.pipe(
  v.array(v.unknown()),
  v.transform((list) => {
    const parsed = list.map((each) => v.safeParse(recentPartySchema, each));
    return parsed.flatMap(({ success, output }) => (success ? [output] : [])).slice(0, MAX_RECENT);
  }),
);

/** `kept`: it stays where it is in the list, and only its title is new. `former`: it stands for that one from now on. */
export function withRecent(
  all: readonly RecentParty[],
  party: RecentParty,
  place: 'first' | 'kept',
  former: PartyCode | null = null,
): readonly RecentParty[] {
  const list = all.filter((each) => former === null || !isSame(each, { ...party, code: former }));
  const index = list.findIndex((each) => isSame(each, party));
  if (place === 'kept' && index >= 0) return list.with(index, party);
  return [party, ...list.filter((each) => !isSame(each, party))].slice(0, MAX_RECENT);
}

/** A party that one is in, as it is kept. */
export function recentOf({
  code,
  relay,
  session: { token, replica },
  reportCount,
}: Pick<PartyRecord, 'code' | 'relay' | 'session' | 'reportCount'>): RecentParty {
  const seat = token === null ? null : { token, reportCount };
  return { code, relay, title: replica.timeline.playback?.media?.title ?? '', seat };
}

export interface RecentKeeper {
  /** The latest first. */
  readonly list: readonly RecentParty[];
  /** Who one was in it, as far as that is kept. */
  seatIn(party: Pick<RecentParty, 'code' | 'relay'>): RecentParty['seat'];
  note(party: RecentParty, place: 'first' | 'kept', former?: PartyCode | null): Promise<void>;
  /** Null: all of them. */
  forget(party: Pick<RecentParty, 'code' | 'relay'> | null): Promise<void>;
}

/** A list that cannot be read is as good as none: nobody has lost a party by it. */
export async function loadRecent(store: KeyValueStore): Promise<RecentKeeper> {
  const item = createStoredItem(store, {
    key: 'recent-parties',
    version: 2,
    migrations: {
      1: (old) => (old as object[]).map((party) => ({ ...party, seat: null })),
    },
    schema: listSchema,
  });
  const stored = await item.read();
  let list: readonly RecentParty[] = stored.state === 'found' ? stored.value : [];
  const change = async (next: readonly RecentParty[]): Promise<void> => {
    if (JSON.stringify(next) === JSON.stringify(list)) return;
    list = next;
    if (list.length === 0) await item.remove();
    else await item.write([...list]);
  };
  return {
    get list() {
      return list;
    },
    seatIn: (party) => list.find((each) => isSame(each, party))?.seat ?? null,
    note: (party, place, former) => change(withRecent(list, party, place, former)),
    forget: (party) => change(party === null ? [] : list.filter((each) => !isSame(each, party))),
  };
}

function isSame(a: Pick<RecentParty, 'code' | 'relay'>, b: Pick<RecentParty, 'code' | 'relay'>): boolean {
  return a.code === b.code && a.relay === b.relay;
}
