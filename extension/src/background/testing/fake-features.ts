// The features over a page's video as the background knows them: connect again when their port closes, and keep what
// they are told.
import type { FeatureEvent } from '@sameframe/shared/feature-log.ts';
import type { ActId, Media } from '@sameframe/shared/playback.ts';
import type { MediaSeconds } from '@sameframe/shared/time.ts';
import type { FeatureAnswer } from '../../messages/feature-asks.ts';
import type {
  BackgroundToFeatures,
  FeatureParty,
  FeaturesToBackground,
  Offer,
  PanelPlace,
} from '../../messages/features-background.ts';
import { FEATURES_PORT } from '../../messages/features-background.ts';
import type { BrowserPort } from '../../platform/browser-api.ts';
import type { FakeComputer } from './fake-computer.ts';

export interface FakeFeatures {
  readonly party: FeatureParty | null;
  /** What was said in the chat, as told in the history and since. */
  readonly heard: readonly FeatureEvent[];
  readonly notes: Readonly<Record<string, unknown>>;
  readonly place: PanelPlace | null;
  /** As told with the answer to `askForEmoji`; null before it. */
  readonly recentEmoji: readonly string[] | null;
  readonly refused: readonly { readonly id: ActId; readonly reason: string }[];
  /** What the library has answered, by the question's id. */
  readonly answers: ReadonlyMap<number, FeatureAnswer>;
  /** What was handed over. */
  readonly offers: readonly Offer[];
  say(text: string, isKept?: boolean): ActId;
  jump(positionS: number): void;
  note(note: unknown): void;
  open(media: Media): void;
  begin(): void;
  askForEmoji(): void;
  pickEmoji(emoji: string): void;
  attend(isNeeded: boolean): void;
  /** Whatever a page that was taken over may send. */
  send(raw: unknown): void;
  close(): void;
}

let count = 0;

export function openFakeFeatures({ browser, tab }: FakeComputer): FakeFeatures {
  let port: BrowserPort | null = null;
  let party: FeatureParty | null = null;
  let place: PanelPlace | null = null;
  let heard: readonly FeatureEvent[] = [];
  let notes: Readonly<Record<string, unknown>> = {};
  const answers = new Map<number, FeatureAnswer>();
  const offers: Offer[] = [];
  let recentEmoji: readonly string[] | null = null;
  const refused: { id: ActId; reason: string }[] = [];

  const receive = (message: BackgroundToFeatures): void => {
    switch (message.kind) {
      case 'party':
        party = message.party;
        return;
      case 'place':
        place = message.place;
        return;
      case 'history':
        heard = message.features.chat ?? [];
        notes = message.notes;
        return;
      case 'news':
        heard = [...heard, message.news];
        return;
      case 'emoji':
        recentEmoji = message.recent;
        return;
      case 'refused':
        refused.push(message);
        return;
      case 'offer':
        offers.push(message.offer);
        return;
      case 'answer':
        answers.set(message.id, message.answer);
    }
  };
  const connect = (): void => {
    const opened = browser.connectPage(tab, FEATURES_PORT);
    port = opened;
    opened.onMessage.addListener((message) => receive(message as BackgroundToFeatures));
    opened.onDisconnect.addListener(() => {
      if (port === opened) connect();
    });
  };
  connect();
  const send = (message: FeaturesToBackground) => port?.postMessage(message);

  return {
    get party() {
      return party;
    },
    get heard() {
      return heard;
    },
    get notes() {
      return notes;
    },
    get place() {
      return place;
    },
    get recentEmoji() {
      return recentEmoji;
    },
    refused,
    answers,
    offers,
    say(text, isKept = true) {
      count += 1;
      const id = `say-${count}` as ActId;
      send({ kind: 'say', feature: 'chat', id, act: { kind: 'say', text }, isKept });
      return id;
    },
    jump: (positionS) => send({ kind: 'jump', position: positionS as MediaSeconds }),
    open: (media) => send({ kind: 'open', media }),
    begin: () => send({ kind: 'begin' }),
    askForEmoji: () => send({ kind: 'emoji', isMissing: true }),
    pickEmoji: (emoji) => send({ kind: 'used-emoji', emoji }),
    attend: (isNeeded) => send({ kind: 'attend', feature: 'queue', isNeeded }),
    note: (note) => send({ kind: 'note', feature: 'chat', note }),
    send: (raw) => port?.postMessage(raw),
    close() {
      const open = port;
      port = null;
      open?.disconnect();
    },
  };
}
