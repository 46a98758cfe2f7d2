// Skew over time as an SVG that needs nothing to be looked at. Pure.
import type { SkewSample } from '../figures/skew.ts';

export interface PlotTrack {
  readonly label: string;
  readonly samples: readonly SkewSample[];
  readonly marks: readonly { readonly atMs: number; readonly label: string }[];
}

const WIDTH = 1_200;
const TRACK_HEIGHT = 140;
const LEFT = 60;
/** Skew beyond this is drawn at the edge: the interesting part is far smaller. */
const EDGE_MS = 150;
const GUIDES_MS = [-100, -50, 0, 50, 100] as const;

export function plotSkew(tracks: readonly PlotTrack[]): string {
  const height = tracks.length * TRACK_HEIGHT + 20;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="11">`,
    `<rect width="${WIDTH}" height="${height}" fill="white"/>`,
    ...tracks.map((track, index) => plotTrack(track, index * TRACK_HEIGHT)),
    '</svg>',
    '',
  ].join('\n');
}

function plotTrack({ label, samples, marks }: PlotTrack, top: number): string {
  const fromMs = samples[0]?.atMs ?? 0;
  const spanMs = Math.max(1, (samples.at(-1)?.atMs ?? 0) - fromMs);
  const x = (atMs: number) => (LEFT + ((atMs - fromMs) / spanMs) * (WIDTH - LEFT - 10)).toFixed(1);
  const clamp = (ms: number) => Math.max(-EDGE_MS, Math.min(EDGE_MS, ms));
  const y = (ms: number) =>
    (top + 20 + ((EDGE_MS - clamp(ms)) / (2 * EDGE_MS)) * (TRACK_HEIGHT - 25)).toFixed(1);
  const guides = GUIDES_MS.map(
    (ms) =>
      `<line x1="${LEFT}" x2="${WIDTH - 10}" y1="${y(ms)}" y2="${y(ms)}" stroke="${ms === 0 ? '#888' : '#ddd'}"/>` +
      `<text x="${LEFT - 6}" y="${y(ms)}" text-anchor="end" dominant-baseline="middle">${ms} ms</text>`,
  );
  const acts = marks.map(
    (mark) =>
      `<line x1="${x(mark.atMs)}" x2="${x(mark.atMs)}" y1="${top + 20}" y2="${top + TRACK_HEIGHT - 5}" stroke="#c60" stroke-dasharray="2 3"/>` +
      `<text x="${x(mark.atMs)}" y="${top + 30}" fill="#c60">${escapeText(mark.label)}</text>`,
  );
  const points = samples.map(({ atMs, skewMs }) => `${x(atMs)},${y(skewMs)}`).join(' ');
  return [
    `<text x="${LEFT}" y="${top + 14}" font-weight="bold">${escapeText(label)}</text>`,
    ...guides,
    ...acts,
    `<polyline points="${points}" fill="none" stroke="#246" stroke-width="1"/>`,
  ].join('\n');
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
