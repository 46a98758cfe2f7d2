// What the person should see of a moment, from the engine's view and the line to the relay. Pure.
import type { MemberId } from '@sameframe/shared/ids.ts';
import type { EngineView } from '../engine/view.ts';
import type { Connection, OtherPage } from '../messages/content-background.ts';
import type { Situation } from '../overlay/situation-view.ts';

export interface Moment {
  readonly view: EngineView;
  readonly connection: Connection;
  /** How long the connection has been what it is. */
  readonly connectionAgeMs: number;
  /** What the party watches, for the words "The party watches …". */
  readonly partyTitle: string;
  /** Null before the background has said. */
  readonly apart: OtherPage | null;
  readonly self: MemberId | null;
  readonly host: MemberId | null;
  nameOf(member: MemberId): string;
}

/** A relay that restarts, or a network that changes, is back within this: nobody need hear of it. */
const UNTOLD_RECONNECT_MS = 2_000;

const WISH = { play: 'play', pause: 'pause', seek: 'seek-to', rate: 'set-rate' } as const;

/** The most pressing thing first: what only the person can mend, then what they may wonder about. */
export function situationOf(moment: Moment): Situation {
  const { view, connection, partyTitle, apart, self, host, nameOf } = moment;
  const mayGoOn = self !== null && self === host;
  if (view.report.state === 'needs-click') return { kind: 'needs-click' };
  if (view.question !== null) return { kind: 'ask-everyone', wish: WISH[view.question] };
  if (view.report.state === 'stepped-out') return { kind: 'stepped-out' };
  if (connection === 'connecting') return { kind: connection };
  if (connection === 'reconnecting' && moment.connectionAgeMs >= UNTOLD_RECONNECT_MS)
    return { kind: connection };
  switch (view.report.state) {
    case 'other-page':
      // The page knows first that it is another one, and a moment later how that came.
      return apart === null ? { kind: 'calm' } : { kind: 'other-page', title: partyTitle, ...apart };
    case 'no-video':
      return { kind: 'no-video' };
    case 'buffering':
      return self !== null && view.waitingFor.includes(self)
        ? { kind: 'waited-for', mayGoOn }
        : { kind: 'buffering' };
    case 'in-ad':
      return { kind: 'in-ad' };
    case 'waiting':
      return { kind: 'waiting-for', names: view.waitingFor.map(nameOf), mayGoOn };
    default:
      // Catching up takes a moment after every act: a line for it would only flicker.
      return { kind: 'calm' };
  }
}
