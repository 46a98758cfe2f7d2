// Turns what happened in the party into the one line a toast shows. Pure; whose names these are is the caller's.
import type { MemberId } from '@sameframe/shared/ids.ts';
import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { formatMediaTime } from '../ui/media-time.ts';
import { SITE_WORDS } from '../ui/site-words.ts';
import { STRINGS } from './strings.ts';

/** The part of a playback act that can be told in words; a `PlaybackAct` fits. */
export interface ToldAct {
  readonly kind: 'play' | 'pause' | 'seek-to' | 'set-rate' | 'change-media';
  readonly position: MediaSeconds;
  readonly rate: number;
  readonly media: { readonly title: string; readonly live?: unknown } | null;
}

export type ToldRole = keyof typeof STRINGS.nowRole;

export type Happening =
  | { readonly kind: 'acted'; readonly by: MemberId; readonly act: ToldAct }
  | { readonly kind: 'joined' | 'left'; readonly members: readonly MemberId[] }
  | { readonly kind: 'host-changed'; readonly host: MemberId }
  | { readonly kind: 'role-changed'; readonly member: MemberId; readonly role: ToldRole }
  /** The least role that may control the film. */
  | { readonly kind: 'control-changed'; readonly least: ToldRole }
  /** At the door; null for who gave no name. */
  | { readonly kind: 'knocked'; readonly names: readonly (string | null)[] }
  /** The waiting is over: nobody stalls any more, somebody would not wait, or it had lasted long enough. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'went-on'; readonly by: MemberId }
  | { readonly kind: 'went-on-without'; readonly members: readonly MemberId[] }
  /** So much longer this person's copy is, s (negative: shorter), and the ends were taken for the same. */
  | { readonly kind: 'ends-matched'; readonly longerS: number }
  /** Our own act was dropped, or refused by the relay. */
  | { readonly kind: 'act-overtaken' }
  | { readonly kind: 'act-refused' }
  | { readonly kind: 'act-not-allowed' }
  /** How far Sameframe works on this site. */
  | { readonly kind: 'site'; readonly site: string; readonly standing: keyof typeof SITE_WORDS }
  /** A panel was asked for that the browser did not let in. */
  | { readonly kind: 'no-panels' };

export interface Names {
  readonly self: MemberId | null;
  nameOf(member: MemberId): string;
}

export function describe(happening: Happening, names: Names): string {
  const call = (member: MemberId) => (member === names.self ? STRINGS.you : names.nameOf(member));
  switch (happening.kind) {
    case 'acted':
      return describeAct(call(happening.by), happening.act);
    case 'joined':
      return STRINGS.joined(joinNames(happening.members.map(call)));
    case 'left':
      return STRINGS.left(joinNames(happening.members.map(call)));
    case 'host-changed':
      return STRINGS.nowHost(call(happening.host));
    case 'role-changed':
      return STRINGS.nowRole[happening.role](call(happening.member));
    case 'control-changed':
      return STRINGS.nowControls[happening.least];
    case 'knocked': {
      const callers = happening.names.map((name) => name ?? STRINGS.someone);
      return STRINGS.knocked(joinNames(callers), callers.length);
    }
    case 'ready':
      return STRINGS.ready;
    case 'went-on':
      return STRINGS.wentOn(call(happening.by));
    case 'went-on-without': {
      const isOwn = names.self !== null && happening.members.includes(names.self);
      return isOwn ? STRINGS.wentOnWithoutYou : STRINGS.wentOnWithout(joinNames(happening.members.map(call)));
    }
    case 'ends-matched':
      return STRINGS.endsMatched(formatSeconds(Math.abs(happening.longerS)), happening.longerS > 0);
    case 'act-overtaken':
      return STRINGS.actOvertaken;
    case 'act-refused':
      return STRINGS.actRefused;
    case 'act-not-allowed':
      return STRINGS.actNotAllowed;
    case 'site':
      return SITE_WORDS[happening.standing](happening.site);
    case 'no-panels':
      return STRINGS.noPanels;
  }
}

function describeAct(who: string, act: ToldAct): string {
  switch (act.kind) {
    case 'play':
      return STRINGS.played(who);
    case 'pause':
      return STRINGS.paused(who);
    case 'seek-to':
      // Its seconds count from 1970.
      if (act.media?.live !== undefined) return STRINGS.jumpedLive(who);
      return STRINGS.jumpedTo(who, formatMediaTime(act.position));
    case 'set-rate':
      return STRINGS.setSpeed(who, formatRate(act.rate));
    case 'change-media':
      return STRINGS.opened(who, act.media?.title ?? '');
  }
}

/** `Bob`, `Bob and Carol`, `Bob, Carol and 3 others`, `Bob and 2 people`: never longer than a line. */
export function joinNames(names: readonly string[]): string {
  const named = names.filter((name) => name !== STRINGS.someone);
  const unnamed = names.length - named.length;
  if (unnamed > 1 && named.length < 2) return joinNames([...named, STRINGS.people(unnamed)]);
  const [first = '', second, ...others] = [...named, ...names.filter((name) => name === STRINGS.someone)];
  if (second === undefined) return first;
  return others.length === 0 ? STRINGS.two(first, second) : STRINGS.many(first, second, others.length);
}

/** `30 s`, `2.5 s`: a tenth is as fine as a guess can be. */
function formatSeconds(seconds: number): string {
  return `${Number(seconds.toFixed(1))} s`;
}

/** `1.5×`; two digits are what players offer. */
export function formatRate(rate: number): string {
  return `${Number(rate.toFixed(2))}×`;
}
