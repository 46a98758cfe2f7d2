// PURE. The party as its features see it, and the act that a person makes in one of them.
import { mediaKeyOf } from '@sameframe/shared/media-key.ts';
import { avatarOf, nameOf, roleOf } from '@sameframe/shared/party.ts';
import type { ActId, Media, PlaybackAct } from '@sameframe/shared/playback.ts';
import type { LocalMs, MediaSeconds } from '@sameframe/shared/time.ts';
import type { TimelineState } from '@sameframe/shared/timeline-state.ts';
import type { FeatureParty } from '../messages/features-background.ts';
import { connectionOf } from './party-session.ts';
import { ownRoleIn, type TabFacts } from './popup-view.ts';
import { reportOf } from './presence-book.ts';
import { pageOf } from './tab-router.ts';

export function viewForFeatures(
  { session, presence, report, routing }: Pick<TabFacts, 'session' | 'presence' | 'report' | 'routing'>,
  now: LocalMs,
): FeatureParty {
  const { self, name, avatar } = session;
  const { party, timeline } = session.replica;
  const page = pageOf(routing);
  const ownName = self === null ? {} : { [self]: name };
  const ownAvatar = self === null || avatar === null ? {} : { [self]: avatar };
  return {
    self,
    connection: connectionOf(session),
    members: party.members.map(({ id }) => ({
      id,
      name: id === self ? name : nameOf(party, id),
      avatar: id === self ? avatar : avatarOf(party, id),
      isSelf: id === self,
      role: roleOf(party, id) ?? 'spectator',
      report: id === self ? report : reportOf(presence, id, now),
    })),
    unlisted: party.unlisted,
    names: { ...party.names, ...ownName },
    avatars: { ...party.avatars, ...ownAvatar },
    role: ownRoleIn(session),
    rules: party.rules,
    media: timeline.playback?.media ?? null,
    page: page === null ? null : { key: mediaKeyOf(page.url), title: page.title },
    isPlaying: timeline.playback?.isPlaying ?? false,
  };
}

/** Everyone goes there and does there what they do now, together; null while nobody has said what is played. */
export function composeJump(
  { playback }: TimelineState,
  jump: { readonly id: ActId; readonly position: MediaSeconds; readonly leadMs: number },
): PlaybackAct | null {
  if (playback === null) return null;
  const { isPlaying, rate, media } = playback;
  const { id, position, leadMs } = jump;
  const when = { kind: 'scheduled', leadMs: isPlaying ? leadMs : 0 } as const;
  return { id, kind: 'seek-to', position, isPlaying, rate, media, when };
}

/** Everyone is to go to another film and to wait at its beginning. */
export function composeOpening({ playback }: TimelineState, id: ActId, media: Media): PlaybackAct {
  const when = { kind: 'scheduled', leadMs: 0 } as const;
  const rate = playback?.rate ?? 1;
  return { id, kind: 'change-media', position: 0 as MediaSeconds, isPlaying: false, rate, media, when };
}

/** What stands still goes on for everyone at the same moment; null where nothing stands still. */
export function composeBeginning(
  { playback }: TimelineState,
  start: { readonly id: ActId; readonly leadMs: number },
): PlaybackAct | null {
  if (playback === null || playback.isPlaying) return null;
  const { rate, media, vector } = playback;
  const when = { kind: 'scheduled', leadMs: start.leadMs } as const;
  return { id: start.id, kind: 'play', position: vector.position, isPlaying: true, rate, media, when };
}
