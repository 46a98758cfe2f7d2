// Changes what the person has set, as the popup wishes, and tells the parties whom it concerns.
import { parseRelayAddress } from '@sameframe/shared/code.ts';
import { isEmoji } from '@sameframe/shared/emoji.ts';
import { cleanName } from '@sameframe/shared/party.ts';
import { boundOutputDelay, type Problem } from '../messages/popup-background.ts';
import type { Parties } from './parties.ts';
import type { Settings, SettingsKeeper } from './settings.ts';

export interface SettingChanges {
  rename(text: string): Promise<Problem | null>;
  /** Null: none. What is no emoji is none either. */
  setAvatar(avatar: string | null): Promise<null>;
  /** An empty text goes back to the default. */
  setRelay(text: string): Promise<Problem | null>;
  setForPages(change: Partial<Pick<Settings, 'outputDelayMs' | 'theme' | 'announcements'>>): Promise<null>;
  setFollowing(change: Partial<Pick<Settings, 'follow' | 'bringsAlong'>>): Promise<null>;
}

export function createSettingChanges(
  settings: SettingsKeeper,
  parties: Parties,
  defaultRelay: string,
): SettingChanges {
  const tellProfile = (): void => {
    const { name, avatar } = settings.current;
    for (const party of parties.byTab.values()) party.say({ kind: 'profile', name, avatar });
  };
  return {
    async rename(text) {
      const name = cleanName(text);
      if (name === '') return { kind: 'name' };
      await settings.change({ name });
      tellProfile();
      return null;
    },
    async setAvatar(avatar) {
      await settings.change({ avatar: avatar !== null && isEmoji(avatar) ? avatar : null });
      tellProfile();
      return null;
    },
    async setRelay(text) {
      const relay = text.trim() === '' ? null : parseRelayAddress(text);
      if (relay?.ok === false) return { kind: 'relay-address' };
      await settings.change({ relay: relay === null || relay.value === defaultRelay ? null : relay.value });
      return null;
    },
    async setForPages({ outputDelayMs = settings.current.outputDelayMs, ...others }) {
      await settings.change({ ...others, outputDelayMs: boundOutputDelay(outputDelayMs) });
      for (const party of parties.byTab.values()) party.tellSettings();
      return null;
    },
    async setFollowing(change) {
      await settings.change(change);
      for (const party of parties.byTab.values()) party.lookForParty();
      return null;
    },
  };
}
