// PURE. What a page's player says of programme time. Only what leads from the element to its player is followed, or a
// player that says itself that this element is its own; what is read is a number that the page may have forged.

/** The part of an element that is read here, with what players put on the one that they are in. */
export interface PageElement {
  readonly parentElement: PageElement | null;
  getRootNode(): object;
  /** Of an element that plays by hls.js (hls-video). */
  readonly api?: unknown;
  /** Vidstack's. */
  readonly provider?: { readonly instance?: unknown } | null;
  /** Video.js puts it on what it has put around the element. */
  readonly player?: unknown;
  /** Shaka's. */
  readonly ui?: { getControls?(): { getLocalPlayer(): unknown } | null };
  /** Mux: a date. */
  readonly currentPdt?: unknown;
  /** YouTube: of what is live, s since 1970; of a film its own seconds. Nobody has written it down but who uses it. */
  getMediaReferenceTime?(): unknown;
}

export interface PageMedia extends PageElement {
  readonly currentTime: number;
}

export interface PageGlobals {
  readonly hls?: unknown;
  readonly player?: unknown;
}

/** Any of hls.js, Shaka and Video.js, or something else of the same name. */
interface Player {
  /** hls.js */
  readonly media?: unknown;
  readonly playingDate?: unknown;
  /** Shaka */
  getMediaElement?(): unknown;
  isLive?(): boolean;
  getPlayheadTimeAsDate?(): unknown;
  /** Video.js: the argument says that one knows it to be no part of its interface. */
  tech?(knows: true): VideoJsTech;
}

interface VideoJsTech {
  el(): unknown;
  readonly vhs?: {
    readonly playlists: { media(): { readonly segments: readonly VideoJsSegment[] } | undefined };
  };
}

/** Where in the element it begins and ends is known once it is there. */
interface VideoJsSegment {
  readonly start?: number;
  readonly end?: number;
  readonly dateTimeObject?: unknown;
}

/** The years 2001 to 2286, s since 1970: what is outside counts from somewhere else. */
const EARLIEST_S = 1_000_000_000;
const LATEST_S = 10_000_000_000;

/** What the page told, as JSON: programme time − own seconds; null unless there is a date at `ownS`. */
export function parseOffset(told: unknown, ownS: number): number | null {
  try {
    const offsetS: unknown = JSON.parse(String(told));
    return typeof offsetS === 'number' && isDate(offsetS + ownS) ? offsetS : null;
  } catch {
    return null;
  }
}

/** Programme time − own seconds, s, as the nearest player says that shows this element; null where none does. */
export function readOffset(media: PageMedia, { hls, player }: PageGlobals): number | null {
  const places = [
    ...holdersOf(media).flatMap(placesOn),
    () => ofPlayer(hls, media),
    () => ofPlayer(player, media),
  ];
  for (const read of places) {
    const programmeS = attempt(() => read(media));
    if (programmeS !== null && isDate(programmeS)) return programmeS - media.currentTime;
  }
  return null;
}

function isDate(programmeS: number): boolean {
  return programmeS >= EARLIEST_S && programmeS < LATEST_S;
}

/** The element and all around it, out of shadow roots, too. */
function holdersOf(media: PageMedia): readonly PageElement[] {
  const holders: PageElement[] = [];
  let holder: PageElement | undefined = media;
  while (holder !== undefined) {
    holders.push(holder);
    holder = holder.parentElement ?? (holder.getRootNode() as { host?: PageElement }).host;
  }
  return holders;
}

type Place = (media: PageMedia) => number | null;

function placesOn(holder: PageElement): readonly Place[] {
  return [
    (media) => ofPlayer(holder.api, media),
    (media) => ofPlayer(holder.provider?.instance, media),
    (media) => ofPlayer(holder.player, media),
    (media) => ofPlayer(holder.ui?.getControls?.()?.getLocalPlayer(), media),
    () => toSeconds(holder.currentPdt),
    () => asNumber(holder.getMediaReferenceTime?.()),
  ];
}

function ofPlayer(candidate: unknown, media: PageMedia): number | null {
  if (typeof candidate !== 'object' || candidate === null) return null;
  const player: Player = candidate;
  if (player.media === media) return toSeconds(player.playingDate);
  if (player.getMediaElement?.() === media) {
    return player.isLive?.() === true ? toSeconds(player.getPlayheadTimeAsDate?.()) : null;
  }
  const tech = player.tech?.(true);
  return tech?.el() === media
    ? ofSegments(tech.vhs?.playlists.media()?.segments ?? [], media.currentTime)
    : null;
}

function ofSegments(segments: readonly VideoJsSegment[], ownS: number): number | null {
  for (const { start, end, dateTimeObject } of segments) {
    const isHere = start !== undefined && end !== undefined && start <= ownS && ownS < end;
    const beganS = isHere ? toSeconds(dateTimeObject) : null;
    if (beganS !== null) return beganS + ownS - (start ?? ownS);
  }
  return null;
}

/** A date may be of another frame: it is known by what it can do. */
function toSeconds(date: unknown): number | null {
  const ms = (date as { getTime?(): unknown } | null | undefined)?.getTime?.();
  return typeof ms === 'number' ? ms / 1_000 : null;
}

function asNumber(told: unknown): number | null {
  return typeof told === 'number' ? told : null;
}

/** Players change, and a page may have made its own of the same name throw. */
function attempt(read: () => number | null): number | null {
  try {
    return read();
  } catch {
    return null;
  }
}
