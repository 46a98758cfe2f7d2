// One browser's tab in a cell: opened, clicked once as by a person, recorded, its clock compared with the bench's.
import { Person } from '../../e2e/person.ts';
import type { BrowserKind, RigBrowser } from '../../rig/rig.ts';
import { waitFor } from '../../rig/wait-for.ts';
import type { PageLog } from '../figures/page-log.ts';
import { quantile } from '../figures/spread.ts';
import { measurePageClock, type PageClock } from '../page/page-clock.ts';
import { readRecording, startRecording } from '../page/page-recorder.ts';
import { readShownFrame } from '../page/painted-frame.ts';
import { convertPageLog, SHOWN_LATER_MS } from '../page/read-page-log.ts';

export interface PausedReading {
  readonly paintedFrame: number | undefined;
  /** Of the last frame that the browser announced, in ms. */
  readonly mediaTimeMs: number;
}

export interface BenchMember {
  readonly kind: BrowserKind;
  readonly person: Person;
  readonly clock: PageClock;
  readonly framesPerSecond: number;
  /** While paused: what the picture itself says, and what the browser says of it. */
  readPaused(): Promise<PausedReading>;
  /** On the bench's clock; `paused` tells how the browser's frame times and the painted ones differ. */
  readLog(
    paused: readonly PausedReading[],
  ): Promise<{ calibrated: PageLog; raw: PageLog; filmOffsetMs: number }>;
}

/** Opens one member's tab; each call is a new one. */
export type OpenMember = () => Promise<BenchMember>;

export async function openBenchMember(
  browser: RigBrowser,
  url: string,
  framesPerSecond: number,
): Promise<BenchMember> {
  const person = await Person.open(browser, url);
  const { tab } = person;
  await waitFor(async () => (await person.video.read()).readyState >= 3, {
    what: 'the film to load',
    timeoutMs: 15_000,
  });
  // Browsers let no page play before a click in it; asking for that click is another test's matter.
  await tab.click('h1');
  await startRecording(tab);
  const clock = await measurePageClock(tab);
  const { kind } = browser;
  return {
    kind,
    person,
    clock,
    framesPerSecond,
    readPaused: async () => {
      const { frames } = await readRecording(tab);
      return { paintedFrame: await readShownFrame(tab), mediaTimeMs: (frames.at(-1)?.[1] ?? 0) * 1_000 };
    },
    readLog: async (paused) => {
      const raw = await readRecording(tab);
      const filmOffsetMs = findFilmOffset(paused, framesPerSecond);
      const conversion = { offsetMs: clock.offsetMs, filmOffsetMs };
      return {
        calibrated: convertPageLog(raw, { ...conversion, shownLaterMs: SHOWN_LATER_MS[kind] }),
        raw: convertPageLog(raw, { ...conversion, shownLaterMs: 0 }),
        filmOffsetMs,
      };
    },
  };
}

/** The usual difference: one reading may have caught a frame that was announced and not yet drawn. */
function findFilmOffset(paused: readonly PausedReading[], framesPerSecond: number): number {
  const differences = paused.flatMap(({ paintedFrame, mediaTimeMs }) =>
    paintedFrame === undefined ? [] : [mediaTimeMs - (paintedFrame * 1_000) / framesPerSecond],
  );
  return quantile(differences, 0.5) ?? 0;
}
