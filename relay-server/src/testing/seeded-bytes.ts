// "Random" bytes that are the same in every run, so that a failure repeats itself.

export function createSeededBytes(seed: number): (count: number) => Uint8Array {
  let state = seed >>> 0;
  return (count) =>
    Uint8Array.from({ length: count }, () => {
      // xorshift32 (Marsaglia 2003): short, and good enough to tell identifiers apart.
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      state >>>= 0;
      return state & 0xff;
    });
}
