// The best that this machine can do: no network and no party, but one clock that all pages share, and a simple
// controller in each that keeps the film where that clock says.
import type { BenchMember, OpenMember } from '../cell/bench-member.ts';
import type { ActToDo, BenchSession } from '../cell/run-cell.ts';

/** On the bench's clock; the page adds its own offset. */
interface Schedule {
  positionS: number;
  atMs: number;
  rate: number;
  isPlaying: boolean;
  isSeek: boolean;
}

declare global {
  interface Window {
    benchSchedule?: (schedule: Schedule) => void;
  }
}

/** Every page has heard of an act by then. */
const LEAD_MS = 300;

export async function openReferenceSession(open: readonly OpenMember[]): Promise<BenchSession> {
  const members: BenchMember[] = [];
  for (const openMember of open) members.push(await openMember());
  for (const { person, clock } of members) await person.tab.evaluate(controlInPage, clock.offsetMs);
  let current: Schedule = { positionS: 0, atMs: performance.now(), rate: 1, isPlaying: false, isSeek: false };

  const perform = async (act: ActToDo): Promise<number> => {
    const beganAtMs = performance.now();
    const durationS = (await members[0]?.person.video.read())?.duration ?? 0;
    current = follow(current, act, durationS, performance.now() + LEAD_MS);
    await Promise.all(
      members.map(({ person }) =>
        person.tab.evaluate((schedule: Schedule) => window.benchSchedule?.(schedule), { ...current }),
      ),
    );
    return beganAtMs;
  };
  return {
    members,
    earlier: [],
    perform,
    close: async () => {
      for (const { person } of members) await person.tab.close();
    },
  };
}

function follow(
  before: Schedule,
  { kind, rate, fraction = 0 }: ActToDo,
  durationS: number,
  atMs: number,
): Schedule {
  const elapsedS = before.isPlaying ? ((atMs - before.atMs) / 1_000) * before.rate : 0;
  return {
    positionS: kind === 'seek' ? fraction * durationS : before.positionS + elapsedS,
    atMs,
    rate: rate ?? before.rate,
    isPlaying: kind === 'pause' ? false : kind === 'play' || kind === 'resume' || before.isPlaying,
    isSeek: kind === 'seek',
  };
}

/**
 * A dead band of 20 ms: with less it hunts, as a 30 fps film on a 60 Hz screen keeps one of two phases. Right after an
 * act it is 8 ms. Without preserved pitch, because then a visit to another rate costs no film in Chromium.
 */
function controlInPage(offsetMs: number): void {
  const found = document.querySelector('video');
  if (found === null) throw new Error('no video');
  const video = found;
  video.preservesPitch = false;
  let schedule: Schedule | null = null;
  let correcting = 0;
  let seekCostS = 0.1;
  let isLearning = false;

  const correct = () => {
    if (schedule === null || !schedule.isPlaying || video.seeking || video.paused) return;
    const elapsedS = (performance.now() + offsetMs - schedule.atMs) / 1_000;
    if (elapsedS < 0.1) return;
    const driftS = video.currentTime - (schedule.positionS + elapsedS * schedule.rate);
    if (isLearning) seekCostS = Math.max(0, seekCostS - driftS / 2);
    isLearning = false;
    const isDone = Math.abs(driftS) < 0.004 || Math.sign(driftS) !== correcting;
    if (correcting === 0 && Math.abs(driftS) > (elapsedS < 3 ? 0.008 : 0.02)) correcting = Math.sign(driftS);
    else if (isDone) correcting = 0;
    const change = correcting === 0 ? 0 : Math.max(-0.05, Math.min(0.05, driftS));
    video.playbackRate = schedule.rate * (1 - change);
  };
  video.addEventListener('timeupdate', correct);

  const apply = (next: Schedule) => {
    schedule = next;
    correcting = 0;
    isLearning = next.isSeek && next.isPlaying;
    video.playbackRate = next.rate;
    if (next.isSeek || !next.isPlaying) video.currentTime = next.positionS + (isLearning ? seekCostS : 0);
    if (next.isPlaying) void video.play();
    else video.pause();
  };
  window.benchSchedule = (next) => {
    setTimeout(() => apply(next), next.atMs - offsetMs - performance.now());
  };
}
