// Which acts a cell is made of, and how long each is watched. Pure.
import type { PartName, RowName } from '../bench-flags.ts';
import type { NetworkName } from '../network/networks.ts';
import type { ActToDo, CellPlan } from './run-cell.ts';

/** Longer than the limit for getting together again, so that "never" means it. */
const SETTLE_SECONDS: Readonly<Record<NetworkName, number>> = { lan: 4, broadband: 4, bad: 6 };

/** Jumps of a minute and more: nobody is near by chance. */
const SEEK_FRACTIONS = [0.5, 0.2, 0.7, 0.4] as const;

export interface PlanRequest {
  readonly row: RowName;
  readonly network: NetworkName;
  readonly parts: readonly PartName[];
  readonly framesPerSecond: number;
  readonly steadySeconds: number;
  readonly members: number;
}

export function planCell(request: PlanRequest): CellPlan {
  const { row, network, parts, framesPerSecond, steadySeconds, members } = request;
  const doesAct = parts.includes('acts');
  // The last act is always a pause: what the pictures say then tells whether frame times can be believed.
  const acts = row === 'reference' ? SCRIPTED : listActs(row, members);
  return {
    framesPerSecond,
    steadySeconds: parts.includes('steady') ? steadySeconds : 0,
    settleSeconds: SETTLE_SECONDS[network],
    acts: doesAct ? acts : [{ kind: 'pause', actor: 0 }],
  };
}

/** Nobody acts in the reference; its seeks tell what a seek costs each browser. */
const SCRIPTED: readonly ActToDo[] = [
  ...SEEK_FRACTIONS.map((fraction) => ({ kind: 'seek', actor: 0, fraction }) as const),
  { kind: 'pause', actor: 0 },
  { kind: 'resume', actor: 0 },
  { kind: 'pause', actor: 0 },
];

function listActs(row: RowName, members: number): ActToDo[] {
  const rounds = Array.from({ length: members }, (_, actor): ActToDo[] => [
    { kind: 'pause', actor },
    { kind: 'resume', actor },
    { kind: 'seek', actor, fraction: SEEK_FRACTIONS[actor % SEEK_FRACTIONS.length] ?? 0.5 },
    { kind: 'speed', actor, rate: 1.25 },
    { kind: 'speed', actor, rate: 1 },
  ]);
  // Only a party can be joined.
  const join: ActToDo[] = row === 'product' ? [{ kind: 'late-join', actor: members - 1 }] : [];
  return [...rounds.flat(), ...join, { kind: 'pause', actor: 0 }];
}
