// Changes what the person has set, as the popup wishes, and tells the parties whom it concerns.
import { parseRelayAddress } from '@sameframe/shared/code.ts';
import { isEmoji } from '@sameframe/shared/emoji.ts';
import { cleanName } from '@sameframe/shared/party.ts';
import { assertNever } from '@sameframe/shared/result.ts';
import { boundOutputDelay, type PopupToBackground, type Problem } from '../messages/popup-background.ts';
import type { Parties } from './parties.ts';
import type { Settings, SettingsKeeper } from './settings.ts';

const SETTING_WISHES = [
  'set-name',
  'set-avatar',
  'set-relay',
  'set-output-delay',
  'set-theme',
  'set-announcements',
  'set-follow',
  'set-brings-along',
] as const;
export type SettingWish = Extract<PopupToBackground, { kind: (typeof SETTING_WISHES)[number] }>;

export function isSettingWish<Wish extends PopupToBackground>(wish: Wish): wish is Wish & SettingWish {
  return (SETTING_WISHES as readonly string[]).includes(wish.kind);
}

/** Null: it is so now. */
export type ChangeSetting = (wish: SettingWish) => Promise<Problem | null>;

export function createSettingChanges(
  settings: SettingsKeeper,
  parties: Parties,
  defaultRelay: string,
): ChangeSetting {
  const changeAndTell = async (
    change: Partial<Settings>,
    tell: 'profile' | 'pages' | 'following',
  ): Promise<null> => {
    await settings.change(change);
    const { name, avatar } = settings.current;
    for (const party of parties.byTab.values()) {
      if (tell === 'profile') party.say({ kind: 'profile', name, avatar });
      else if (tell === 'pages') party.tellSettings();
      else party.lookForParty();
    }
    return null;
  };
  const rename = async (text: string): Promise<Problem | null> => {
    const name = cleanName(text);
    return name === '' ? { kind: 'name' } : changeAndTell({ name }, 'profile');
  };
  /** An empty text goes back to the default. */
  const setRelay = async (text: string): Promise<Problem | null> => {
    const relay = text.trim() === '' ? null : parseRelayAddress(text);
    if (relay?.ok === false) return { kind: 'relay-address' };
    await settings.change({ relay: relay === null || relay.value === defaultRelay ? null : relay.value });
    return null;
  };
  return async (wish) => {
    switch (wish.kind) {
      case 'set-name':
        return rename(wish.name);
      case 'set-avatar':
        // What is no emoji is none.
        return changeAndTell(
          { avatar: wish.avatar !== null && isEmoji(wish.avatar) ? wish.avatar : null },
          'profile',
        );
      case 'set-relay':
        return setRelay(wish.relay);
      case 'set-output-delay':
        return changeAndTell({ outputDelayMs: boundOutputDelay(wish.outputDelayMs) }, 'pages');
      case 'set-theme':
        return changeAndTell({ theme: wish.theme }, 'pages');
      case 'set-announcements':
        return changeAndTell({ announcements: wish.announcements }, 'pages');
      case 'set-follow':
        return changeAndTell({ follow: wish.follow }, 'following');
      case 'set-brings-along':
        return changeAndTell({ bringsAlong: wish.bringsAlong }, 'following');
      default:
        return assertNever(wish);
    }
  };
}
