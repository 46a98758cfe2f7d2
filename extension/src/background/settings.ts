// What a person has set: a name, a relay, how late their output is, whether they go where the party goes, how it looks and
// what is told. Kept in this browser alone.
import { emojiSchema } from '@sameframe/shared/emoji.ts';
import { cleanName } from '@sameframe/shared/party.ts';
import * as v from 'valibot';
import { panelPlaceSchema } from '../messages/features-background.ts';
import { ANNOUNCEMENTS, THEMES } from '../messages/own-settings.ts';
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

/** What a person has not been asked, another version knows or nobody can have set: as on the first day; the rest stays. */
const known = <Schema extends v.GenericSchema, Key extends keyof typeof FIRST_SETTINGS>(
  schema: Schema,
  key: Key,
) => v.fallback(schema, FIRST_SETTINGS[key] as v.InferOutput<Schema>);

const settingsSchema = v.object({
  name: v.pipe(v.string(), v.transform(cleanName), v.minLength(1)),
  /** The emoji that is the person's picture; null: the first letter of their name. */
  avatar: known(v.nullable(emojiSchema), 'avatar'),
  /** Origin of the person's own relay; null for the build's default. */
  relay: known(v.nullable(relaySchema), 'relay'),
  /** How late what the person sees and hears on this device comes. */
  outputDelayMs: known(v.pipe(v.number(), v.transform(boundOutputDelay)), 'outputDelayMs'),
  /** When the party goes on to another video. */
  follow: known(v.picklist(FOLLOWS), 'follow'),
  /** Where the panel beside the film stands; null: where it is at first. */
  sidePlace: known(v.nullable(panelPlaceSchema), 'sidePlace'),
  /** When they do so themselves, everyone comes along. */
  bringsAlong: known(v.boolean(), 'bringsAlong'),
  theme: known(v.picklist(THEMES), 'theme'),
  announcements: known(v.picklist(ANNOUNCEMENTS), 'announcements'),
  /** That the person has chosen, the newest first. */
  recentEmoji: known(
    v.pipe(v.array(emojiSchema), v.maxLength(MAX_RECENT_EMOJI), v.readonly()),
    'recentEmoji',
  ),
});
export type Settings = v.InferOutput<typeof settingsSchema>;

function createSettingsItem(store: KeyValueStore): StoredItem<Settings> {
  return createStoredItem(store, { key: 'settings', version: 1, schema: settingsSchema });
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
  // Written at once: the name is to be the same in the next worker.
  if (stored.state !== 'found') await item.write(current);
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
