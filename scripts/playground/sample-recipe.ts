// What the sample film shows, as ffmpeg arguments: a clock, the frame number as text, and the same number as black
// and white blocks along the top edge, so that a program can read from a picture which frame is on screen.

export interface Film {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  readonly durationSeconds: number;
}

export const SAMPLE: Film = { width: 640, height: 360, framesPerSecond: 30, durationSeconds: 300 };

/**
 * Along the top edge, in blocks of this size: one white, then the bits of the frame number from the lowest up (white
 * is 1), then one black. The two known blocks tell a reader what white and black look like after compression.
 */
export const FRAME_STRIP = { blockWidth: 40, blockHeight: 16, bits: 14 } as const;

/** Undoes the strip: brightness (0 to 255) at the middle of each of its blocks, from left to right. */
export function readPaintedFrame(brightness: readonly number[]): number | undefined {
  const white = brightness[0] ?? 0;
  const black = brightness[FRAME_STRIP.bits + 1] ?? 0;
  if (white - black < 100) return undefined;
  const middle = (white + black) / 2;
  return brightness
    .slice(1, FRAME_STRIP.bits + 1)
    .reduce((frame, value, bit) => frame + (value > middle ? 2 ** bit : 0), 0);
}

/** H.264 and AAC: both browsers play them from the system's or their own decoders. A key frame every second. */
export function writeSampleArguments(output: string, canDrawText: boolean, film: Film): string[] {
  const { width, height, framesPerSecond: rate, durationSeconds: duration } = film;
  const size = `${width}x${height}`;
  // Drawn small and scaled up: a smooth background at a tenth of the cost.
  const background = `gradients=s=160x90:r=${rate}:d=${duration}:speed=0.02:n=4:c0=0x1b2a4a:c1=0x3d5a80:c2=0x98668f:c3=0x22475c`;
  const sweep = `color=c=0xf2b84b:s=10x60:r=${rate}:d=${duration}`;
  const tone = `sine=frequency=220:sample_rate=48000:duration=${duration}`;
  const picture = [
    `[0:v]scale=${size}:flags=bilinear,format=yuv420p[wide]`,
    // One sweep a second, so that the eye sees two players drift apart.
    `[wide][1:v]overlay=x='(W-w)*mod(t,1)':y=270:format=yuv420,${listDrawings(canDrawText, width).join(',')}[picture]`,
    '[2:a]volume=0.12,aformat=channel_layouts=stereo[sound]',
  ].join(';');
  return [
    ...['-hide_banner', '-loglevel', 'error', '-y'],
    ...['-f', 'lavfi', '-i', background, '-f', 'lavfi', '-i', sweep, '-f', 'lavfi', '-i', tone],
    ...['-filter_complex', picture, '-map', '[picture]', '-map', '[sound]'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '26', '-pix_fmt', 'yuv420p'],
    ...['-g', `${rate}`, '-keyint_min', `${rate}`, '-sc_threshold', '0'],
    ...['-c:a', 'aac', '-b:a', '96k', '-movflags', '+faststart', output],
  ];
}

/** Parts of the film, cut at key frames (one a second) and not compressed again. */
const PARTS = {
  silent: ['-an'],
  /** Its first seconds, which pass for an advert. */
  advert: ['-t', '6'],
  /** Without its first seconds, as another cut of it. */
  recut: ['-ss', '10'],
} as const;

export type Part = keyof typeof PARTS;

export function writePartArguments(part: Part, input: string, output: string): string[] {
  return [
    ...['-hide_banner', '-loglevel', 'error', '-y', '-i', input],
    ...[...PARTS[part], '-c', 'copy', '-movflags', '+faststart', output],
  ];
}

function listDrawings(canDrawText: boolean, width: number): string[] {
  const { blockWidth, blockHeight, bits } = FRAME_STRIP;
  const block = (index: number, when = '') =>
    `drawbox=x=${index * blockWidth}:y=0:w=${blockWidth}:h=${blockHeight}:color=white:t=fill${when}`;
  const text = [
    `drawtext=text='%{pts\\:hms}':fontsize=72:fontcolor=white:x=(w-tw)/2:y=110`,
    `drawtext=text='frame %{n}':fontsize=30:fontcolor=white@0.8:x=(w-tw)/2:y=200`,
  ];
  return [
    ...(canDrawText ? text : []),
    `drawbox=x=0:y=0:w=${width}:h=${blockHeight}:color=black:t=fill`,
    block(0),
    ...Array.from({ length: bits }, (_, bit) => block(bit + 1, `:enable='mod(floor(n/${2 ** bit}),2)'`)),
  ];
}
