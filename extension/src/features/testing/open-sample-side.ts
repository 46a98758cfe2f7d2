// Opens the features beside the film on a party that is made up.
import type { Lamport } from '@sameframe/shared/lamport.ts';
import { mediaKeyOf } from '@sameframe/shared/media-key.ts';
import { DEFAULT_RULES } from '@sameframe/shared/protocol/rules.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import type { FeatureAnswer, FeatureAsk } from '../../messages/feature-asks.ts';
import type {
  BackgroundToFeatures,
  FeatureParty,
  FeaturesToBackground,
} from '../../messages/features-background.ts';
import type { SideParts } from '../../overlay/panel-set.ts';
import type { PortLike } from '../../platform/lasting-port.ts';
import { FEATURES } from '../index.ts';
import { openPartyLine } from '../party-line.ts';
import { openSide } from '../side.tsx';
import { ALICE, AVATARS, FILM, MEMBERS, NAMES, type SideSample } from './side-samples.ts';

/** `onSent`: what the background is told. */
export function openSampleSide(
  sample: SideSample,
  parts: SideParts,
  onToggle: () => void = () => undefined,
  onSent: (message: FeaturesToBackground) => void = () => undefined,
) {
  const party: FeatureParty = {
    self: ALICE,
    connection: 'connected',
    members: sample.members ?? MEMBERS,
    unlisted: 0,
    names: NAMES,
    avatars: AVATARS,
    role: sample.role ?? 'host',
    rules: DEFAULT_RULES,
    page: null,
    isPlaying: true,
    media: { key: FILM, url: FILM, title: 'A Trip to the Moon' },
  };
  const told: readonly BackgroundToFeatures[] = [
    { kind: 'party', party },
    { kind: 'place', place: null },
    {
      kind: 'history',
      features: { chat: sample.said, queue: sample.queued ?? [] },
      notes: sample.notes ?? {},
      unheardFrom: sample.isClosed === true ? 1 : null,
    },
  ];
  const connect = (): PortLike<BackgroundToFeatures, FeaturesToBackground> => {
    let tell: (message: BackgroundToFeatures) => void = () => undefined;
    let lamport = 1_000;
    const order = ({ feature, id, act }: Extract<FeaturesToBackground, { kind: 'say' }>) => {
      lamport += 1;
      const when = { lamport: lamport as Lamport, at: lamport as RelayMs };
      queueMicrotask(() =>
        tell({ kind: 'news', news: { feature, by: ALICE, id, act, isKept: true, ...when } }),
      );
    };
    return {
      postMessage(message) {
        onSent(message);
        if (message.kind === 'ask' && message.ask !== null) {
          tell({ kind: 'answer', id: message.id, answer: answerOf(sample, message.ask) });
        }
        if (message.kind === 'say' && message.isKept) order(message);
        if (message.kind === 'emoji') tell({ kind: 'emoji', recent: sample.recentEmoji ?? [] });
      },
      disconnect: () => undefined,
      onMessage: {
        addListener(hear) {
          tell = hear;
          queueMicrotask(() => told.forEach((message) => void hear(message)));
        },
      },
      onDisconnect: { addListener: () => undefined },
    };
  };
  const line = openPartyLine({
    connect,
    actPrefix: 'sample',
    identify: (address) => (URL.canParse(address) ? { key: mediaKeyOf(address), url: address } : null),
    readEmoji: () => globalThis.sameframeEmoji,
    signal: parts.signal,
  });
  return openSide(parts, line, FEATURES, onToggle);
}

function answerOf({ library, saved }: SideSample, { kind }: FeatureAsk): FeatureAnswer {
  if (kind === 'find-videos') return { kind: 'videos', videos: saved ?? [] };
  return library ?? { kind: 'failed' };
}
