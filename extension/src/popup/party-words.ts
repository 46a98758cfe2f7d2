// What a party is made of, in words: its connection, its rules, and what a host may do to its members.
import type { StallPolicy } from '@sameframe/shared/party.ts';
import type { Role } from '@sameframe/shared/protocol/rules.ts';
import type { Connection } from '../messages/content-background.ts';
import type { BesideChannel, MemberWish } from '../messages/popup-background.ts';
import { type TextKey, text } from '../ui/text.ts';

export const CONNECTIONS: Record<Connection, TextKey> = {
  connecting: 'connectionConnecting',
  connected: 'connectionConnected',
  reconnecting: 'connectionReconnecting',
};

export const POLICIES: Record<StallPolicy, TextKey> = {
  wait: 'policyWait',
  'wait-briefly': 'policyWaitBriefly',
  'go-on': 'policyGoOn',
};

/** The least role that may control the video. */
export const CONTROLS: Record<Role, TextKey> = {
  host: 'controlsHost',
  'co-host': 'controlsCoHost',
  viewer: 'controlsViewer',
  spectator: 'controlsSpectator',
};

/** What stands beside the film, by its channel. */
export const BESIDE: Record<BesideChannel, TextKey> = {
  queue: 'queue',
  chat: 'chat',
  reactions: 'reactions',
};

export interface MemberWishText {
  readonly offer: string;
  /** Null for what is done at the first press. */
  readonly question: string | null;
}

const ROLES_TO_GIVE = {
  'co-host': 'memberMakeCoHost',
  viewer: 'memberMakeViewer',
  spectator: 'memberMakeSpectator',
} as const;

/** `role`: that they have. */
export function textOfWish(wish: MemberWish, name: string, role: Role): MemberWishText {
  switch (wish.kind) {
    case 'set-role': {
      const isTaken = wish.role === 'viewer' && role === 'co-host';
      return { offer: text(isTaken ? 'memberTakeCoHost' : ROLES_TO_GIVE[wish.role]), question: null };
    }
    case 'hand-over':
      return { offer: text('memberMakeHost'), question: text('memberMakeHostAsk', name) };
    case 'kick':
      return { offer: text('memberRemove'), question: text('memberRemoveAsk', name) };
  }
}
