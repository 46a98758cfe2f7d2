// What everybody takes for an advert, as far as lengths tell (SPEC AB2).

/** Nothing that is longer is an advert before a film or in it, s. */
export const MAX_AD_S = 180;
/** Another cut of the same film is not as short as this, a fraction. */
const MAX_AD_SHARE = 0.5;

/** Whether something of one length, s, is short beside a film of another; not where either is unknown. */
export function isShortBeside(adS: number | null, filmS: number | null): boolean {
  return adS !== null && filmS !== null && adS <= MAX_AD_S && adS < filmS * MAX_AD_SHARE;
}
