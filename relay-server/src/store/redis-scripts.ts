// The scripts of ./redis with the constants they share with the other stores, and the keys of a party.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PartyId } from '@sameframe/shared/ids.ts';
import { MAX_BASIS_JUMP } from '@sameframe/shared/lamport.ts';
import { TIMELINE_LOG } from '@sameframe/shared/playback.ts';
import {
  MAX_LISTED_MEMBERS,
  MAX_RETAINED_KEYS,
  MAX_RETAINED_PER_LOG,
} from '@sameframe/shared/protocol/limits.ts';
import { DEFAULT_ROLE } from '@sameframe/shared/protocol/rules.ts';
import { RECEIPTS_PER_MEMBER } from '../door/admit.ts';
import { KNOCK_LIFE_MS } from '../door/knocks.ts';
import {
  EVENT_FRAME_CHARS,
  LAST_SCOPE_PREFIX,
  MAX_CHARS_PER_OTHER_LOG,
  MAX_LAST_CHARS,
  MAX_LAST_CHARS_PER_MEMBER,
} from '../party/kept-room.ts';
import { MAX_CHARS_PER_LOG, MAX_DEPARTED, PRUNE_EVERY, TAIL_LENGTH } from '../party/retain.ts';

const SCRIPT_NAMES = [
  'append',
  'govern',
  'knock',
  'announce',
  'join',
  'leave',
  'lease',
  'sweep',
  'end',
  'catch-up',
  'tell',
] as const;
export type ScriptName = (typeof SCRIPT_NAMES)[number];

export interface Script {
  readonly text: string;
  readonly sha: string;
}

const CONSTANTS = {
  DEFAULT_ROLE,
  EVENT_FRAME_CHARS,
  KNOCK_LIFE_MS,
  LAST_SCOPE_PREFIX,
  MAX_BASIS_JUMP,
  MAX_CHARS_PER_LOG,
  MAX_CHARS_PER_OTHER_LOG,
  MAX_DEPARTED,
  MAX_LAST_CHARS,
  MAX_LAST_CHARS_PER_MEMBER,
  MAX_LISTED_MEMBERS,
  MAX_RETAINED_KEYS,
  MAX_RETAINED_PER_LOG,
  PRUNE_EVERY,
  RECEIPTS_PER_MEMBER,
  TAIL_LENGTH,
  TIMELINE_LOG,
};

/** In the order of `unpack(KEYS)` in party.lua. */
const KEY_NAMES = [
  'party',
  'log',
  'kept',
  'present',
  'leases',
  'connected',
  'departed',
  'seqs',
  'receipts',
  'tokens',
  'member-tokens',
  'newcomers',
  'leavers',
  'roles',
  'kicked',
] as const;

export const SCRIPTS: Readonly<Record<ScriptName, Script>> = readScripts();

/** All with the party's hash tag, so that they are on one node of a cluster. */
export function keyOf(party: PartyId, name: (typeof KEY_NAMES)[number] | 'feed'): string {
  return `sameframe:{${party}}:${name}`;
}

export function keysOf(party: PartyId): string[] {
  return KEY_NAMES.map((name) => keyOf(party, name));
}

function readScripts(): Record<ScriptName, Script> {
  const read = (name: string) => readFileSync(join(import.meta.dirname, 'redis', `${name}.lua`), 'utf8');
  const constants = Object.entries(CONSTANTS).map(
    ([name, value]) => `local ${name} = ${JSON.stringify(value)}`,
  );
  const prelude = `${constants.join('\n')}\n${read('party')}`;
  const scripts = SCRIPT_NAMES.map((name) => {
    const text = `${prelude}\n${read(name)}`;
    return [name, { text, sha: createHash('sha1').update(text).digest('hex') }] as const;
  });
  return Object.fromEntries(scripts) as Record<ScriptName, Script>;
}
