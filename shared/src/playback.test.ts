import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { MediaKey } from './ids.ts';
import {
  applyMeantPart,
  applyWholeAct,
  MAX_RATE,
  type Media,
  MIN_RATE,
  mediaSchema,
  type Playback,
  type PlaybackAct,
  playbackActSchema,
  resolveWhen,
} from './playback.ts';
import { MAX_LEAD_MS } from './protocol/limits.ts';
import { actOf } from './testing/timeline-history.ts';
import type { MediaSeconds, RelayMs } from './time.ts';

const at = (ms: number) => ms as RelayMs;
const media = { key: 'k', url: 'https://example.org/watch', title: 'A film' };

describe('an act as it is sent', () => {
  test('[PB8] of every kind, with and without media, is understood; unknown fields are dropped', () => {
    for (const kind of ['play', 'pause', 'seek-to', 'set-rate', 'change-media'] as const) {
      const act = { ...actOf({ kind }), media };
      expect(v.parse(playbackActSchema, { ...act, mood: 'good', when: { ...act.when, zone: 1 } })).toEqual(
        act,
      );
    }
    expect(v.parse(playbackActSchema, actOf({ rate: MIN_RATE })).media).toBeNull();
    const runUp = actOf({ kind: 'play', position: -0.06 as MediaSeconds });
    expect(v.parse(playbackActSchema, runUp)).toEqual(runUp);
  });

  test.each([
    { kind: 'toggle' },
    { id: '' },
    { id: 'x'.repeat(33) },
    { id: 'a b' },
    { position: -2.1 },
    { position: Number.POSITIVE_INFINITY },
    { isPlaying: 'yes' },
    { rate: 0 },
    { rate: MAX_RATE + 0.1 },
    { rate: Number.NaN },
    { when: { kind: 'scheduled', leadMs: MAX_LEAD_MS + 1 } },
    { when: { kind: 'scheduled', leadMs: -1 } },
    { when: { kind: 'acted', actedAt: -1 } },
    { when: { kind: 'soon' } },
    { media: { ...media, url: 'javascript:alert(1)' } },
    { media: { ...media, title: 'x'.repeat(201) } },
    { media: undefined },
  ])('[PB8] out of bounds it is not understood: %j', (part) => {
    expect(v.safeParse(playbackActSchema, { ...actOf({}), ...part }).success).toBe(false);
  });

  test('[MK2] [PB8] media is a key, an address of the web and a title', () => {
    expect(v.parse(mediaSchema, { ...media, poster: 'x' })).toEqual(media);
    const tooLong = `https://${'x'.repeat(2_048)}`;
    for (const url of ['file:///etc/passwd', 'data:text/html,x', tooLong, 'x', 'https://', 'https://[']) {
      expect(v.safeParse(mediaSchema, { ...media, url }).success).toBe(false);
    }
  });

  test('[PB8] a title is one line that turns around and hides nothing', () => {
    const title = 'Film \u202e\u2066on\u200b\nTV ';
    expect(v.parse(mediaSchema, { ...media, title }).title).toBe('Film on TV');
    expect(v.safeParse(mediaSchema, { ...media, title: 'x'.repeat(201) }).success).toBe(false);
    // Whoever is told it can tell it on: it may grow while it is cleaned, and a pair of surrogates is two units.
    for (const long of ['\u{1d15e}'.repeat(100), `x${'\u{1d15e}'.repeat(99)}`]) {
      const told = v.parse(mediaSchema, { ...media, title: long });
      expect(v.parse(mediaSchema, told)).toEqual(told);
      expect(told.title).toMatch(/^x?(?:\u{1d157}\u{1d165}){49,50}\u{1d157}?$/u);
    }
  });
});

describe('when an act is true from', () => {
  test('[PB3] when its author says, within two seconds before its ordering', () => {
    const resolve = (actedAt: number) => resolveWhen({ kind: 'acted', actedAt: at(actedAt) }, at(10_000));
    expect([9_000, 8_000, 7_999, 0, 10_000, 10_001, 1e15].map(resolve)).toEqual([
      9_000, 8_000, 8_000, 8_000, 10_000, 10_000, 10_000,
    ]);
  });

  test('[PB7] its ordering and the lead, if it is scheduled', () => {
    expect(resolveWhen({ kind: 'scheduled', leadMs: 700 }, at(10_000))).toBe(10_700);
  });
});

describe('what an act comes to', () => {
  test('[PB2] a pause keeps the party’s speed for the next start', () => {
    const paused = applyWholeAct(actOf({ kind: 'pause', isPlaying: false, rate: 1.5 }), at(0));
    expect(paused).toMatchObject({ isPlaying: false, rate: 1.5, vector: { velocity: 0 } });
    const started = applyMeantPart(paused, actOf({ rate: 1, position: 7 }), at(5_000));
    expect(started).toMatchObject({ isPlaying: true, rate: 1.5, vector: { position: 100, velocity: 1.5 } });
  });

  test('[PB2] crossed on the wire: a seek that had not seen the pause does not play', () => {
    const paused = applyWholeAct(actOf({ kind: 'pause', isPlaying: false, position: 50 }), at(0));
    const sought = applyMeantPart(paused, actOf({ kind: 'seek-to', position: 80 }), at(100));
    expect(sought).toMatchObject({ isPlaying: false, vector: { position: 80, velocity: 0 } });
  });

  test('[PB2] crossed on the wire: a speed that had not seen the seek does not undo it', () => {
    const sought = applyWholeAct(actOf({ kind: 'seek-to', position: 500 }), at(0));
    const faster = applyMeantPart(sought, actOf({ kind: 'set-rate', position: 3, rate: 2 }), at(1_000));
    expect(faster).toMatchObject({ rate: 2, vector: { position: 501, velocity: 2, timestamp: 1_000 } });
  });
});

describe('an act that crossed a change of media', () => {
  const [film, other] = [media, { ...media, key: 'other' }].map((one) => v.parse(mediaSchema, one));
  const opened = applyWholeAct(
    actOf({ kind: 'change-media', position: 0, isPlaying: false, media: other ?? null }),
    at(0),
  );
  const crossing = (kind: PlaybackAct['kind'], on: Media | null = film ?? null) =>
    applyMeantPart(opened, actOf({ kind, position: 550, rate: 2, media: on }), at(100));

  test.each(['play', 'pause', 'seek-to'] as const)('[PB2] is of the film before: %s', (kind) => {
    expect(crossing(kind)).toEqual(opened);
  });

  test('[PB2] is the party’s where it is a speed, or its film is not known or the same', () => {
    expect(crossing('set-rate')).toMatchObject({ rate: 2, media: other, vector: { position: 0 } });
    for (const on of [null, other ?? null]) expect(crossing('seek-to', on).vector.position).toBe(550);
  });
});

describe('a change of media that had not seen what was done meanwhile', () => {
  const film = v.parse(mediaSchema, media);
  const paused = applyWholeAct(actOf({ kind: 'pause', isPlaying: false, position: 50, media: film }), at(0));
  const retold = (told: Media) =>
    applyMeantPart(paused, actOf({ kind: 'change-media', position: 40, media: told }), at(100));

  test('[PB2] undoes none of it where it only tells how long the film is', () => {
    const known = { ...film, durationS: 600 };
    expect(retold(known)).toMatchObject({ isPlaying: false, vector: { position: 50 }, media: known });
    expect(retold(film)).toMatchObject({ isPlaying: true, vector: { position: 40 } });
  });

  test('[LV8] starts nothing where it only tells that it is live', () => {
    expect(retold({ ...film, live: 'edge' })).toMatchObject({ isPlaying: false, vector: { position: 40 } });
  });
});

describe('an act that crossed a live stream’s being told anew', () => {
  const film = { ...media, key: 'k' as MediaKey };
  const edge = { ...film, live: 'edge' } as const;
  const programme = { ...edge, live: 'programme', edgeLagS: 7 } as const;
  const seconds = (value: number) => value as MediaSeconds;
  const playing = (on: Media, position: number): Playback => ({
    vector: { position: seconds(position), velocity: 1, timestamp: at(10_000) },
    isPlaying: true,
    rate: 1,
    media: on,
  });
  const meant = (current: Playback, act: Partial<PlaybackAct>) =>
    applyMeantPart(current, actOf({ when: { kind: 'acted', actedAt: at(12_000) }, ...act }), at(12_000));

  test('[LV8] is put into the other seconds, both ways', () => {
    const jump = { kind: 'seek-to', position: seconds(500) } as const;
    expect(meant(playing(programme, 300), { ...jump, media: edge }).vector.position).toBe(493);
    expect(meant(playing(edge, 300), { ...jump, media: programme }).vector.position).toBe(507);
    expect(meant(playing(edge, 300), { ...jump, media: edge }).vector.position).toBe(500);
  });

  test('[LV8] that was made while it was taken for a film does all but move it', () => {
    const { vector, isPlaying } = meant(playing(programme, 300), {
      kind: 'pause',
      position: seconds(5),
      media: film,
    });
    expect([vector.position, vector.velocity, isPlaying]).toEqual([302, 0, false]);
  });

  test('[LV8] stands when who tells it anew had not seen it', () => {
    const paused = meant(playing(edge, 300), { kind: 'pause', position: seconds(302), media: edge });
    const retold = {
      kind: 'change-media',
      position: seconds(295),
      isPlaying: true,
      media: programme,
    } as const;
    const after = meant(paused, retold);
    expect([after.vector.position, after.isPlaying, after.media]).toEqual([295, false, programme]);
  });
});
