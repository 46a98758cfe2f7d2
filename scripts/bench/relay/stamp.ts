// When a message was sent, written into a body that looks sealed and found again without parsing. Pure.

/** Of a body: what 150 bytes of an act come to once sealed. */
const BODY_CHARS = 150;
const MARK = 'SENT';
const DIGITS = 16;
const LAMPORT = '"lamport":';

/** `sentAtMs`: of the driver's monotonic clock; kept to the microsecond. */
export function stampedBody(sentAtMs: number): string {
  const digits = String(Math.round(1_000 * sentAtMs)).padStart(DIGITS, '0');
  return `${MARK}${digits}`.padEnd(BODY_CHARS, 'A');
}

/** When the message was sent that carries this, ms; null where it carries no stamp. */
export function readStamp(text: string): number | null {
  const start = text.lastIndexOf(MARK);
  return start === -1 ? null : Number(text.slice(start + MARK.length, start + MARK.length + DIGITS)) / 1_000;
}

/** Where the event stands in the order; 0 where nothing tells. */
export function readLamport(text: string): number {
  const start = text.indexOf(LAMPORT);
  return start === -1 ? 0 : Number.parseInt(text.slice(start + LAMPORT.length), 10);
}
