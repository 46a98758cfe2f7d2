// What a person has set: a name, a relay, how late their output is, whether they go where the party goes, how it looks and
// what is told. Kept in this browser alone.
import { emojiSchema } from '@sameframe/shared/emoji.ts';
import { cleanName } from '@sameframe/shared/party.ts';
import * as v from 'valibot';
import { panelPlaceSchema } from '../messages/features-background.ts';
import { ANNOUNCEMENTS, SETTINGS_KEY, THEMES } from '../messages/own-settings.ts';
import { boundOutputDelay, FOLLOWS } from '../messages/popup-background.ts';
import { MAX_RECENT_EMOJI } from '../messages/recent-emoji.ts';
import type { KeyValueStore } from '../platform/browser-api.ts';
import { createStoredItem, type StoredItem } from '../platform/storage.ts';
import { text } from '../ui/text.ts';
import { relaySchema } from './invite-schemas.ts';

const FIRST_SETTINGS = {
  avatar: null,
  relay: null,
  outputDelayMs: 0,
  follow: 'ask',
  sidePlace: null,
  bringsAlong: false,
  theme: 'system',
  announcements: 'all',
  recentEmoji: [],
} as const;

/** What a person has not been asked, another version knows or nobody can have set is as on the first day; the rest stays. */
const settingsSchema = v.object({
  name: v.pipe(v.string(), v.transform(cleanName), v.minLength(1)),
  /** The emoji that is the person's picture; null: the first letter of their name. */
  avatar: v.fallback(v.nullable(emojiSchema), FIRST_SETTINGS.avatar),
  /** Origin of the person's own relay; null for the build's default. */
  relay: v.fallback(v.nullable(relaySchema), FIRST_SETTINGS.relay),
  /** How late what the person sees and hears on this device comes. */
  outputDelayMs: v.fallback(v.pipe(v.number(), v.transform(boundOutputDelay)), FIRST_SETTINGS.outputDelayMs),
  /** When the party goes on to another video. */
  follow: v.fallback(v.picklist(FOLLOWS), FIRST_SETTINGS.follow),
  /** Where the panel beside the film stands; null: where it is at first. */
  sidePlace: v.fallback(v.nullable(panelPlaceSchema), FIRST_SETTINGS.sidePlace),
  /** When they do so themselves, everyone comes along. */
  bringsAlong: v.fallback(v.boolean(), FIRST_SETTINGS.bringsAlong),
  theme: v.fallback(v.picklist(THEMES), FIRST_SETTINGS.theme),
  announcements: v.fallback(v.picklist(ANNOUNCEMENTS), FIRST_SETTINGS.announcements),
  /** That the person has chosen, the newest first. */
  recentEmoji: v.fallback(
    v.pipe(v.array(emojiSchema), v.maxLength(MAX_RECENT_EMOJI), v.readonly()),
    FIRST_SETTINGS.recentEmoji,
  ),
});
export type Settings = v.InferOutput<typeof settingsSchema>;

function createSettingsItem(store: KeyValueStore): StoredItem<Settings> {
  return createStoredItem(store, { key: SETTINGS_KEY, version: 1, schema: settingsSchema });
}

/** A name to begin with, so that "Curious Otter paused" says more than "Guest 4821 paused". */
function mintName(random: () => number): string {
  const pick = (words: string) => {
    const all = words.split(', ');
    return all[Math.floor(random() * all.length)] ?? '';
  };
  return cleanName(text('ownName', pick(text('ownNameMoods')), pick(text('ownNameAnimals'))));
}

export interface SettingsKeeper {
  readonly current: Settings;
  change(change: Partial<Settings>): Promise<void>;
  /** As on the first day, with another name. */
  reset(): Promise<void>;
}

/** Reads the settings; what cannot be read is replaced, and `wasReset` says so. */
export async function loadSettings(
  store: KeyValueStore,
  random: () => number,
): Promise<{ readonly keeper: SettingsKeeper; readonly wasReset: boolean }> {
  const item = createSettingsItem(store);
  const stored = await item.read();
  let current: Settings =
    stored.state === 'found' ? stored.value : { ...FIRST_SETTINGS, name: mintName(random) };
  // Written at once: the name is to be the same in the next worker. Where that fails it is another one then.
  if (stored.state !== 'found') await item.write(current).catch(() => undefined);
  const keeper: SettingsKeeper = {
    get current() {
      return current;
    },
    async change(change) {
      current = { ...current, ...change };
      await item.write(current);
    },
    async reset() {
      current = { ...FIRST_SETTINGS, name: mintName(random) };
      await item.write(current);
    },
  };
  return { keeper, wasReset: stored.state === 'corrupted' };
}
