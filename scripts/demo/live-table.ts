// Half a minute of a party, as a table: two people act with real clicks on the videos' own controls, and every
// second both positions are read and compared. Says what it sees; judges nothing.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { VideoReading } from '../rig/video-controls.ts';
import { measureDifference } from './measure-difference.ts';
import type { Player, Players } from './open-party.ts';
import { joinSideBySide } from './side-by-side.ts';
import { createSyncReader } from './sync-reader.ts';
import { formatAct, formatHeader, formatRow, type TableRow } from './sync-table.ts';

const ROW_EVERY_MS = 1_000;
/** A playing video tells its position four times a second; this long without a word and it does not play. */
const READING_TIMEOUT_MS = 2_000;
const FOLLOW_TIMEOUT_MS = 10_000;

export interface LiveTableOptions {
  readonly players: Players;
  readonly seconds: number;
  readonly screenshotPath: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

interface Act {
  readonly atMs: number;
  readonly what: string;
  readonly perform: () => Promise<void>;
}

export async function runLiveTable(options: LiveTableOptions): Promise<readonly TableRow[]> {
  const { players, seconds, say, signal } = options;
  const [firstSync, secondSync] = [createSyncReader(players[0]), createSyncReader(players[1])];
  const acts = planActs(options);
  const rows: TableRow[] = [];
  let lastActMs = 0;
  say(formatHeader([players[0].label, players[1].label]));
  const startedAt = performance.now();
  const elapsedMs = () => performance.now() - startedAt;
  while (elapsedMs() < seconds * 1_000) {
    const [next] = acts;
    if (next !== undefined && next.atMs <= elapsedMs()) {
      acts.shift();
      say(formatAct(elapsedMs(), next.what));
      await next.perform();
      lastActMs = elapsedMs();
    }
    const [first, second] = await Promise.all(players.map(readPosition));
    if (first === undefined || second === undefined) throw new Error('a party of less than two');
    const difference = measureDifference(first, second);
    const statuses = [await firstSync.read(), await secondSync.read()] as const;
    const row: TableRow = {
      elapsedMs: elapsedMs(),
      sinceActMs: elapsedMs() - lastActMs,
      readings: [first, second],
      difference,
      statuses,
    };
    rows.push(row);
    say(formatRow(row));
    await pause(Math.max(0, ROW_EVERY_MS - (elapsedMs() % ROW_EVERY_MS)), undefined, { signal });
  }
  await Promise.all([firstSync.close(), secondSync.close()]);
  return rows;
}

/**
 * The joiner presses play: it may be Firefox, which lets no page play before a click in it, while Chromium takes
 * the click on Start for one. After that both have been clicked.
 */
function planActs({ players, seconds, screenshotPath }: LiveTableOptions): Act[] {
  const [starter, joiner] = players;
  const atShare = (share: number) => share * seconds * 1_000;
  const clickPlay = async (player: Player) => {
    await player.person.video.clickPlayButton();
    await waitForBoth(players, 'to play', ({ paused }) => !paused);
  };
  const clickTimeline = async (player: Player, fraction: number) => {
    await player.person.video.clickTimeline(fraction);
    await waitForBoth(players, 'to have jumped', (reading) => isNear(fraction, reading));
  };
  return [
    { atMs: 0, what: `${joiner.label}: click on play`, perform: () => clickPlay(joiner) },
    {
      atMs: atShare(1 / 3),
      what: `${starter.label}: click on pause, ${joiner.label}: click on the timeline, then a picture of both`,
      perform: async () => {
        await starter.person.video.clickPlayButton();
        await waitForBoth(players, 'to be paused', ({ paused }) => paused);
        // Each one's overlay tells what the other did.
        await clickTimeline(joiner, 1 / 2);
        await takePicture(players, screenshotPath);
      },
    },
    { atMs: atShare(0.42), what: `${joiner.label}: click on play`, perform: () => clickPlay(joiner) },
    {
      atMs: atShare(2 / 3),
      what: `${starter.label}: click on the timeline, while it plays`,
      perform: () => clickTimeline(starter, 1 / 4),
    },
  ];
}

function isNear(fraction: number, { currentTime, duration, seeking }: VideoReading): boolean {
  // A click is as exact as a pixel of the timeline, and the film may run on meanwhile.
  return duration !== null && !seeking && Math.abs(currentTime / duration - fraction) < 0.1;
}

async function waitForBoth(
  players: Players,
  what: string,
  isAccepted: (reading: VideoReading) => boolean,
): Promise<void> {
  await Promise.all(
    players.map(({ label, person }) =>
      person.video.waitUntil(isAccepted, { what: `${label} ${what}`, timeoutMs: FOLLOW_TIMEOUT_MS }),
    ),
  );
}

/** While the toasts about the last acts are still there. */
async function takePicture(players: Players, path: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sameframe-picture-'));
  try {
    const pictures = players.map((_, index) => join(folder, `${index}.png`));
    await Promise.all(
      players.map(async ({ person }, index) => {
        await person.tab.waitForStatus('Sameframe', (text) => text.trim() !== '');
        await person.tab.screenshot(pictures[index] ?? '');
      }),
    );
    await joinSideBySide(pictures[0] ?? '', pictures[1] ?? '', path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A video that should play but gets no film tells nothing, so the reading falls back on a plain one. */
async function readPosition({ person }: Player): Promise<VideoReading> {
  const fresh = person.video.readFresh();
  // Nobody waits for it any more once it is late; when the browser then closes, that is no failure.
  fresh.catch(() => undefined);
  const inTime = await Promise.race([fresh, pause(READING_TIMEOUT_MS, undefined, { ref: false })]);
  return inTime ?? person.video.read();
}
