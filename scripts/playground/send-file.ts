// Sends a file over HTTP: byte ranges, so that players can seek, and on wish slowly, so that they stall.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { FilmLine } from './film-lines.ts';
import { parseRange } from './parse-range.ts';

export interface FileToSend {
  readonly path: string;
  readonly contentType: string;
  /** Kilobits per second; as fast as it goes when left out. */
  readonly kbps?: number | undefined;
  /** What it comes over; may stand still for a while. */
  readonly line?: FilmLine | undefined;
}

export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: FileToSend,
): Promise<void> {
  const { size } = await stat(file.path);
  const range = parseRange(request.headers.range, size);
  const headers = { 'content-type': file.contentType, 'accept-ranges': 'bytes', 'cache-control': 'no-store' };
  if (range.kind === 'unsatisfiable') {
    response.writeHead(416, { ...headers, 'content-range': `bytes */${size}` }).end();
    return;
  }
  const [first, last] = range.kind === 'part' ? [range.first, range.last] : [0, size - 1];
  response.writeHead(range.kind === 'part' ? 206 : 200, {
    ...headers,
    'content-length': last - first + 1,
    ...(range.kind === 'part' ? { 'content-range': `bytes ${first}-${last}/${size}` } : {}),
  });
  if (request.method === 'HEAD' || size === 0) {
    response.end();
    return;
  }
  // Small chunks make a slow stream smooth instead of bursty.
  const source = createReadStream(file.path, {
    start: first,
    end: last,
    highWaterMark: file.kbps || file.line ? 4_096 : 65_536,
  });
  try {
    if (file.kbps === undefined && file.line === undefined) await pipeline(source, response);
    else await pipeline(source, createThrottle(file), response);
  } catch (error) {
    // Players drop a request whenever they seek; that is no fault of anybody.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

function createThrottle({ kbps, line }: FileToSend): Transform {
  const bytesPerMs = (kbps ?? Number.POSITIVE_INFINITY) / 8;
  const startedAt = performance.now();
  let sentBytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sentBytes += chunk.length;
      const waitMs = startedAt + sentBytes / bytesPerMs - performance.now();
      Promise.all([pause(Math.max(0, waitMs)), line?.untilOpen()]).then(() => done(null, chunk), done);
    },
  });
}
