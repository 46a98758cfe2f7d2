// Serves the features of one party, wherever they are shown: what was said, who is here, and what a person says in them.
// Understands none of them.
import type { FeatureLogs, FeatureNews } from '@sameframe/shared/feature-log.ts';
import type { Media } from '@sameframe/shared/playback.ts';
import { assertNever } from '@sameframe/shared/result.ts';
import type { LocalMs, MediaSeconds } from '@sameframe/shared/time.ts';
import * as v from 'valibot';
import {
  type BackgroundToFeatures,
  type FeatureParty,
  type FeaturesToBackground,
  featuresToBackgroundSchema,
  type Offer,
  type OfferedVideo,
  type OfferOutcome,
  type PanelPlace,
} from '../messages/features-background.ts';
import type { BrowserPort } from '../platform/browser-api.ts';
import { MOMENT_USEFUL_MS } from './feature-outbox.ts';
import type { AnswerAsk } from './library-answers.ts';
import type { SessionEffect } from './session-state.ts';

/** What features have noted for themselves, by the feature's id. */
export type FeatureNotes = Readonly<Record<string, unknown>>;

/** What of the features outlives the worker. */
export interface KeptOfFeatures {
  readonly notes: FeatureNotes;
  /** What they are to find noted where the party goes on under a new code. */
  readonly onward: FeatureNotes;
  /** Those that have something to do on every page of the party. */
  readonly attending: readonly string[];
  /** Lamport of the first that was kept and came while no page was there to show it. */
  readonly unheardFrom: number | null;
}

export interface FeatureDeskPorts {
  now(): LocalMs;
  party(): FeatureParty;
  logs(): FeatureLogs;
  say(act: Omit<Extract<FeaturesToBackground, { kind: 'say' }>, 'kind'>): void;
  jump(position: MediaSeconds): void;
  open(media: Media): void;
  begin(): void;
  readonly answerAsk: AnswerAsk;
  /** Unguessable, and another one each time. */
  drawId(): string;
  schedule(delayMs: number, run: () => void): () => void;
  /** Puts the script with the emoji into the frame of a port, if the browser lets us. */
  bringEmoji(port: BrowserPort): Promise<void>;
  readRecentEmoji(): readonly string[];
  onEmojiUsed(emoji: string): void;
  readPlace(): PanelPlace | null;
  onPlace(place: PanelPlace | null): void;
  /** What is kept has changed. */
  onKeep(): void;
  /** Somebody else has said something, or there is something to do, and no feature is there for it. Is a page there? */
  onMissing(): boolean;
}

export interface FeatureDesk {
  readonly kept: KeptOfFeatures;
  attach(port: BrowserPort): void;
  /** Hands videos to a feature, wherever it is shown; `no-page`: it is nowhere, and could not be brought. */
  offer(feature: string, videos: readonly OfferedVideo[]): Promise<OfferOutcome | NoPage>;
  /** The replica has started anew. */
  tellHistory(): void;
  tell(word: Extract<SessionEffect, { kind: 'deliver-feature' | 'refuse-feature' }>): void;
  /** Something of the party may have changed. */
  refresh(): void;
}

export interface NoPage {
  readonly kind: 'refused';
  readonly why: 'no-page';
}

/** A page that is there and can be entered has answered by then, ms. */
const OFFER_MS = 8_000;

/** So much of the moment is kept for features that are on their way. */
const MAX_MISSED = 8;
/** More features than anybody has, which each note something. */
const MAX_NOTES = 16;

/** Pages take their time to let the features in, ms. */
const BRING_AGAIN_MS = 3_000;

export function createFeatureDesk(kept: KeptOfFeatures, ports: FeatureDeskPorts): FeatureDesk {
  const shown = new Map<BrowserPort, string>();
  let { notes, onward, attending, unheardFrom } = kept;
  let broughtAt: LocalMs | null = null;
  let missed: readonly { readonly news: FeatureNews; readonly at: LocalMs }[] = [];

  const send = (port: BrowserPort, message: BackgroundToFeatures): void => {
    try {
      port.postMessage(message);
    } catch {
      // The page went away a moment ago; its `onDisconnect` is on the way.
      shown.delete(port);
    }
  };
  const sendParty = (port: BrowserPort, party: FeatureParty, told: string): void => {
    if (shown.get(port) === told) return;
    shown.set(port, told);
    send(port, { kind: 'party', party });
  };
  const setUnheardFrom = (next: number | null): void => {
    if (next === unheardFrom) return;
    unheardFrom = next;
    ports.onKeep();
  };
  const sendHistory = (port: BrowserPort): void => {
    send(port, { kind: 'history', features: ports.logs(), notes, unheardFrom });
    setUnheardFrom(null);
  };

  /** What is of the moment and brought the features here is not to be over before they are. */
  const sendMissed = (port: BrowserPort): void => {
    for (const { news, at } of missed) {
      if (ports.now() - at < MOMENT_USEFUL_MS) send(port, { kind: 'news', news });
    }
    missed = [];
  };

  const attend = (feature: string, isNeeded: boolean): void => {
    if (attending.includes(feature) === isNeeded || (isNeeded && attending.length >= MAX_NOTES)) return;
    attending = isNeeded ? [...attending, feature] : attending.filter((each) => each !== feature);
    ports.onKeep();
  };

  const bring = (): void => {
    const now = ports.now();
    if (broughtAt !== null && now - broughtAt < BRING_AGAIN_MS) return;
    if (ports.onMissing()) broughtAt = now;
  };

  const offers = new Map<
    string,
    {
      readonly feature: string;
      readonly offer: Offer;
      readonly settle: (outcome: OfferOutcome | NoPage) => void;
    }
  >();
  const sendOffers = (port: BrowserPort): void => {
    for (const { feature, offer } of offers.values()) send(port, { kind: 'offer', feature, offer });
  };

  const answer = async (port: BrowserPort, { id, ask }: Extract<FeaturesToBackground, { kind: 'ask' }>) => {
    send(port, {
      kind: 'answer',
      id,
      answer: ask === null ? { kind: 'failed' } : await ports.answerAsk(ask),
    });
  };

  const supplyEmoji = async (port: BrowserPort, isMissing: boolean): Promise<void> => {
    if (isMissing) await ports.bringEmoji(port);
    send(port, { kind: 'emoji', recent: ports.readRecentEmoji() });
  };

  const receive = (port: BrowserPort, raw: unknown): void => {
    const parsed = v.safeParse(featuresToBackgroundSchema, raw);
    if (!parsed.success) return;
    const { output } = parsed;
    switch (output.kind) {
      case 'say':
        return ports.say(output);
      case 'jump':
        return ports.jump(output.position);
      case 'open':
        return ports.open(output.media);
      case 'begin':
        return ports.begin();
      case 'attend':
        return attend(output.feature, output.isNeeded);
      case 'place':
        return ports.onPlace(output.place);
      case 'settle-offer':
        return offers.get(output.id)?.settle(output.outcome);
      case 'ask':
        return void answer(port, output);
      case 'emoji':
        return void supplyEmoji(port, output.isMissing);
      case 'used-emoji':
        // Of private windows nothing is kept.
        return port.sender?.tab?.incognito === true ? undefined : ports.onEmojiUsed(output.emoji);
      case 'note': {
        const { feature, note } = output;
        if (!Object.hasOwn(notes, feature) && Object.keys(notes).length >= MAX_NOTES) return;
        notes = { ...notes, [feature]: note };
        const { [feature]: _, ...others } = onward;
        onward = output.onward === undefined ? others : { ...others, [feature]: output.onward };
        return ports.onKeep();
      }
      default:
        return assertNever(output);
    }
  };

  return {
    get kept() {
      return { notes, onward, attending, unheardFrom };
    },
    attach(port) {
      port.onMessage.addListener((raw) => receive(port, raw));
      port.onDisconnect.addListener(() => shown.delete(port));
      broughtAt = null;
      const party = ports.party();
      sendParty(port, party, JSON.stringify(party));
      send(port, { kind: 'place', place: ports.readPlace() });
      sendHistory(port);
      sendMissed(port);
      sendOffers(port);
    },
    offer: (feature, videos) =>
      new Promise((resolve) => {
        const id = ports.drawId();
        const settle = (outcome: OfferOutcome | NoPage): void => {
          cancel();
          offers.delete(id);
          resolve(outcome);
        };
        const cancel = ports.schedule(OFFER_MS, () => settle({ kind: 'refused', why: 'no-page' }));
        offers.set(id, { feature, offer: { id, videos }, settle });
        if (shown.size === 0) bring();
        for (const port of [...shown.keys()]) sendOffers(port);
      }),
    tellHistory() {
      for (const port of [...shown.keys()]) sendHistory(port);
    },
    tell(word) {
      if (word.kind === 'deliver-feature') {
        for (const port of [...shown.keys()]) send(port, { kind: 'news', news: word.news });
        if (shown.size > 0 || word.news.by === ports.party().self) return;
        if (word.news.isKept) setUnheardFrom(unheardFrom ?? word.news.lamport);
        else missed = [...missed, { news: word.news, at: ports.now() }].slice(-MAX_MISSED);
        bring();
      } else {
        for (const port of [...shown.keys()])
          send(port, { kind: 'refused', id: word.id, reason: word.reason });
      }
    },
    refresh() {
      if (shown.size === 0) {
        // The page that something was said to may only now be there.
        if (attending.length > 0 || unheardFrom !== null || offers.size > 0) bring();
        return;
      }
      const party = ports.party();
      const told = JSON.stringify(party);
      for (const port of [...shown.keys()]) sendParty(port, party, told);
    },
  };
}
