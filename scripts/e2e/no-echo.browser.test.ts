// The echo loop: what one member applies comes back as if they had done it, and two members fight for ever. Four
// members behind slow links do random things at random moments; the log must hold what they did and nothing else.
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MemberProxy, startMemberProxy } from '../bench/network/member-proxy.ts';
import type { RigBrowser } from '../rig/rig.ts';
import { waitFor, waitForValue } from '../rig/wait-for.ts';
import { createRandom, type Random } from '../simulation/random.ts';
import { joinLightly, type LightMember } from './light-member.ts';
import { PATIENCE_MS, Person, waitUntilAgreed } from './person.ts';
import { IS_FULL, type Stage, setStage } from './stage.ts';

const ACTS_EACH = IS_FULL ? 50 : 6;
const SEEDS = IS_FULL ? [1, 2, 3, 4, 5] : [1];
/** There and back; each way has its half. */
const ROUND_TRIP_MS = { least: 200, most: IS_FULL ? 3_000 : 2_000 } as const;
/** Between two acts of one person. */
const PAUSE_MS = { least: 300, most: 1_500 } as const;
const LIMIT_MS = ACTS_EACH * (ROUND_TRIP_MS.most + PAUSE_MS.most);

describe('four members who act at random behind slow links', { timeout: 120_000 + LIMIT_MS }, () => {
  let stage: Stage;
  let chromium: RigBrowser;
  let firefox: RigBrowser;
  const proxies: MemberProxy[] = [];

  beforeAll(async () => {
    stage = await setStage();
    chromium = await stage.launch('chromium');
    firefox = await stage.launch('firefox');
  });
  afterAll(async () => {
    for (const proxy of proxies) await proxy.close();
    await stage.close();
  });

  const openProxy = async (random: Random): Promise<MemberProxy> => {
    const direction = () => ({
      delayMs: random.between(ROUND_TRIP_MS.least, ROUND_TRIP_MS.most) / 2,
      jitterMs: ROUND_TRIP_MS.least / 2,
    });
    const link = { up: direction(), down: direction() };
    const proxy = await startMemberProxy(new URL(stage.relay.url), link, random.fork());
    proxies.push(proxy);
    return proxy;
  };

  it.each(SEEDS)(
    'leave exactly their acts in the log, no echo, and end in one state (seed %i)',
    async (seed) => {
      const random = createRandom(seed);
      const page = `${stage.playground.origin}/plain.html`;
      const alice = await Person.open(chromium, page);
      const code = await alice.startParty();
      const lea = await joinLightly((await openProxy(random)).url, code);
      const noor = await joinLightly((await openProxy(random)).url, code);
      const bob = await Person.open(firefox, page);
      await bob.joinParty(`${code}@${new URL((await openProxy(random)).url).host}`);
      await waitFor(() => lea.others().length === 3, { what: 'all four to be in', timeoutMs: PATIENCE_MS });
      // From here on no browser asks for a click any more.
      await alice.startPlaying();
      await bob.followPlay();
      await lea.waitUntilQuiet();
      const known = lea.acts.length;

      await Promise.all([
        actInBrowser(alice, random.fork()),
        actInBrowser(bob, random.fork()),
        actLightly(lea, random.fork()),
        actLightly(noor, random.fork()),
      ]);
      await waitForValue(
        () => countByMember(lea.acts.slice(known)),
        (counts) =>
          Object.values(counts).every((count) => count >= ACTS_EACH) && Object.keys(counts).length === 4,
        { what: 'every act to be in the log', timeoutMs: LIMIT_MS },
      );
      await lea.waitUntilQuiet();
      const counts = countByMember(lea.acts.slice(known));
      expect(Object.values(counts)).toEqual([ACTS_EACH, ACTS_EACH, ACTS_EACH, ACTS_EACH]);
      await waitUntilAgreed([alice, bob]);
      expect((await alice.video.read()).paused).toBe(!lea.playback().isPlaying);
      expect(noor.playback()).toEqual(lea.playback());
      for (const { tab } of [alice, bob]) await tab.close();
      for (const member of [lea, noor]) await member.close();
    },
  );
});

/** Keys on the video: each is one act, whatever the video does at that moment. */
async function actInBrowser(person: Person, random: Random): Promise<void> {
  for (let count = 0; count < ACTS_EACH; count += 1) {
    await person.video.press(random.pick([' ', 'ArrowRight', 'ArrowLeft']));
    await person.tab.evaluate(turn);
    await pause(random.between(PAUSE_MS.least, PAUSE_MS.most));
  }
}

/** In the page, until it has heard of what was pressed: of two jumps within 0.25 s, however busy it is, comes one act. */
function turn(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

async function actLightly(member: LightMember, random: Random): Promise<void> {
  for (let count = 0; count < ACTS_EACH; count += 1) {
    const positionSeconds = random.between(60, 200);
    const isPlaying = random.chance(0.7);
    if (random.chance(0.5)) member.act('seek-to', { positionSeconds });
    else member.act(isPlaying ? 'play' : 'pause', { isPlaying });
    await pause(random.between(PAUSE_MS.least, PAUSE_MS.most));
  }
}

function countByMember(acts: LightMember['acts']): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { by } of acts) counts[by] = (counts[by] ?? 0) + 1;
  return counts;
}
