// Who did it: a list of acts by hand, by the page's scripts, by the browser and by the party itself, on every page with a
// film that there is, and what the engine made of each.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { REPOSITORY_DIR } from '../build/build-extension.ts';
import type { RigBrowser } from '../rig/rig.ts';
import { waitFor } from '../rig/wait-for.ts';
import { startLightParty } from './light-member.ts';
import { PATIENCE_MS, Person } from './person.ts';
import type { Act } from './provenance/act.ts';
import { actsOn } from './provenance/acts.ts';
import { addressOf, filmDocument, GROUNDS, type Ground } from './provenance/grounds.ts';
import { judgeActs } from './provenance/judge.ts';
import { watchFilm } from './provenance/seen.ts';
import { isRight, type Judged, tally } from './provenance/tally.ts';
import { IN_BOTH } from './stage.ts';
import { tellFlows } from './tell-flows.ts';
import { useStage } from './use-stage.ts';

const OUT_DIR = join(REPOSITORY_DIR, 'scripts', 'out', 'test');
const LEAST_ACTS = 500;
/** In the short run one page in each browser, and some acts of each kind on it. Vidstack is the one that a pause of ours can harm. */
const SHORT_GROUND: Readonly<Record<RigBrowser['kind'], string>> = {
  chromium: 'vidstack',
  firefox: 'plain',
};
const SHORT_ACTS: ReadonlySet<Act['name']> = new Set([
  'button to play',
  'timeline in motion',
  'script pauses after a click',
  'script pauses',
  'script pauses while somebody scrolls',
  'script pauses while somebody writes',
  'script pauses as its page is hidden',
  'end of the film',
]);

const judged: Judged[] = [];

describe.each(['chromium', 'firefox'] as const)('who did it, in %s', { timeout: 300_000 }, (kind) => {
  // Some films are in a frame of another site: access to that is another test's.
  const on = useStage(kind, { hostAccess: 'granted' });

  it.each(groundsFor(kind))('[PV3] [PV6] [PV9] [PV12] on $fixture $path', async (ground) => {
    const before = judged.length;
    // Among the acts are a person's by all of the page's controls, and what the party brings about before each.
    const flows = ['found', 'own controls', 'party’s acts', 'who did it'] as const;
    tellFlows({ fixture: ground.fixture, browser: kind }, flows, () => {
      const acts = judged.slice(before).filter(isCountable);
      return { at: ground.path, count: acts.length, right: acts.filter(isRight).length };
    });
    const lea = await startLightParty(on.stage.relay.url);
    const person = await Person.open(on.browser, addressOf(ground, on.stage.playground));
    const frame = filmDocument(person.tab, ground);
    await waitFor(() => watchFilm(frame, ground.film).then(() => true), {
      what: 'the film to be there',
      timeoutMs: PATIENCE_MS,
    });
    await person.joinParty(lea.code);
    await lea.seesOther();
    const acts = actsOn(ground, kind).filter(({ name }) => IN_BOTH || SHORT_ACTS.has(name));
    await judgeActs({ ground, person, lea, frame }, acts, kind, (each) => judged.push(each));
    expect(judged.slice(before).filter((each) => !isRight(each))).toEqual([]);
    await lea.close();
    await person.tab.close();
  });
});

describe('all acts together', () => {
  it('[PV3] were told apart, and there were enough of them', () => {
    expect(judged.filter((each) => !isRight(each))).toEqual([]);
    if (IN_BOTH) expect(judged.filter(isCountable).length).toBeGreaterThanOrEqual(LEAST_ACTS);
  });
});

/** Also of a run of some pages only. */
afterAll(() => {
  const table = tally(judged);
  const wrong = judged.filter((each) => !isRight(each));
  mkdirSync(OUT_DIR, { recursive: true });
  const report = { count: judged.length, table, wrong, judged };
  writeFileSync(join(OUT_DIR, 'provenance.json'), `${JSON.stringify(report, null, 2)}\n`);
  console.table(
    Object.fromEntries(
      Object.entries(table).map(([author, { takenFor, ...counts }]) => [
        author,
        { ...counts, takenFor: JSON.stringify(takenFor) },
      ]),
    ),
  );
});

/** What the party does is no act that anybody could be blamed for. */
function isCountable({ author }: Judged): boolean {
  return author !== 'engine';
}

function groundsFor(kind: RigBrowser['kind']): readonly Ground[] {
  return GROUNDS.filter(({ fixture }) => IN_BOTH || fixture === SHORT_GROUND[kind]);
}
