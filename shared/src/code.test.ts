import { webcrypto } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  deriveParty,
  formatCode,
  formatInvite,
  formatInviteLink,
  type Invite,
  isLoopbackRelay,
  mintCode,
  type PartyCode,
  parseInvite,
  parseRelayAddress,
} from './code.ts';
import type { CryptoPort } from './crypto-port.ts';

const CODE = 'K7QM4TZP9XWD2RHV6BNC' as PartyCode;
const SHOWN = 'K7QM-4TZP-9XWD-2RHV-6BNC';
const RELAY = 'https://relay.example.org';

const good = (relay: string | null = null) => ({ ok: true, value: { code: CODE, relay } });
const bad = (reason: string) => ({ ok: false, reason });

const code = fc.uint8Array({ minLength: 20, maxLength: 20 }).map(mintCode);
const relay = fc.constantFrom(
  null,
  RELAY,
  'https://relay.example.org:8443',
  'http://localhost:8787',
  'http://127.0.0.1:1',
  'http://[::1]:8787',
  'https://localhost:8787',
  'https://[2001:db8::7]:8787',
  'https://192.0.2.1',
  'https://relay',
);
const invite: fc.Arbitrary<Invite> = fc.record({ code, relay });

describe('a code', () => {
  test('[PC1] is 20 symbols of Crockford’s alphabet, five bits of each byte', () => {
    expect(mintCode(new Uint8Array(20))).toBe('0'.repeat(20));
    expect(mintCode(new Uint8Array(20).fill(0xff))).toBe('Z'.repeat(20));
    const counting = Array.from({ length: 20 }, (_, index) => index + 12);
    expect(mintCode(Uint8Array.from(counting))).toBe('CDEFGHJKMNPQRSTVWXYZ');
    fc.assert(
      fc.property(code, (minted) => {
        expect(minted).toMatch(/^[0-9A-HJKMNP-TV-Z]{20}$/);
      }),
    );
  });

  test('[PC1] takes 20 bytes and no other number', () => {
    expect(() => mintCode(new Uint8Array(16))).toThrow(RangeError);
  });

  test('[PC1] is shown in five groups', () => {
    expect(formatCode(CODE)).toBe(SHOWN);
  });

  test('[PC1] shown and typed again it is the same, and so is its invite and its link', () => {
    fc.assert(
      fc.property(invite, (drawn) => {
        expect(parseInvite(formatCode(drawn.code))).toEqual({ ok: true, value: { ...drawn, relay: null } });
        expect(parseInvite(formatInvite(drawn))).toEqual({ ok: true, value: drawn });
        if (drawn.relay === null) return;
        expect(parseInvite(formatInviteLink(drawn.code, drawn.relay))).toEqual({ ok: true, value: drawn });
      }),
      { numRuns: 500 },
    );
  });
});

describe('what a person pastes', () => {
  test.each([
    SHOWN,
    CODE,
    SHOWN.toLowerCase(),
    ` \t${SHOWN}\n`,
    'K7QM 4TZP 9XWD 2RHV 6BNC',
    'K7QM.4TZP.9XWD.2RHV.6BNC',
    'K7QM · 4TZP · 9XWD · 2RHV · 6BNC',
    'K7QM - 4TZP - 9XWD - 2RHV - 6BNC',
    'K7QM4 TZP9X WD2RH V6BNC',
    'K7QM_4TZP_9XWD_2RHV_6BNC',
    'K 7 Q M 4 T Z P 9 X W D 2 R H V 6 B N C',
    'Ｋ７ＱＭ４ＴＺＰ９ＸＷＤ２ＲＨＶ６ＢＮＣ',
  ])('[PC2] %j is the code', (text) => {
    expect(parseInvite(text)).toEqual(good());
  });

  test('[PC2] dashes of all kinds join groups', () => {
    for (const dash of '-‐‑‒–—―−﹘﹣－⸺゠〜') {
      expect(parseInvite(SHOWN.replaceAll('-', dash)), dash).toEqual(good());
    }
  });

  test('[PC2] what cannot be seen does not count', () => {
    expect(parseInvite(`\u2068K7QM\u200b-4TZP-9XWD\u00ad-2RHV-6B\u2060NC\u2069\ufeff`)).toEqual(good());
  });

  test('[PC2] O is 0, and I and L are 1, in either case', () => {
    const ones = parseInvite('OoIi-LlQM-9XWD-2RHV-6BNC');
    expect(ones).toEqual({ ok: true, value: { code: '001111QM9XWD2RHV6BNC', relay: null } });
  });

  test.each([
    `Join us at nine: ${SHOWN}`,
    `Code: ${SHOWN}. See you!`,
    `Code - ${SHOWN} - nice`,
    `Code - K7QM - 4TZP - 9XWD - 2RHV - 6BNC - nice`,
    `Party code K7QM 4TZP 9XWD 2RHV 6BNC come soon`,
    `They said that this code from Anna K7QM 4TZP 9XWD 2RHV 6BNC will open the door`,
    `"${SHOWN}"`,
    `(${CODE})`,
    `${SHOWN}, not 0000-0000-0000-0000-0000`,
  ])('[PC2] the code is found in %j', (text) => {
    expect(parseInvite(text)).toEqual(good());
  });

  test('[PC2] a code in a sentence is found, whatever words are around it', () => {
    const words = fc.array(fc.stringMatching(/^[a-z,.!?]{1,12}$/), { maxLength: 6 });
    fc.assert(
      fc.property(words, code, words, (before, drawn, after) => {
        const text = [...before, formatCode(drawn), ...after].join(' ');
        expect(parseInvite(text)).toEqual({ ok: true, value: { code: drawn, relay: null } });
      }),
    );
  });

  test('[PC5] whatever it is, it is an invite or named a problem', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const parsed = parseInvite(text);
        if (parsed.ok) expect(parsed.value.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{20}$/);
        else
          expect(['empty', 'no-code', 'wrong-length', 'bad-character', 'bad-relay']).toContain(parsed.reason);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['', 'empty'],
    [' \n\u200b ', 'empty'],
    ['hello, come and watch something with us tonight', 'no-code'],
    ['https://relay.example.org/join', 'no-code'],
    ['123e4567-e89b-12d3-a456-426614174000', 'no-code'],
    ['K7QM', 'wrong-length'],
    [SHOWN.slice(0, -1), 'wrong-length'],
    [`${SHOWN}C`, 'wrong-length'],
    [`${SHOWN}-6BNC`, 'wrong-length'],
    [`7777-${SHOWN}`, 'wrong-length'],
    [SHOWN.replace('K', 'U'), 'bad-character'],
    [CODE.replace('C', 'u'), 'bad-character'],
    [SHOWN.replace('K', 'Ä'), 'bad-character'],
    [SHOWN.replace('K', '?'), 'bad-character'],
  ])('[PC5] %j is %s', (text, reason) => {
    expect(parseInvite(text)).toEqual(bad(reason));
  });

  test('[PC5] a text without end is cut, not searched', () => {
    expect(parseInvite(`${'- '.repeat(500_000)}${SHOWN}`)).toEqual(bad('no-code'));
  });
});

describe('the relay in an invite', () => {
  test.each([
    [`${RELAY}/join#${SHOWN}`, RELAY],
    [`${RELAY}/join#${CODE}`, RELAY],
    [`${RELAY}/join/#${SHOWN}`, RELAY],
    [`${RELAY}/join?from=chat#${SHOWN}`, RELAY],
    [`HTTPS://Relay.Example.ORG/join#${SHOWN.toLowerCase()}`, RELAY],
    [`Here: ${RELAY}:8443/join#${SHOWN}!`, `${RELAY}:8443`],
    [`http://localhost:8787/join#${SHOWN}`, 'http://localhost:8787'],
    [`${SHOWN}@relay.example.org`, RELAY],
    [`${SHOWN} @ relay.example.org`, RELAY],
    [`Join me (${SHOWN}@relay.example.org).`, RELAY],
    [`${SHOWN}@https://relay.example.org/`, RELAY],
    [`${CODE}@localhost:8787`, 'http://localhost:8787'],
    [`${SHOWN}@127.0.0.1:8787`, 'http://127.0.0.1:8787'],
    [`${SHOWN}@[::1]:8787`, 'http://[::1]:8787'],
    [`K7QM4 TZP9X WD2RH V6BNC@relay.example.org`, RELAY],
  ])('[PC4] %s names %s', (text, expected) => {
    expect(parseInvite(text)).toEqual(good(expected));
  });

  test.each([
    '',
    'http://relay.example.org',
    'ftp://relay.example.org',
    'relay.example.org/path',
    'someone@relay.example.org',
    'relay_1.example.org',
    '-relay.example.org',
    'relay..example.org',
    'relay.example.org:0',
    'relay.example.org:65536',
    '256.1.1.1',
    '1.2.3',
    '127.0.0.999',
    '[::1',
    '[1:2:3]',
    '[1::2::3]',
    '[12345::]',
    `${'a'.repeat(256)}`,
    'javascript:alert(1)',
  ])('[PC4] %j is no relay', (address) => {
    expect(parseRelayAddress(address)).toEqual(bad('bad-relay'));
    expect(parseInvite(`${SHOWN}@${address}`)).toEqual(bad('bad-relay'));
  });

  test('[PC4] whatever is taken for a relay, a browser takes for an origin', () => {
    const text = fc.oneof(
      fc.webAuthority({ withPort: true }),
      fc.ipV6().map((ip) => `[${ip}]`),
      fc.string(),
    );
    fc.assert(
      fc.property(text, (address) => {
        const parsed = parseRelayAddress(address);
        if (parsed.ok) expect(() => new URL(parsed.value)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });

  test('[PC4] without encryption only where no network lies between', () => {
    expect(parseRelayAddress('localhost')).toEqual({ ok: true, value: 'http://localhost' });
    expect(parseRelayAddress('localhost.example.org')).toEqual({
      ok: true,
      value: 'https://localhost.example.org',
    });
    expect(isLoopbackRelay('http://127.9.9.9:1')).toBe(true);
    expect(isLoopbackRelay('http://[::1]')).toBe(true);
    expect(isLoopbackRelay('https://relay.example.org')).toBe(false);
    expect(isLoopbackRelay('http://localhost.example.org')).toBe(false);
    expect(isLoopbackRelay('http://10.0.0.1')).toBe(false);
  });
});

describe('derivation', () => {
  const crypto = webcrypto as unknown as CryptoPort;

  test('[PC3] is for ever the same: HKDF-SHA-256 with our salt and purposes', async () => {
    const { partyId } = await deriveParty(crypto, CODE);
    expect(partyId).toBe('xyr9sDMNigR6puAylGwFQg');
  });

  test('[PC3] gives another id for another code, and a key that never comes out', async () => {
    const one = await deriveParty(crypto, CODE);
    const other = await deriveParty(crypto, CODE.replace('C', 'D') as PartyCode);
    expect(other.partyId).not.toBe(one.partyId);
    expect(one.key).toMatchObject({ type: 'secret', extractable: false });
    await expect(webcrypto.subtle.exportKey('raw', one.key as never)).rejects.toThrow();
  });
});
