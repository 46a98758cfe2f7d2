import { webcrypto } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { deriveParty, type PartyCode, type PartySecrets } from './code.ts';
import type { CryptoPort } from './crypto-port.ts';
import { MAX_BODY_CHARS, MIN_BODY_CHARS } from './protocol/limits.ts';
import { openBody, type SealedBody, type SealPlace, sealBody } from './seal.ts';
import { ALICE, BOB } from './testing/timeline-history.ts';

const crypto = webcrypto as unknown as CryptoPort;
const BODY = { kind: 'hold', limitMs: 5_000 };
const FORGED = { ok: false, reason: 'not-sealed-here' };

let secrets: PartySecrets;
let place: SealPlace;
beforeAll(async () => {
  secrets = await deriveParty(crypto, 'K7QM4TZP9XWD2RHV6BNC' as PartyCode);
  place = { party: secrets.partyId, channel: 'playback', member: ALICE, seq: 7 };
});

const seal = (body: unknown = BODY) => sealBody(crypto, secrets.key, place, body);
const open = (body: string, at: SealPlace = place) => openBody(crypto, secrets.key, at, body as SealedBody);

describe('a sealed body', () => {
  test('[SE1] opens for members at its place, whatever JSON it holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (text) => {
        const body: unknown = JSON.parse(text);
        expect(await open(await seal(body))).toEqual({ ok: true, value: body });
      }),
    );
  });

  test('[SE1] sealed by any implementation of the same rule opens here', async () => {
    // Made with node:crypto: AES-256-GCM, key by HKDF, nonce 00…0b, place as additional data.
    const sealed = 'AAECAwQFBgcICQoLYLGz6PI2hreXoHgpf29BYz-AIr7lMlgq47MH5ZARjxBtCUT1N3sP2_KeHuStiA';
    expect(await open(sealed)).toEqual({ ok: true, value: BODY });
  });

  test('[SE1] does not open elsewhere: another party, channel, member or seq', async () => {
    const body = await seal();
    const elsewhere: Partial<SealPlace>[] = [
      { party: 'another-party---------' as SealPlace['party'] },
      { channel: 'presence' },
      { member: BOB },
      { seq: 8 },
    ];
    for (const moved of elsewhere) expect(await open(body, { ...place, ...moved })).toEqual(FORGED);
  });

  test('[SE1] does not open with the key of another party', async () => {
    const other = await deriveParty(crypto, 'K7QM4TZP9XWD2RHV6BND' as PartyCode);
    expect(await openBody(crypto, other.key, place, await seal())).toEqual(FORGED);
  });

  test('[SE2] with any bit changed it does not open, and nothing throws', async () => {
    const bytes = Buffer.from(await seal(), 'base64url');
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: bytes.length * 8 - 1 }), async (bit) => {
        const forged = Buffer.from(bytes);
        forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(await open(forged.toString('base64url'))).toEqual(FORGED);
      }),
    );
  });

  test('[SE2] cut, lengthened, or of another alphabet it does not open', async () => {
    const body = await seal();
    for (const forged of [
      '',
      'AAAA',
      body.slice(0, -4),
      `${body}AAAA`,
      `${body}=`,
      body.replace(/^./, '!'),
    ]) {
      expect(await open(forged)).toEqual(FORGED);
    }
  });

  test('[SE2] what opens but is no JSON is told apart', async () => {
    const iv = new Uint8Array(12);
    const { party, channel, member, seq } = place;
    const additionalData = Buffer.from(JSON.stringify(['sameframe/v1', party, channel, member, seq]));
    const algorithm = { name: 'AES-GCM', iv, additionalData };
    const sealed = await crypto.subtle.encrypt(algorithm, secrets.key, Buffer.from('{"kind":'));
    const body = Buffer.concat([iv, Buffer.from(sealed)]).toString('base64url');
    expect(await open(body)).toEqual({ ok: false, reason: 'not-json' });
  });

  test('[SE4] is never the same twice: so a retry must send the bytes of the first time', async () => {
    const bodies = await Promise.all(Array.from({ length: 50 }, () => seal()));
    expect(new Set(bodies.map((body) => body.slice(0, 16))).size).toBe(50);
    expect(new Set(bodies).size).toBe(50);
  });

  test('[SE4] fits the protocol’s form, from the smallest on', async () => {
    const smallest = await seal(0);
    expect(smallest).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(smallest.length).toBeGreaterThanOrEqual(MIN_BODY_CHARS);
    expect((await seal('x'.repeat(6_000))).length).toBeLessThanOrEqual(MAX_BODY_CHARS);
  });
});
