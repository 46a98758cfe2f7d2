// A day of a relay, at speed: parties come and go, people join, act, lose their connection and come back, and the process
// is killed now and then. The real core and a real database under invented time; in every party somebody keeps the minutes.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { MemberToken, PartyId } from '@sameframe/shared/ids.ts';
import type { EventRef, OrderedEvent } from '@sameframe/shared/protocol/envelope.ts';
import { expect, test } from 'vitest';
import { createRandom, type Random } from '../../scripts/simulation/random.ts';
import { DATABASE_FILE } from './store/sqlite-database.ts';
import { createPromptSqliteStore } from './store/sqlite-store.ts';
import { collectGarbage } from './testing/collect-garbage.ts';
import { type CoreWorld, createCoreWorld, type Seat } from './testing/core-world.ts';
import { idOf, intentOf, TIMELINE } from './testing/drafts.ts';
import { createTempFolder } from './testing/temp-folder.ts';

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;
/** Parties that begin in a minute, and minutes that they last. */
const BEGINNINGS = process.env.SAMEFRAME_FULL === undefined ? 0.1 : 1;
const LASTING = [20, 120] as const;
const SIZE = [2, 6] as const;
/** A party that has ended is forgotten after an hour, so that its space can be seen to come back. */
const SETTINGS = { partyLingerMs: HOUR_MINUTES * MINUTE_MS };
/** From when on as much ends as begins. */
const LEVEL_AFTER_HOURS = 6;
const GROWTH_BYTES = 8 * 1_024 * 1_024;

interface Person {
  seat: Seat | null;
  token: MemberToken | null;
  seq: number;
}

interface Party {
  readonly id: PartyId;
  readonly endsAtMinute: number;
  readonly people: Person[];
  /** Of every act that was acknowledged, in the order of the answers. */
  readonly acknowledged: EventRef[];
  /** What the first of them was told or caught up with, in that order. */
  readonly minutes: OrderedEvent[];
}

test('[ST1 AD13] a day of joins, leaves, acts and restarts: every log is whole, and neither memory nor disk grows', () => {
  const day = new Day();
  const sizes: Size[] = [];
  for (let minute = 0; minute < DAY_MINUTES; minute += 1) {
    day.pass(minute);
    if (minute % HOUR_MINUTES === HOUR_MINUTES - 1) sizes.push(day.measure());
    expect(day.world.problems).toEqual([]);
  }
  day.end();

  expect(day.begun).toBeGreaterThan(BEGINNINGS * DAY_MINUTES * 0.7);
  expect(day.acts).toBeGreaterThan(5_000);
  expect(day.restarts).toBeGreaterThan(10);
  const [level, last] = [sizes[LEVEL_AFTER_HOURS], sizes.at(-1)];
  expect((last?.heap ?? 0) - (level?.heap ?? 0)).toBeLessThan(GROWTH_BYTES);
  expect((last?.disk ?? 0) - (level?.disk ?? 0)).toBeLessThan(GROWTH_BYTES);
}, 1_800_000);

interface Size {
  readonly heap: number;
  readonly disk: number;
}

class Day {
  readonly #folder = createTempFolder();
  readonly #random = createRandom(24);
  #store = createPromptSqliteStore(this.#folder.path);
  #parties: Party[] = [];
  world = createCoreWorld({ store: this.#store, settings: SETTINGS });
  begun = 0;
  acts = 0;
  restarts = 0;

  pass(minute: number): void {
    if (this.#random.chance(BEGINNINGS)) {
      this.begun += 1;
      const id = idOf<PartyId>(`party ${this.begun}`);
      this.#parties.push(beginParty(this.world, id, minute, this.#random));
    }
    for (const party of this.#parties) {
      for (const person of party.people) this.acts += live(this.world, party, person, this.#random);
    }
    this.world.advance(MINUTE_MS);
    for (const party of this.#parties) keepMinutes(party);
    const ending = this.#parties.filter(({ endsAtMinute }) => endsAtMinute === minute);
    for (const party of ending) endParty(this.world, party);
    this.#parties = this.#parties.filter((party) => !ending.includes(party));
    if (this.#random.chance(1 / HOUR_MINUTES)) this.#restart();
  }

  /** As a killed process leaves it: nobody is told, nothing is written out. */
  #restart(): void {
    this.restarts += 1;
    this.#store.close();
    this.#store = createPromptSqliteStore(this.#folder.path);
    this.world = createCoreWorld({ store: this.#store, settings: SETTINGS, startAt: this.world.now() });
    for (const { people } of this.#parties) for (const person of people) person.seat = null;
  }

  measure(): Size {
    collectGarbage();
    const disk = statSync(join(this.#folder.path, DATABASE_FILE)).size;
    return { heap: process.memoryUsage().heapUsed, disk };
  }

  end(): void {
    for (const party of this.#parties) endParty(this.world, party);
    this.#store.close();
    this.#folder.remove();
  }
}

function beginParty(world: CoreWorld, id: PartyId, minute: number, random: Random): Party {
  const count = Math.floor(random.between(...SIZE));
  const people = Array.from({ length: count }, (): Person => ({ seat: null, token: null, seq: 0 }));
  const endsAtMinute = minute + Math.floor(random.between(...LASTING));
  const party: Party = { id, endsAtMinute, people, acknowledged: [], minutes: [] };
  for (const [index, person] of people.entries())
    enter(world, party, person, index === 0 ? 'create' : 'join');
  return party;
}

function enter(world: CoreWorld, party: Party, person: Person, mode: 'create' | 'join'): void {
  const seat = world.connect();
  const isWriter = person === party.people[0];
  const newest = party.minutes.at(-1);
  const from = isWriter && newest !== undefined ? { lamport: newest.lamport, id: newest.id } : null;
  const welcome = seat.join({ party: party.id, mode, token: person.token, from });
  expect(welcome.lastSeq).toBe(person.seq);
  person.seat = seat;
  person.token = welcome.token;
  if (!isWriter) return;
  expect(welcome.reset).toBe(from === null);
  party.minutes.push(...welcome.events);
}

/** A minute of somebody's evening; gives how often they acted. */
function live(world: CoreWorld, party: Party, person: Person, random: Random): number {
  if (person.seat === null) {
    // Most are back within their lease of a minute, some after it.
    if (random.chance(0.7)) enter(world, party, person, 'join');
    return 0;
  }
  if (random.chance(0.02)) {
    keepMinutes(party);
    person.seat.disconnect();
    person.seat = null;
    return 0;
  }
  if (!random.chance(0.5)) return 0;
  const reply = person.seat.intent(intentOf(person.seq + 1, { retain: TIMELINE }));
  if (!reply.ok) throw new Error(`refused: ${reply.reason}`);
  person.seq += 1;
  party.acknowledged.push(reply.ref);
  return 1;
}

/** Takes down what the writer was told; everyone else's lists are only emptied. */
function keepMinutes(party: Party): void {
  for (const [index, { seat }] of party.people.entries()) {
    if (seat === null) continue;
    const told = seat.events.splice(0);
    if (index !== 0) continue;
    const newest = party.minutes.at(-1)?.lamport ?? 0;
    party.minutes.push(...told.filter(({ lamport }) => lamport > newest));
  }
}

function endParty(world: CoreWorld, party: Party): void {
  const [writer] = party.people;
  if (writer === undefined) return;
  if (writer.seat === null) enter(world, party, writer, 'join');
  keepMinutes(party);
  for (const [index, event] of party.minutes.entries()) {
    const before = party.minutes[index - 1];
    if (before !== undefined) expect(event.prev).toEqual({ lamport: before.lamport, id: before.id });
  }
  const written = party.minutes.filter(({ from }) => from === 'member').map(({ id }) => id);
  expect(written).toEqual(party.acknowledged.map(({ id }) => id));
  for (const { seat } of party.people) {
    if (seat !== null) seat.core.leave(seat.connection);
    seat?.disconnect();
  }
}
