// The party code: 100 random bits that a person can read out. Mint, format, forgiving parse, derivation.
// Knows the relay address only as text that travels with the code.
import { utf8 } from '@scure/base';
import type { CryptoPort, KeyHandle } from './crypto-port.ts';
import { idFromBytes, type PartyId } from './ids.ts';
import { fail, type Result, succeed } from './result.ts';

/** 20 symbols of Crockford's base 32, upper case, without separators. Secret: who has it is in. */
export type PartyCode = string & { readonly __brand: 'PartyCode' };

export interface Invite {
  readonly code: PartyCode;
  /** Origin of the relay, e.g. `https://relay.example.org`; null means the default relay. */
  readonly relay: string | null;
}

export type InviteProblem = 'empty' | 'no-code' | 'wrong-length' | 'bad-character' | 'bad-relay';

const CODE_LENGTH = 20;
const GROUP_LENGTH = 4;
/** Crockford's alphabet (https://www.crockford.com/base32.html): no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SYMBOL = '[0-9A-TV-Za-tv-z]';
const DASH = '[\\p{Pd}\\u2212_]';
const GROUP = `${SYMBOL}{${GROUP_LENGTH}}`;
const EDGE_BEFORE = '(?<![0-9A-Za-z])';
const EDGE_AFTER = '(?![0-9A-Za-z])';
/** A sixth group, tied on by a dash: that is another text, not a code with a word beside it. */
const NO_GROUP_BEFORE = `(?<!${EDGE_BEFORE}${GROUP}${DASH})`;
const NO_GROUP_AFTER = `(?!${DASH}${GROUP}${EDGE_AFTER})`;

/** Most certain first: groups joined by dashes, twenty in a row, groups joined by spaces. */
const CODE_PATTERNS = [
  `${GROUP}(?:\\s*${DASH}\\s*${GROUP}){4}`,
  `${SYMBOL}{${CODE_LENGTH}}`,
  `${GROUP}(?:[\\s.·]+${GROUP}){4}`,
].map((code) => {
  // Captured by looking ahead, so that matches may overlap: "Code: K7QM 4TZP …" begins with a group too many.
  const window = `(?=(${code})${EDGE_AFTER}${NO_GROUP_AFTER})`;
  return new RegExp(`${EDGE_BEFORE}${NO_GROUP_BEFORE}${window}`, 'gu');
});

/** 20 random bytes in; 5 bits of each are used. */
export function mintCode(bytes: Uint8Array): PartyCode {
  if (bytes.length !== CODE_LENGTH) throw new RangeError(`a code takes ${CODE_LENGTH} bytes`);
  return Array.from(bytes, (byte) => ALPHABET[byte & 31]).join('') as PartyCode;
}

/** `K7QM-4TZP-9XWD-2RHV-6BNC` */
export function formatCode(code: PartyCode): string {
  return code.match(/.{4}/g)?.join('-') ?? code;
}

/** What a person sends: the code alone for the default relay, otherwise `CODE@relay.example.org`. */
export function formatInvite({ code, relay }: Invite): string {
  if (relay === null) return formatCode(code);
  const host = relay.replace(/^https?:\/\//, '');
  const guessed = parseRelayAddress(host);
  return `${formatCode(code)}@${guessed.ok && guessed.value === relay ? host : relay}`;
}

/** The link that does everything: `https://relay.example.org/join#CODE`. */
export function formatInviteLink(code: PartyCode, relay: string): string {
  return `${relay}/join#${formatCode(code)}`;
}

/** Finds a code, and the relay it names if any, in whatever a person pasted (SPEC PC2). */
export function parseInvite(text: string): Result<Invite, InviteProblem> {
  // Invisible characters (zero-width spaces, direction marks) come along from chats and web pages.
  const pasted = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .slice(0, 4_096);
  if (pasted === '') return fail('empty');
  const found = findCode(pasted);
  if (found !== null) return withRelay(toCode(found.text), pasted, found.start, found.text.length);
  const beforeRelay = pasted.split('@')[0] ?? '';
  const symbols = beforeRelay.replace(new RegExp(`[\\s.·]|${DASH}`, 'gu'), '');
  if (symbols.length === CODE_LENGTH && new RegExp(`^${SYMBOL}+$`).test(symbols)) {
    return withRelay(toCode(symbols), pasted, 0, beforeRelay.length);
  }
  return fail(explainProblem(symbols));
}

interface FoundCode {
  readonly text: string;
  readonly start: number;
}

function findCode(pasted: string): FoundCode | null {
  for (const pattern of CODE_PATTERNS) {
    let best: FoundCode | null = null;
    for (const match of pasted.matchAll(pattern)) {
      const found = { text: match[1] ?? '', start: match.index };
      if (best === null || isLikelier(found, best)) best = found;
    }
    if (best !== null) return best;
  }
  return null;
}

/** Four-letter words beside a code can pass for groups of it; digits tell. Of two codes the first is meant. */
function isLikelier(found: FoundCode, best: FoundCode): boolean {
  const bestDigits = countDigits(best.text);
  const isApart = found.start >= best.start + best.text.length;
  return countDigits(found.text) > bestDigits && (!isApart || bestDigits === 0);
}

function countDigits(text: string): number {
  return text.replace(/\D/g, '').length;
}

/** `http` only where no network lies between: a relay on this very computer. */
export function isLoopbackRelay(relay: string): boolean {
  return /^https?:\/\/(localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/.test(relay);
}

/** The two things both ends derive with HKDF-SHA-256 (RFC 5869): what the relay sees, and what it never sees. */
export interface PartySecrets {
  readonly partyId: PartyId;
  readonly key: KeyHandle;
}

const DERIVATION_SALT = 'sameframe/party/v1';

export async function deriveParty(crypto: CryptoPort, code: PartyCode): Promise<PartySecrets> {
  const source = await crypto.subtle.importKey('raw', bytesOf(code), 'HKDF', false, ['deriveBits']);
  const derive = async (purpose: string, bits: number) => {
    const salt = bytesOf(DERIVATION_SALT);
    const algorithm = { name: 'HKDF', hash: 'SHA-256', salt, info: bytesOf(purpose) };
    return new Uint8Array(await crypto.subtle.deriveBits(algorithm, source, bits));
  };
  const partyId = idFromBytes<PartyId>(await derive('party-id', 128));
  const keyBytes = await derive('party-key', 256);
  const key = await crypto.subtle.importKey('raw', keyBytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
  return { partyId, key };
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(utf8.decode(text));
}

function toCode(text: string): PartyCode {
  const symbols = text.toUpperCase().replace(/[^0-9A-Z]/g, '');
  return symbols.replaceAll('O', '0').replace(/[IL]/g, '1') as PartyCode;
}

function withRelay(
  code: PartyCode,
  text: string,
  codeStart: number,
  codeLength: number,
): Result<Invite, InviteProblem> {
  const link = /(https?:\/\/[^\s/]+)\/join\/?(?:\?[^\s#]*)?#\s*$/i.exec(text.slice(0, codeStart));
  if (link?.[1] !== undefined) return parseRelayInto(code, link[1]);
  const suffix = /^\s*@\s*(\S*)/.exec(text.slice(codeStart + codeLength));
  if (suffix === null) return succeed({ code, relay: null });
  return parseRelayInto(code, (suffix[1] ?? '').replace(/[^\p{L}\p{N}\]/]+$/u, ''));
}

function parseRelayInto(code: PartyCode, address: string): Result<Invite, InviteProblem> {
  const relay = parseRelayAddress(address);
  return relay.ok ? succeed({ code, relay: relay.value }) : relay;
}

const HOST =
  /^([a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:]+\])(?::(\d{1,5}))?$/;

/** What every browser takes for a host: anything else would throw only when somebody connects to it. */
function isHost(text: string): boolean {
  const [, name = '', port] = HOST.exec(text) ?? [];
  if (name === '' || (port !== undefined && (Number(port) < 1 || Number(port) > 65_535))) return false;
  if (name.startsWith('[')) return isIpv6(name.slice(1, -1));
  const isNumeric = /(^|\.)\d+$/.test(name);
  return !isNumeric || /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(name);
}

function isIpv6(text: string): boolean {
  const halves = text.split('::');
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const isComplete = halves.length === 1 ? groups.length === 8 : halves.length === 2 && groups.length < 8;
  return isComplete && groups.every((group) => /^[0-9a-f]{1,4}$/.test(group));
}

/**
 * A relay's origin from what a person wrote: `relay.example.org`, `https://relay.example.org/`,
 * `localhost:8787`. Without a scheme it is https, except on this very computer; http elsewhere is refused,
 * as the browser would refuse the socket too.
 */
export function parseRelayAddress(text: string): Result<string, 'bad-relay'> {
  const address = text.trim().toLowerCase().replace(/\/+$/, '');
  const scheme = /^(https?):\/\//.exec(address)?.[1];
  const host = address.replace(/^https?:\/\//, '');
  if (host.length > 255 || !isHost(host)) return fail('bad-relay');
  const isLoopback = isLoopbackRelay(`http://${host}`);
  if (scheme === 'http' && !isLoopback) return fail('bad-relay');
  return succeed(`${scheme ?? (isLoopback ? 'http' : 'https')}://${host}`);
}

function explainProblem(symbols: string): InviteProblem {
  const looksLikeCode = symbols.length >= 15 && symbols.length <= 25;
  if (!looksLikeCode)
    return symbols.length < 15 && /^[0-9A-Za-z]+$/.test(symbols) ? 'wrong-length' : 'no-code';
  return new RegExp(`^${SYMBOL}+$`).test(symbols) ? 'wrong-length' : 'bad-character';
}
