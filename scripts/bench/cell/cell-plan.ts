// Which acts a cell is made of, and how long each is watched. Pure.
import type { PartName, RowName } from '../bench-flags.ts';
import type { NetworkName } from '../network/networks.ts';
import type { ActToDo, CellPlan } from './run-cell.ts';

/** Longer than the limit for getting together again, so that "never" means it. */
const SETTLE_SECONDS: Readonly<Record<NetworkName, number>> = { lan: 4, broadband: 4, bad: 6 };

/** What is left of getting together belongs to the act, not to the steady part. */
const CALM_SECONDS = 4;

/**
 * Steady play is watched at so many places of the film. A film of 30 frames keeps one of two phases of a screen of 60
 * from one jump to the next (facts 14): a single stretch would measure which one it happened to be.
 */
const STRETCHES = 4;

/** Jumps of a minute and more: nobody is near by chance. */
const SEEK_FRACTIONS = [0.5, 0.2, 0.7, 0.4] as const;

export interface PlanRequest {
  readonly row: RowName;
  readonly network: NetworkName;
  readonly parts: readonly PartName[];
  readonly framesPerSecond: number;
  readonly steadySeconds: number;
  readonly rate: 1 | 1.25;
  readonly memberCount: number;
}

export function planCell(request: PlanRequest): CellPlan {
  const { row, network, parts, framesPerSecond, steadySeconds, rate, memberCount } = request;
  const doesAct = parts.includes('acts');
  const acts = row === 'reference' ? SCRIPTED : listActs(row, memberCount);
  return {
    framesPerSecond,
    settleSeconds: SETTLE_SECONDS[network],
    openingActs: [
      { kind: 'play', actor: 0 },
      ...(rate === 1 ? [] : [{ kind: 'speed', actor: 0, rate } as const]),
    ],
    calmSeconds: CALM_SECONDS,
    stretchSeconds: parts.includes('steady') ? steadySeconds / STRETCHES : 0,
    dividingActs: SEEK_FRACTIONS.slice(0, STRETCHES - 1).map(seekByFirst),
    // At least one pause: whether the pictures then agree costs little to know.
    acts: doesAct ? acts : [{ kind: 'pause', actor: 0 }],
  };
}

function seekByFirst(fraction: number): ActToDo {
  return { kind: 'seek', actor: 0, fraction };
}

/** Nobody acts in the reference; its seeks tell what a seek costs each browser. */
const SCRIPTED: readonly ActToDo[] = [
  ...SEEK_FRACTIONS.map(seekByFirst),
  { kind: 'pause', actor: 0 },
  { kind: 'resume', actor: 0 },
  { kind: 'pause', actor: 0 },
];

/** Two of the members act in turn, however many watch. */
const ACTORS = 2;

function listActs(row: RowName, memberCount: number): ActToDo[] {
  const rounds = Array.from({ length: ACTORS }, (_, actor): ActToDo[] => [
    { kind: 'pause', actor },
    { kind: 'resume', actor },
    { kind: 'seek', actor, fraction: SEEK_FRACTIONS[actor % SEEK_FRACTIONS.length] ?? 0.5 },
    { kind: 'speed', actor, rate: 1.25 },
    { kind: 'speed', actor, rate: 1 },
  ]);
  const last = memberCount - 1;
  // Only a party can be joined, or lose its relay. A pause in the end shows that everybody is back.
  const trouble: ActToDo[] = [
    { kind: 'late-join', actor: last },
    { kind: 'outage', actor: last },
  ];
  return [...rounds.flat(), ...(row === 'product' ? trouble : []), { kind: 'pause', actor: 0 }];
}
