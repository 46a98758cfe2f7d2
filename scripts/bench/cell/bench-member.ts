// One browser's tab in a cell: opened, clicked once as by a person, recorded, its clock compared with the bench's.
import { Person } from '../../e2e/person.ts';
import type { BrowserKind, RigBrowser } from '../../rig/rig.ts';
import { waitFor } from '../../rig/wait-for.ts';
import { type PausedPicture, PLACES_S } from '../page/film-offset.ts';
import { measurePageClock, type PageClock } from '../page/page-clock.ts';
import { type RawPageLog, readRecording, startRecording } from '../page/page-recorder.ts';
import { readPictures } from '../page/painted-frame.ts';

/** What one page wrote down, how far its clock is from the bench's, and what its film shows where. */
export interface Recording {
  readonly log: RawPageLog;
  readonly offsetMs: number;
  readonly atRest: readonly PausedPicture[];
}

export interface BenchMember {
  readonly kind: BrowserKind;
  readonly person: Person;
  readonly clock: PageClock;
  readRecording(): Promise<Recording>;
}

/** Opens one member's tab; each call is a new one. */
export type OpenMember = () => Promise<BenchMember>;

export async function openBenchMember(browser: RigBrowser, url: string): Promise<BenchMember> {
  const person = await Person.open(browser, url);
  const { tab } = person;
  await waitFor(async () => (await person.video.read()).readyState >= 3, {
    what: 'the film to load',
    timeoutMs: 15_000,
  });
  // Browsers let no page play before a click in it; asking for that click is another test's matter.
  await tab.click('h1');
  const atRest = await readPictures(tab, PLACES_S);
  await startRecording(tab);
  const clock = await measurePageClock(tab);
  return {
    kind: browser.kind,
    person,
    clock,
    readRecording: async () => ({ log: await readRecording(tab), offsetMs: clock.offsetMs, atRest }),
  };
}
