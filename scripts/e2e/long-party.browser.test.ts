// A party at another speed than 1: corrections must not stop short of the party, and above all must never become
// the party's speed, which would creep away from what was chosen with every one of them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../rig/wait-for.ts';
import { driftsOf, IN_STEP_MS, readRecording, startRecording, waitUntilInStep } from './drift-recorder.ts';
import { type LightMember, startLightParty } from './light-member.ts';
import { PATIENCE_MS, Person } from './person.ts';
import { IS_FULL, type Stage, setStage } from './stage.ts';

const RATE = 1.25;
const STRETCH_MS = IS_FULL ? 200_000 : 15_000;
/** The film is shorter than a long party: it goes back to the beginning after each stretch. 9 × 200 s are half an hour. */
const STRETCHES = IS_FULL ? 9 : 1;

describe('a long party at 1.25×', { timeout: 60_000 + STRETCHES * (STRETCH_MS + 30_000) }, () => {
  let stage: Stage;
  let lea: LightMember;
  const people: Person[] = [];

  beforeAll(async () => {
    stage = await setStage();
    lea = await startLightParty(stage.relay.url);
    for (const kind of ['chromium', 'firefox'] as const) {
      const browser = await stage.launch(kind);
      people.push(await Person.open(browser, `${stage.playground.origin}/plain.html`));
    }
  });
  afterAll(async () => {
    await lea.close();
    await stage.close();
  });

  it('keeps everyone within 50 ms to the end, at exactly the speed that was chosen', async () => {
    for (const person of people) await person.joinParty(lea.code);
    await waitFor(() => lea.others().length === 2, { what: 'both to be in', timeoutMs: PATIENCE_MS });
    lea.act('play', { positionSeconds: 1, isPlaying: true, rate: RATE });
    for (const person of people) await person.followPlay();

    for (let stretch = 0; stretch < STRETCHES; stretch += 1) {
      if (stretch > 0) lea.act('seek-to', { positionSeconds: 1 });
      for (const { tab } of people) await startRecording(tab);
      for (const { tab } of people) await waitUntilInStep(tab, lea);
      const beganAtMs = Date.now();
      await waitFor(() => Date.now() - beganAtMs > STRETCH_MS, {
        what: 'the stretch to be over',
        timeoutMs: STRETCH_MS + PATIENCE_MS,
        intervalMs: 1_000,
      });
      for (const person of people) {
        const drifts = driftsOf(await readRecording(person.tab), lea.playback())
          .filter(({ atMs }) => atMs >= beganAtMs)
          .map(({ driftMs }) => Math.abs(driftMs));
        expect(drifts.length).toBeGreaterThan(STRETCH_MS / 500);
        // A picture that this machine was late with once is no drift; one that stays is.
        expect(percentile(drifts, 0.95), `${person.kind}, 95 %`).toBeLessThan(IN_STEP_MS);
        expect(percentile(drifts.slice(-8), 0.5), `${person.kind} at the end`).toBeLessThan(IN_STEP_MS);
      }
    }

    await lea.waitUntilQuiet();
    expect(lea.acts.filter(({ by }) => by !== lea.id)).toEqual([]);
    expect(lea.playback()).toMatchObject({ rate: RATE, isPlaying: true });
  });
});

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.POSITIVE_INFINITY;
}
