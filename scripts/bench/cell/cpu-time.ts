// Processor time of a browser with all its processes, from Linux's /proc. Elsewhere nothing is known.
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** Linux counts in ticks of 10 ms whatever the machine's real timer. */
const TICK_MS = 10;

/** Milliseconds that the process and its descendants have used so far; null where there is no /proc. */
export async function readCpuMs(rootPid: number): Promise<number | null> {
  const names = await readdir('/proc').catch(() => []);
  const stats = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map(readStat));
  const known = stats.flatMap((stat) => (stat === null ? [] : [stat]));
  const tree = new Set([rootPid]);
  // Parents may come after their children in the list: go on until nothing is added.
  for (let size = 0; size !== tree.size; ) {
    size = tree.size;
    for (const { pid, parent } of known) if (tree.has(parent)) tree.add(pid);
  }
  const used = known.filter(({ pid }) => tree.has(pid)).map(({ cpuMs }) => cpuMs);
  return used.length === 0 ? null : used.reduce((sum, one) => sum + one, 0);
}

/** Of one core, 1 for all of it, in the time from now on. Throws where nothing is known, or once the process has ended. */
export async function measureCpuShare(rootPid: number, forMs: number): Promise<number> {
  const before = await readCpuMs(rootPid);
  await pause(forMs);
  const after = await readCpuMs(rootPid);
  if (before !== null && after !== null) return (after - before) / forMs;
  const isKnown = process.platform === 'linux';
  throw new Error(isKnown ? 'the browser has ended meanwhile' : 'processor time can be read on Linux only');
}

async function readStat(name: string): Promise<{ pid: number; parent: number; cpuMs: number } | null> {
  // A process may end between the listing and the reading.
  const text = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => null);
  if (text === null) return null;
  // The name in brackets may hold anything, so fields are counted behind it: state, parent, …, utime, stime.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return { pid: Number(name), parent: Number(fields[1]), cpuMs: ticks * TICK_MS };
}
