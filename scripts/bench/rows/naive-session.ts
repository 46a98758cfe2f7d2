// What most pages and extensions do, for comparison: tell a server what was done, by the wall clock, and ask it once a
// second; the last one who wrote wins, and more than half a second off is a seek.
import type { BenchMember, OpenMember } from '../cell/bench-member.ts';
import type { BenchSession } from '../cell/run-cell.ts';
import { actByHand } from './hands.ts';
import { memberAt } from './product-session.ts';

/** Each member has a way of its own to the board that all write on. */
export async function openNaiveSession(
  open: readonly OpenMember[],
  boardUrls: readonly string[],
): Promise<BenchSession> {
  const members: BenchMember[] = [];
  for (const openMember of open) members.push(await openMember());
  for (const [index, { person }] of members.entries()) {
    await person.tab.evaluate(pollInPage, boardUrls[index] ?? '');
  }
  return {
    members,
    earlier: [],
    perform: (act) => actByHand(memberAt(members, act.actor).person, act),
    close: async () => {
      for (const { person } of members) await person.tab.close();
    },
  };
}

interface Notice {
  readonly writer: number;
  readonly wallMs: number;
  readonly positionS: number;
  readonly rate: number;
  readonly isPaused: boolean;
}

function pollInPage(boardUrl: string): void {
  const found = document.querySelector('video');
  if (found === null) throw new Error('no video');
  const video = found;
  const writer = Math.random();
  let seenWallMs = 0;
  let quietUntilMs = 0;

  const write = () => {
    if (performance.now() < quietUntilMs) return;
    const notice: Notice = {
      writer,
      wallMs: Date.now(),
      positionS: video.currentTime,
      rate: video.playbackRate,
      isPaused: video.paused,
    };
    seenWallMs = notice.wallMs;
    void fetch(boardUrl, { method: 'POST', body: JSON.stringify(notice) });
  };
  for (const kind of ['play', 'pause', 'seeked', 'ratechange']) video.addEventListener(kind, write);

  const read = async () => {
    const notice = (await (await fetch(boardUrl)).json()) as Notice | null;
    if (notice === null || notice.writer === writer) return;
    const isNew = notice.wallMs !== seenWallMs;
    seenWallMs = notice.wallMs;
    const elapsedS = notice.isPaused ? 0 : ((Date.now() - notice.wallMs) / 1_000) * notice.rate;
    const isOff = Math.abs(video.currentTime - (notice.positionS + elapsedS)) > 0.5;
    if (!isNew && !isOff) return;
    quietUntilMs = performance.now() + 500;
    if (isOff) video.currentTime = notice.positionS + elapsedS;
    if (video.playbackRate !== notice.rate) video.playbackRate = notice.rate;
    if (notice.isPaused) video.pause();
    else await video.play();
  };
  setInterval(() => void read(), 1_000);
}
