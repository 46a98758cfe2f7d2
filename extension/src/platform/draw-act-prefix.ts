// What the ids of acts begin with, so that no two pages ever make the same.

/** 96 random bits as text; `crypto.randomUUID` is not there on http pages. */
export function drawActPrefix(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join('');
}
