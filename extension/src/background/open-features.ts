// Gives the features of a party what they need of it and of its tab, and no more.
import { randomBytes } from '@sameframe/shared/crypto-port.ts';
import { idFromBytes, type MediaKey } from '@sameframe/shared/ids.ts';
import { mediaKeyOf } from '@sameframe/shared/media-key.ts';
import type { ActId, PlaybackAct } from '@sameframe/shared/playback.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import { withUsedEmoji } from '../messages/recent-emoji.ts';
import type { BrowserApi } from '../platform/browser-api.ts';
import { languageTag } from '../ui/text.ts';
import { injectEmoji } from './content-access.ts';
import { createFeatureDesk, type FeatureDesk, type KeptOfFeatures } from './feature-desk.ts';
import { composeBeginning, composeOpening, viewForFeatures } from './feature-view.ts';
import { jumpTogether } from './jump-together.ts';
import type { AnswerAsk } from './library-answers.ts';
import type { Party, PartyPorts } from './party.ts';
import type { PartyTab } from './party-tab.ts';
import { leadFor } from './presence-book.ts';
import type { Settings } from './settings.ts';

export interface FeaturePorts extends PartyPorts {
  readonly party: Party;
  /** The party's tab as of now: it may move to another one. */
  tab(): PartyTab;
  /** Takes the tab to the party's page. */
  go(): void;
  readonly answerAsk: AnswerAsk;
  readonly browser: BrowserApi;
  readSettings(): Pick<Settings, 'sidePlace' | 'recentEmoji'>;
  changeSettings(change: Partial<Pick<Settings, 'sidePlace' | 'recentEmoji'>>): Promise<void>;
}

/** What was not ordered by then was refused or is long out of date, ms. */
const GO_WITHIN_MS = 10_000;

export function openFeatures(kept: KeptOfFeatures, ports: FeaturePorts): FeatureDesk {
  const { party, tab, clock, crypto, reportBug } = ports;
  /** The person's own way to what they have opened for all, as soon as the party is there. */
  let journey: { readonly key: MediaKey; readonly since: LocalMs } | null = null;
  const drawId = () => idFromBytes<ActId>(randomBytes(crypto, 16));
  const lead = () => leadFor(party.presence, tab().report(), clock.now());
  const say = (act: PlaybackAct | null) => {
    if (act !== null) party.say({ kind: 'act', act, basis: party.session.replica.head, ageMs: 0 });
  };
  const goAlong = () => {
    if (journey === null || party.session.replica.timeline.playback?.media?.key !== journey.key) return;
    const isInTime = clock.now() - journey.since < GO_WITHIN_MS;
    journey = null;
    if (isInTime) ports.go();
  };
  const desk = createFeatureDesk(kept, {
    now: clock.now,
    party: () =>
      viewForFeatures(
        { session: party.session, presence: party.presence, report: tab().report(), routing: tab().routing },
        clock.now(),
      ),
    logs: () => party.session.features,
    say: ({ feature, id, act, isKept }) => party.say({ kind: 'feature', feature, id, act, isKept }),
    jump: (position) => jumpTogether(party, position, tab().report(), ports),
    open(media) {
      const key = mediaKeyOf(media.url);
      journey = { key, since: clock.now() };
      say(composeOpening(party.session.replica.timeline, drawId(), { ...media, key }));
    },
    begin: () => say(composeBeginning(party.session.replica.timeline, { id: drawId(), leadMs: lead() })),
    answerAsk: ports.answerAsk,
    drawId,
    schedule: clock.schedule,
    async bringEmoji({ sender }) {
      const frame = { tabId: tab().tabId, frameId: sender?.frameId ?? 0 };
      await injectEmoji(ports.browser, frame, languageTag());
    },
    readRecentEmoji: () => ports.readSettings().recentEmoji,
    onEmojiUsed(emoji) {
      const recentEmoji = withUsedEmoji(ports.readSettings().recentEmoji, emoji);
      void ports.changeSettings({ recentEmoji }).catch(reportBug);
    },
    readPlace: () => ports.readSettings().sidePlace,
    onPlace: (sidePlace) => void ports.changeSettings({ sidePlace }).catch(reportBug),
    onKeep: () => void party.save().catch(reportBug),
    onMissing: () => tab().bringPanels(),
  });
  return {
    ...desk,
    get kept() {
      return desk.kept;
    },
    refresh() {
      goAlong();
      desk.refresh();
    },
  };
}
