// What the features share of the party: one line to the background, the party as it is, and own acts until they have come
// back in its order. Understands no feature.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { KEPT_FEATURES } from '@sameframe/shared/feature-act.ts';
import type { MemberId } from '@sameframe/shared/ids.ts';
import type { ActId } from '@sameframe/shared/playback.ts';
import { DEFAULT_RULES } from '@sameframe/shared/protocol/rules.ts';
import { assertNever } from '@sameframe/shared/result.ts';
import type { MediaSeconds } from '@sameframe/shared/time.ts';
import type {
  BackgroundToFeatures,
  FeatureParty,
  FeaturesToBackground,
  PanelPlace,
} from '../messages/features-background.ts';
import { openLastingPort, type PortLike } from '../platform/lasting-port.ts';
import type { EmojiData } from '../ui/emoji/emoji-data.ts';
import { text } from '../ui/text.ts';
import { createEmojiSupply } from './emoji-shelf.ts';
import type { FeatureEvent, FeatureHost, PendingAct } from './feature.ts';
import { createFeatureAsks } from './feature-asks.ts';
import { createMuted, MUTED_NOTE } from './muted.ts';

export interface PartyLineOptions {
  connect(): PortLike<BackgroundToFeatures, FeaturesToBackground>;
  /** Random and unguessable enough that no two lines make the same act id. */
  readonly actPrefix: string;
  readonly identify: FeatureHost['identify'];
  /** Once the background has put their script into this frame. */
  readEmoji(): EmojiData | undefined;
  readonly signal: AbortSignal;
}

/** What a feature is given by the place where it is shown. */
export type Place = Pick<
  FeatureHost,
  'isSeen' | 'readPositionS' | 'readLengthS' | 'drawPicture' | 'isOver' | 'toast'
>;

export interface PartyLine {
  readonly party: ReadonlySignal<FeatureParty>;
  /** Where the person has put the panel, in all parties of this browser; null: where it is at first. */
  readonly place: Signal<PanelPlace | null>;
  hostFor(feature: string, place: Place): FeatureHost;
}

interface Hearing {
  readonly onHistory: Parameters<FeatureHost['onHistory']>[0][];
  readonly onNews: ((event: FeatureEvent) => void)[];
  readonly pending: Signal<readonly PendingAct[]>;
  takeOffer?: Parameters<FeatureHost['onOffer']>[0];
}

const NO_PARTY: FeatureParty = {
  self: null,
  connection: 'connecting',
  members: [],
  unlisted: 0,
  names: {},
  avatars: {},
  role: 'spectator',
  rules: DEFAULT_RULES,
  media: null,
  page: null,
  isPlaying: false,
};

export function openPartyLine({
  connect,
  actPrefix,
  identify,
  readEmoji,
  signal: ending,
}: PartyLineOptions): PartyLine {
  const party = signal<FeatureParty>(NO_PARTY);
  const place = signal<PanelPlace | null>(null);
  let keptPlace = '';
  // The party is told anew every second or two: what hardly ever changes is passed on only when it has.
  const self = computed(() => party.value.self);
  const mediaKey = computed(() => party.value.media?.key ?? null);
  const names = new Map<MemberId, ReadonlySignal<string>>();
  const avatars = new Map<MemberId, ReadonlySignal<string | null>>();
  const hearings = new Map<string, Hearing>();
  let actCount = 0;
  const emoji = createEmojiSupply({ read: readEmoji, send: (message) => port.send(message) });
  const muted = createMuted((note) => port.send({ kind: 'note', feature: MUTED_NOTE, note }));

  const settle = (feature: string, isIn: (id: ActId) => boolean) => {
    const hearing = hearings.get(feature);
    if (hearing === undefined) return;
    const { pending } = hearing;
    if (pending.value.some(({ id }) => isIn(id))) pending.value = pending.value.filter(({ id }) => !isIn(id));
  };

  const takeHistory = ({
    features,
    notes,
    unheardFrom,
  }: Extract<BackgroundToFeatures, { kind: 'history' }>) => {
    muted.take(notes[MUTED_NOTE]);
    for (const [feature, { onHistory }] of hearings) {
      const events = features[feature] ?? [];
      const own = new Set(events.filter(({ by }) => by === party.value.self).map(({ id }) => id));
      settle(feature, (id) => own.has(id));
      for (const hear of onHistory) hear(events, notes[feature], unheardFrom);
    }
  };

  const takeRefusal = ({ id, reason }: Extract<BackgroundToFeatures, { kind: 'refused' }>) => {
    const isMeant = (act: PendingAct) => act.id === id;
    for (const { pending } of hearings.values()) {
      if (!pending.value.some(isMeant)) continue;
      pending.value = pending.value.map((act) => (isMeant(act) ? { ...act, refusal: reason } : act));
    }
  };

  const receive = (message: BackgroundToFeatures) => {
    switch (message.kind) {
      case 'party':
        party.value = message.party;
        return;
      case 'place':
        keptPlace = JSON.stringify(message.place);
        place.value = message.place;
        return;
      case 'history':
        return takeHistory(message);
      case 'news': {
        const { feature, by, id } = message.news;
        if (by === party.value.self) settle(feature, (each) => each === id);
        for (const hear of hearings.get(feature)?.onNews ?? []) hear(message.news);
        return;
      }
      case 'refused':
        return takeRefusal(message);
      case 'offer': {
        const { feature, offer } = message;
        const outcome = hearings.get(feature)?.takeOffer?.(offer);
        if (outcome !== undefined) port.send({ kind: 'settle-offer', id: offer.id, outcome });
        return;
      }
      case 'answer':
        return asks.take(message.id, message.answer);
      case 'emoji':
        return emoji.take(message);
      default:
        return assertNever(message);
    }
  };

  const sendAct = (feature: string, { id, act }: Omit<PendingAct, 'refusal'>, isKept: boolean) =>
    port.send({ kind: 'say', feature, id, act, isKept });

  /** The background may have died with what was said last. */
  const repeat = () => {
    asks.giveUp();
    emoji.repeat();
    for (const [feature, { pending }] of hearings) {
      for (const act of pending.value) if (act.refusal === null) sendAct(feature, act, true);
    }
  };

  const asks = createFeatureAsks((id, ask) => port.send({ kind: 'ask', id, ask }));
  const port = openLastingPort<BackgroundToFeatures, FeaturesToBackground>({
    connect,
    onMessage: receive,
    onConnected: () => queueMicrotask(repeat),
    // The content script ends all that is on the page.
    onOrphaned: () => undefined,
    signal: ending,
  });

  ending.addEventListener(
    'abort',
    place.subscribe((next) => {
      const told = JSON.stringify(next);
      if (keptPlace === '' || told === keptPlace) return;
      keptPlace = told;
      port.send({ kind: 'place', place: next });
    }),
  );

  const nameOf = (member: MemberId): string => {
    const known = names.get(member) ?? computed(() => party.value.names[member] ?? text('someone'));
    names.set(member, known);
    return known.value;
  };

  const avatarOf = (member: MemberId): string | null => {
    const known = avatars.get(member) ?? computed(() => party.value.avatars[member] ?? null);
    avatars.set(member, known);
    return known.value;
  };

  return {
    party,
    place,
    hostFor(feature, place) {
      const pending = signal<readonly PendingAct[]>([]);
      const hearing: Hearing = { onHistory: [], onNews: [], pending };
      hearings.set(feature, hearing);
      return {
        ...place,
        signal: ending,
        party,
        pending,
        onHistory: (hear) => void hearing.onHistory.push(hear),
        onNews: (hear) => void hearing.onNews.push(hear),
        onOffer(take) {
          hearing.takeOffer = take;
        },
        say(act, lasting) {
          // Its log would have to make do with the room that the known ones leave.
          if (lasting === 'kept' && !KEPT_FEATURES.has(feature))
            throw new Error(`“${feature}” keeps something: name it in KEPT_FEATURES (SPEC FE10).`);
          actCount += 1;
          const said = { id: `${actPrefix}-${actCount}` as ActId, act };
          if (lasting === 'kept') pending.value = [...pending.value, { ...said, refusal: null }];
          sendAct(feature, said, lasting === 'kept');
        },
        settle(id, way) {
          const refused = pending.value.find((act) => act.id === id);
          pending.value = pending.value.filter((act) => act.id !== id);
          if (refused === undefined || way === 'never') return;
          pending.value = [...pending.value, { ...refused, refusal: null }];
          sendAct(feature, refused, true);
        },
        note: (note, onward) => port.send({ kind: 'note', feature, note, onward }),
        jump: (positionS) => port.send({ kind: 'jump', position: positionS as MediaSeconds }),
        open: (media) => port.send({ kind: 'open', media }),
        begin: () => port.send({ kind: 'begin' }),
        attend: (isNeeded) => port.send({ kind: 'attend', feature, isNeeded }),
        identify,
        ask: asks.ask,
        emoji: emoji.shelf,
        muted: muted.members,
        mute: muted.mute,
        self,
        mediaKey,
        nameOf,
        avatarOf,
      };
    },
  };
}
