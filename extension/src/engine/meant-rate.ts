// Which speed a person meant who changed the rate of an element that was a little off the party's speed. Menus set a
// round number; keys and some players add to whatever they find, and would carry our correction into everyone's speed.

/** The steps that players offer; a rate on this grid was chosen. */
const STEP = 0.05;
const EXACT = 1e-6;

/** `before`: the element's rate until then. `partyRate`: what it stood for. */
export function meantRate(chosen: number, before: number, partyRate: number): number {
  if (before === partyRate || isRound(chosen)) return chosen;
  const added = partyRate + (chosen - before);
  return isRound(added) ? Number(added.toFixed(2)) : chosen;
}

function isRound(rate: number): boolean {
  return Math.abs(rate / STEP - Math.round(rate / STEP)) * STEP < EXACT;
}
