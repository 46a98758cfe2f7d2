// How soon a film is found that comes while a party is on: from when its element can be used to when Sameframe has it. Each
// time it is a new element, larger than what is there, in the document or in a closed shadow root.
import { setTimeout as pause } from 'node:timers/promises';
import { Person } from '../e2e/person.ts';
import type { RigBrowser } from '../rig/rig.ts';
import { waitFor } from '../rig/wait-for.ts';

export const FOUND_WITHIN_MS = 1_000;
const TIMES = 8;
/** Between two: a page that brings one film after the other is looked at less often. */
const PEACE_MS = 6_000;

const PLACES = [
  { name: 'a plain page', path: 'plain.html', isShadowed: false },
  { name: 'a plain page, in a closed shadow root', path: 'plain.html', isShadowed: true },
  {
    name: '200 videos, 5,000 elements',
    path: 'many-videos.html?count=200&elements=5000',
    isShadowed: false,
  },
  { name: 'a feed', path: 'feed.html', isShadowed: false },
] as const;

export interface Finding {
  readonly 'median, ms': number;
  readonly 'worst, ms': number;
  readonly limit: 'kept' | 'missed';
}

/** By place; the browser is to have the development build, which marks what it finds. */
export async function measureFinding(browser: RigBrowser, origin: string): Promise<Record<string, Finding>> {
  const findings: Record<string, Finding> = {};
  for (const { name, path, isShadowed } of PLACES) {
    const person = await Person.open(browser, `${origin}/${path}`);
    await person.startParty();
    const tookMs: number[] = [];
    for (let count = 0; count < TIMES; count += 1) tookMs.push(await findOne(person, isShadowed));
    await person.leaveParty();
    await person.tab.close();
    tookMs.sort((a, b) => a - b);
    const worstMs = Math.round(tookMs.at(-1) ?? Number.NaN);
    findings[name] = {
      'median, ms': Math.round(tookMs[TIMES >> 1] ?? Number.NaN),
      'worst, ms': worstMs,
      limit: worstMs < FOUND_WITHIN_MS ? 'kept' : 'missed',
    };
  }
  return findings;
}

async function findOne({ tab }: Person, isShadowed: boolean): Promise<number> {
  await tab.evaluate(putFilm, isShadowed);
  const tookMs = await waitFor(() => tab.evaluate(readFound), {
    what: 'the film to be found',
    timeoutMs: 60_000,
  });
  await tab.evaluate(takeFilmAway);
  await pause(PEACE_MS);
  return tookMs;
}

declare global {
  var lateFilm:
    | { readonly host: HTMLElement; usableAtMs: number | null; readonly before: number }
    | undefined;
}

// The rest runs in the page.

function putFilm(isShadowed: boolean): void {
  const video = document.createElement('video');
  const style = 'position: fixed; inset: 0; width: 100vw; height: 100vh; z-index: 9';
  const host = isShadowed ? document.createElement('late-film') : video;
  const late = {
    host,
    usableAtMs: null as number | null,
    before: performance.getEntriesByName('sameframe-found').length,
  };
  globalThis.lateFilm = late;
  video.style.cssText = style;
  video.addEventListener('loadedmetadata', () => {
    late.usableAtMs = performance.now();
  });
  video.src = `media/sample.mp4?late=${late.before}`;
  document.body.append(host);
  if (isShadowed) host.attachShadow({ mode: 'closed' }).append(video);
}

/** What was found before its metadata has come was found at once. */
function readFound(): number | null {
  const late = globalThis.lateFilm;
  const found = performance.getEntriesByName('sameframe-found').slice(late?.before).at(-1);
  if (late === undefined || late.usableAtMs === null || found === undefined) return null;
  return Math.max(0, found.startTime - late.usableAtMs);
}

function takeFilmAway(): void {
  globalThis.lateFilm?.host.remove();
}
