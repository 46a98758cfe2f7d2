// The colour of a member, the same for everyone and everywhere: from their id alone.

/** Hues that differ to most eyes, in degrees; on the overlay's dark ground all of them have enough contrast. */
const HUES = [8, 30, 48, 90, 145, 172, 196, 220, 262, 300, 335] as const;

/** As CSS; of the lightness that text on a dark ground needs. */
export function memberColor(id: string): string {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 65_521;
  return `hsl(${HUES[sum % HUES.length]} 78% 74%)`;
}
