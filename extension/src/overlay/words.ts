// Turns what happened in the party into the one line a toast shows. Pure; whose names these are is the caller's.
import type { MemberId } from '@sameframe/shared/ids.ts';
import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { formatMediaTime } from '../ui/media-time.ts';
import { describeSite, type SiteStanding } from '../ui/site-words.ts';
import { countedText, formatNumber, type TextKey, type TextValue, text } from '../ui/text.ts';

/** The part of a playback act that can be told in words; a `PlaybackAct` fits. */
export interface ToldAct {
  readonly kind: 'play' | 'pause' | 'seek-to' | 'set-rate' | 'change-media';
  readonly position: MediaSeconds;
  readonly rate: number;
  readonly media: { readonly title: string; readonly live?: unknown } | null;
}

/** What one has become, or is no more. */
export type ToldRole = keyof typeof ROLES;

export type Happening =
  | { readonly kind: 'acted'; readonly by: MemberId; readonly act: ToldAct }
  | { readonly kind: 'joined' | 'left'; readonly members: readonly MemberId[] }
  | { readonly kind: 'host-changed'; readonly host: MemberId }
  | { readonly kind: 'role-changed'; readonly member: MemberId; readonly role: ToldRole }
  /** The least role that may control the film. */
  | { readonly kind: 'control-changed'; readonly least: keyof typeof CONTROLS }
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
  | { readonly kind: 'site'; readonly site: string; readonly standing: SiteStanding }
  /** A panel was asked for that the browser did not let in. */
  | { readonly kind: 'no-panels' };

export interface Names {
  readonly self: MemberId | null;
  nameOf(member: MemberId): string;
}

/** Other languages conjugate: what this person did is another sentence than what others did. */
interface Telling {
  readonly own: TextKey;
  readonly others: TextKey;
}

const ROLES = {
  host: { own: 'overlayYouIsHost', others: 'overlayIsHost' },
  'co-host': { own: 'overlayYouIsCoHost', others: 'overlayIsCoHost' },
  'no-co-host': { own: 'overlayYouIsNoCoHost', others: 'overlayIsNoCoHost' },
  viewer: { own: 'overlayYouIsViewer', others: 'overlayIsViewer' },
  spectator: { own: 'overlayYouIsSpectator', others: 'overlayIsSpectator' },
} as const satisfies Record<string, Telling>;

const CONTROLS = {
  host: 'overlayControlsHost',
  'co-host': 'overlayControlsCoHost',
  viewer: 'overlayControlsViewer',
  spectator: 'overlayControlsSpectator',
} as const satisfies Record<string, TextKey>;

/** Tells who did it; what else the sentence needs comes first in it. */
type Tell = (member: MemberId, telling: Telling, ...values: readonly TextValue[]) => string;

export function describe(happening: Happening, names: Names): string {
  const tell: Tell = (member, { own, others }, ...values) =>
    member === names.self ? text(own, ...values) : text(others, ...values, names.nameOf(member));
  switch (happening.kind) {
    case 'acted':
      return describeAct(happening.act, (...told) => tell(happening.by, ...told));
    case 'joined':
      return tellAll('overlayJoined', happening.members.map(names.nameOf));
    case 'left':
      return tellAll('overlayLeft', happening.members.map(names.nameOf));
    case 'host-changed':
      return tell(happening.host, ROLES.host);
    case 'role-changed':
      return tell(happening.member, ROLES[happening.role]);
    case 'control-changed':
      return text(CONTROLS[happening.least]);
    case 'knocked':
      return tellAll(
        'overlayKnocked',
        happening.names.map((name) => name ?? text('someone')),
      );
    case 'ready':
      return text('overlayReady');
    case 'went-on':
      return tell(happening.by, { own: 'overlayYouWentOn', others: 'overlayWentOn' });
    case 'went-on-without': {
      const isOwn = names.self !== null && happening.members.includes(names.self);
      if (isOwn) return text('overlayWentOnWithoutYou');
      return text('overlayWentOnWithout', joinNames(happening.members.map(names.nameOf)));
    }
    case 'ends-matched': {
      const amount = formatSeconds(Math.abs(happening.longerS));
      return text(happening.longerS > 0 ? 'overlayCopyLonger' : 'overlayCopyShorter', amount);
    }
    case 'act-overtaken':
      return text('overlayActOvertaken');
    case 'act-refused':
      return text('overlayActRefused');
    case 'act-not-allowed':
      return text('overlayActNotAllowed');
    case 'site':
      return describeSite(happening.standing, happening.site);
    case 'no-panels':
      return text('overlayNoPanels');
  }
}

function tellAll(key: 'overlayJoined' | 'overlayLeft' | 'overlayKnocked', names: readonly string[]): string {
  return countedText(key, names.length, joinNames(names));
}

function describeAct(
  act: ToldAct,
  tell: (telling: Telling, ...values: readonly TextValue[]) => string,
): string {
  switch (act.kind) {
    case 'play':
      return tell({ own: 'overlayYouPlayed', others: 'overlayPlayed' });
    case 'pause':
      return tell({ own: 'overlayYouPaused', others: 'overlayPaused' });
    case 'seek-to':
      // Its seconds count from 1970.
      if (act.media?.live !== undefined) {
        return tell({ own: 'overlayYouJumpedLive', others: 'overlayJumpedLive' });
      }
      return tell({ own: 'overlayYouJumped', others: 'overlayJumped' }, formatMediaTime(act.position));
    case 'set-rate':
      return tell({ own: 'overlayYouSetSpeed', others: 'overlaySetSpeed' }, formatRate(act.rate));
    case 'change-media': {
      const title = act.media?.title ?? '';
      if (title === '') return tell({ own: 'overlayYouOpenedAnother', others: 'overlayOpenedAnother' });
      return tell({ own: 'overlayYouOpened', others: 'overlayOpened' }, title);
    }
  }
}

/** `Bob`, `Bob and Carol`, `Bob, Carol and 3 others`, `Bob and 2 people`: never longer than a line. */
export function joinNames(names: readonly string[]): string {
  const someone = text('someone');
  const named = names.filter((name) => name !== someone);
  const unnamed = names.length - named.length;
  if (unnamed > 1 && named.length < 2) return joinNames([...named, countedText('overlayPeople', unnamed)]);
  const [first = '', second, ...others] = [...named, ...names.filter((name) => name === someone)];
  if (second === undefined) return first;
  if (others.length === 0) return text('overlayTwo', first, second);
  return countedText('overlayOthers', others.length, first, second);
}

/** `30 s`, `2.5 s`: a tenth is as fine as a guess can be. */
function formatSeconds(seconds: number): string {
  return text('unitS', formatNumber(seconds, { maximumFractionDigits: 1 }));
}

/** `1.5×`; two digits are what players offer. */
export function formatRate(rate: number): string {
  return `${formatNumber(rate, { maximumFractionDigits: 2 })}×`;
}
