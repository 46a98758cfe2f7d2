// The play of one cell: play together, leave them alone for the steady stretches, then each member acts in turn. What
// plays them together (the product, a script, a naive page) is the session's matter.
import { setTimeout as pause } from 'node:timers/promises';
import type { Act, ActKind } from '../figures/acts.ts';
import type { PageLog, Span } from '../figures/page-log.ts';
import type { PausedMoment } from '../figures/paused.ts';
import { readPicture } from '../page/painted-frame.ts';
import { readMemberLog, SHOWN_LATER_MS } from '../page/read-page-log.ts';
import type { BenchMember, Recording } from './bench-member.ts';
import { readCpuMs } from './cpu-time.ts';

export interface BenchSession {
  /** Who is there now: a late join brings a new page. */
  readonly members: readonly BenchMember[];
  /** Of pages that are gone. */
  readonly earlier: readonly (readonly Recording[])[];
  /** Does it as that member would; resolves when the hand has moved, to when it began. */
  perform(act: ActToDo): Promise<number>;
  close(): Promise<void>;
}

export interface ActToDo {
  readonly kind: ActKind;
  readonly actor: number;
  readonly rate?: 1 | 1.25;
  /** Where on the timeline, 0 to 1. */
  readonly fraction?: number;
}

export interface CellPlan {
  readonly framesPerSecond: number;
  /** After an act, until the next one. */
  readonly settleSeconds: number;
  readonly openingActs: readonly ActToDo[];
  /** After the last act, until a steady stretch. */
  readonly calmSeconds: number;
  /** Of each steady stretch. */
  readonly stretchSeconds: number;
  /** What divides one stretch from the next: each begins at another place in the film. */
  readonly dividingActs: readonly ActToDo[];
  /** After the steady part. */
  readonly acts: readonly ActToDo[];
}

export interface CellRecord {
  readonly logs: readonly PageLog[];
  readonly rawLogs: readonly PageLog[];
  readonly filmOffsetsMs: readonly number[];
  readonly clockUncertaintiesMs: readonly number[];
  /** In which nobody acted, the last act being a while ago. */
  readonly steady: readonly Span[];
  readonly acts: readonly Act[];
  /** Of every pause, what each member's screen has come to. */
  readonly pauses: readonly PausedMoment[];
  /** Of one core, while playing in the steady part; null where it cannot be known. */
  readonly cpuShares: readonly (number | null)[];
}

/** A pause long enough that every follower has come to its frame, also on a bad network. */
const PAUSE_SECONDS = 2.5;

export async function runCell(session: BenchSession, plan: CellPlan): Promise<CellRecord> {
  const { members } = session;
  const acts: Act[] = [];
  const pauses: PausedMoment[] = [];

  const act = async (todo: ActToDo): Promise<void> => {
    const fromMs = await session.perform(todo);
    await pause(1_000 * (todo.kind === 'pause' ? PAUSE_SECONDS : plan.settleSeconds));
    if (todo.kind === 'pause') {
      const pictures = await Promise.all(members.map(({ person }) => readPicture(person.tab)));
      pauses.push({ actor: todo.actor, pictures });
    }
    const { kind, actor, rate } = todo;
    acts.push({
      kind,
      actor,
      span: { fromMs, toMs: performance.now() },
      ...(rate === undefined ? {} : { rate }),
    });
  };

  const steady: Span[] = [];
  const cpuMs: (number | null)[] = members.map(() => 0);
  const watchStretch = async (): Promise<void> => {
    await pause(1_000 * plan.calmSeconds);
    const before = await readCpuOfAll(members);
    const fromMs = performance.now();
    await pause(1_000 * plan.stretchSeconds);
    steady.push({ fromMs, toMs: performance.now() });
    const after = await readCpuOfAll(members);
    for (const [index, used] of cpuMs.entries()) {
      cpuMs[index] = addUse(used, before[index] ?? null, after[index] ?? null);
    }
  };

  // Nobody has a hand on the film the moment a popup closes.
  await pause(1_000 * plan.calmSeconds);
  for (const todo of plan.openingActs) await act(todo);
  if (plan.stretchSeconds > 0) {
    await watchStretch();
    for (const todo of plan.dividingActs) {
      await act(todo);
      await watchStretch();
    }
  }
  for (const todo of plan.acts) await act(todo);

  const recordings = await Promise.all(members.map((member) => member.readRecording()));
  const read = members.map(({ kind }, index) =>
    readMemberLog({
      recordings: [...(session.earlier[index] ?? []), ...recordings.slice(index, index + 1)],
      framesPerSecond: plan.framesPerSecond,
      shownLaterMs: SHOWN_LATER_MS[kind],
    }),
  );
  return {
    logs: read.map(({ calibrated }) => calibrated),
    rawLogs: read.map(({ raw }) => raw),
    filmOffsetsMs: read.map(({ filmOffsetMs }) => filmOffsetMs),
    clockUncertaintiesMs: members.map(({ clock }) => clock.uncertaintyMs),
    steady,
    acts,
    pauses,
    cpuShares: cpuMs.map((used) => {
      const steadyMs = steady.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
      return used === null || steadyMs === 0 ? null : used / steadyMs;
    }),
  };
}

/** Null as soon as one reading could not be had. */
function addUse(used: number | null, before: number | null, after: number | null): number | null {
  return used === null || before === null || after === null ? null : used + after - before;
}

function readCpuOfAll(members: readonly BenchMember[]): Promise<(number | null)[]> {
  return Promise.all(
    members.map(({ person }) => {
      const { pid } = person.browser.process;
      return pid === undefined ? null : readCpuMs(pid);
    }),
  );
}
