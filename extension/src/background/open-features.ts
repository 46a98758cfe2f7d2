// Gives the features of a party what they need of it and of its tab, and no more.
import { randomBytes } from '@sameframe/shared/crypto-port.ts';
import { idFromBytes } from '@sameframe/shared/ids.ts';
import type { ActId } from '@sameframe/shared/playback.ts';
import { createFeatureDesk, type FeatureDesk, type FeatureNotes } from './feature-desk.ts';
import { composeJump, viewForFeatures } from './feature-view.ts';
import type { Party, PartyPorts } from './party.ts';
import type { PartyTab } from './party-tab.ts';
import { leadFor } from './presence-book.ts';
import type { Settings } from './settings.ts';

export interface FeaturePorts extends PartyPorts {
  readonly party: Party;
  /** The party's tab as of now: it may move to another one. */
  tab(): PartyTab;
  readSettings(): Pick<Settings, 'sidePlace'>;
  changeSettings(change: Partial<Pick<Settings, 'sidePlace'>>): Promise<void>;
}

export function openFeatures(notes: FeatureNotes, ports: FeaturePorts): FeatureDesk {
  const { party, tab, clock, crypto, reportBug } = ports;
  return createFeatureDesk(notes, {
    now: clock.now,
    party: () =>
      viewForFeatures(
        { session: party.session, presence: party.presence, report: tab().report() },
        clock.now(),
      ),
    logs: () => party.session.features,
    say: ({ feature, id, act, isKept }) => party.say({ kind: 'feature', feature, id, act, isKept }),
    jump(position) {
      const { head, timeline } = party.session.replica;
      const id = idFromBytes<ActId>(randomBytes(crypto, 16));
      const leadMs = leadFor(party.presence, tab().report(), clock.now());
      const act = composeJump(timeline, { id, position, leadMs });
      if (act !== null) party.say({ kind: 'act', act, basis: head, ageMs: 0 });
    },
    readPlace: () => ports.readSettings().sidePlace,
    onPlace: (sidePlace) => void ports.changeSettings({ sidePlace }).catch(reportBug),
    onNotes: () => void party.save().catch(reportBug),
    onUnheard: () => tab().bringPanels(),
  });
}
