// The texts of the shift of one's own copy.
export const SHIFT_STRINGS = {
  shift: 'My copy is shifted',
  hint: 'Another intro, another cut, ads: step until you see what the others see. + when your copy is behind.',
  by: (ms: number) => {
    const by = Math.abs(ms) < 1_000 ? `${Math.abs(ms)} ms` : `${Math.abs(ms) / 1_000} s`;
    return `${ms < 0 ? '−' : '+'}${by}`;
  },
  none: 'No shift',
  byYou: (byS: number, isLater: boolean) =>
    `Shifted by you: everything comes ${formatShift(byS)} ${isLater ? 'later' : 'earlier'} here.`,
  endsMatched: (byS: number, isLonger: boolean) =>
    `Your copy is ${formatShift(byS)} ${isLonger ? 'longer' : 'shorter'}. Sameframe matched the ends: adjust if that is wrong.`,
  adsFound: (insertedS: number) => `Ads found in your copy: ${Math.round(insertedS)} s.`,
} as const;

/** `30 s`, `1.05 s`. */
function formatShift(seconds: number): string {
  return `${Number(seconds.toFixed(2))} s`;
}
