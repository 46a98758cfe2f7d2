// Gives the features of a party what they need of it and of its tab, and no more.
import { createFeatureDesk, type FeatureDesk, type FeatureNotes } from './feature-desk.ts';
import { viewForFeatures } from './feature-view.ts';
import { jumpTogether } from './jump-together.ts';
import type { Party, PartyPorts } from './party.ts';
import type { PartyTab } from './party-tab.ts';
import type { Settings } from './settings.ts';

export interface FeaturePorts extends PartyPorts {
  readonly party: Party;
  /** The party's tab as of now: it may move to another one. */
  tab(): PartyTab;
  readSettings(): Pick<Settings, 'sidePlace'>;
  changeSettings(change: Partial<Pick<Settings, 'sidePlace'>>): Promise<void>;
}

export function openFeatures(notes: FeatureNotes, ports: FeaturePorts): FeatureDesk {
  const { party, tab, clock, reportBug } = ports;
  return createFeatureDesk(notes, {
    now: clock.now,
    party: () =>
      viewForFeatures(
        { session: party.session, presence: party.presence, report: tab().report() },
        clock.now(),
      ),
    logs: () => party.session.features,
    say: ({ feature, id, act, isKept }) => party.say({ kind: 'feature', feature, id, act, isKept }),
    jump: (position) => jumpTogether(party, position, tab().report(), ports),
    readPlace: () => ports.readSettings().sidePlace,
    onPlace: (sidePlace) => void ports.changeSettings({ sidePlace }).catch(reportBug),
    onNotes: () => void party.save().catch(reportBug),
    onUnheard: () => tab().bringPanels(),
  });
}
