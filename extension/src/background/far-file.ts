// The beginning of a file of another site: without cookies or a word where it is asked for from, and for a few seconds.

const MAX_MS = 5_000;

export interface FarFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** As the server calls it. */
  readonly type: string;
  /** Where it was in the end. */
  readonly url: string;
  readonly isWhole: boolean;
}

/** What is to be read. */
export interface FarWish {
  readonly address: string;
  readonly type: RegExp;
  readonly maxBytes: number;
}

/** Null for another kind of file, or an error of the server. Throws where there is no network, or no answer in time. */
export async function readFar(
  request: typeof fetch,
  { address, type: wanted, maxBytes }: FarWish,
): Promise<FarFile | null> {
  const { ok, body, headers, url } = await request(address, {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(MAX_MS),
  });
  const type = headers.get('content-type') ?? '';
  if (body === null) return null;
  if (!ok || !wanted.test(type)) {
    await body.cancel();
    return null;
  }
  return { ...(await readBeginning(body, maxBytes)), type, url };
}

async function readBeginning(
  body: ReadableStream<Uint8Array>,
  maxBytes: number,
): Promise<Pick<FarFile, 'bytes' | 'isWhole'>> {
  const all = new Uint8Array(maxBytes);
  const reader = body.getReader();
  let length = 0;
  let isWhole = false;
  while (length < maxBytes && !isWhole) {
    const { done, value } = await reader.read();
    isWhole = done;
    if (value === undefined) continue;
    all.set(value.subarray(0, maxBytes - length), length);
    length += value.length;
  }
  await reader.cancel();
  return { bytes: all.subarray(0, length), isWhole };
}
