// PURE. One WebSocket text frame as a server sends it (RFC 6455, 5.2): whole, unmasked, uncompressed.

const WHOLE_TEXT = 0x81;
/** Longer payloads have their length in two, or in eight more bytes. */
const MAX_SHORT_BYTES = 125;
const MAX_MEDIUM_BYTES = 65_535;
const MEDIUM = 126;
const LONG = 127;

/** In one buffer, so that a socket is handed one piece and not a header and a payload. */
export function textFrame(text: string): Buffer {
  const bytes = Buffer.byteLength(text);
  const head = textFrameHead(bytes);
  const frame = Buffer.allocUnsafe(head.length + bytes);
  frame.set(head);
  frame.write(text, head.length);
  return frame;
}

/** What comes before a text of so many bytes. */
export function textFrameHead(bytes: number): Uint8Array {
  if (bytes <= MAX_SHORT_BYTES) return Uint8Array.of(WHOLE_TEXT, bytes);
  const head = Buffer.alloc(bytes <= MAX_MEDIUM_BYTES ? 4 : 10);
  // No text of ours has more bytes than four can count; a medium length leaves the first two of them to the marks.
  head.writeUInt32BE(bytes, head.length - 4);
  head[0] = WHOLE_TEXT;
  head[1] = bytes <= MAX_MEDIUM_BYTES ? MEDIUM : LONG;
  return head;
}
