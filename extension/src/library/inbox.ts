// What was saved from the popup or a context menu, put down as it came: the library's own page takes it in, as only that
// knows how sites call a video. One item each, so that whoever puts down and whoever takes never write the same one.
import { mediaKeyOf } from '@sameframe/shared/media-key.ts';
import * as v from 'valibot';
import type { KeyValueStore } from '../platform/browser-api.ts';
import { createStoredCollection, type StoredCollection } from '../platform/storage.ts';

/** Of the library itself. */
export const LIBRARY_KEY = 'library';
/** Whether it is to be the same in the person's other browsers, and what is known of those. */
export const SYNC_STATE_KEY = 'library-sync';
/** Of all that is uploaded of it. */
export const SYNC_PREFIX = 'library/';
/** Among that: that somebody syncs here. When it has gone, so has everything, and not by anybody's hand. */
export const SYNC_MARKER = `${SYNC_PREFIX}is-here`;
export const INBOX_PREFIX = 'library-inbox/';
/** More than that nobody saves without once looking at the library. */
export const MAX_IN_INBOX = 500;

const inboxItemSchema = v.object({
  address: v.pipe(v.string(), v.maxLength(8_192)),
  title: v.pipe(v.string(), v.maxLength(400)),
  savedAtMs: v.number(),
});
export type InboxItem = v.InferOutput<typeof inboxItemSchema>;

export function openInbox(store: KeyValueStore): StoredCollection<InboxItem> {
  return createStoredCollection(store, { prefix: INBOX_PREFIX, version: 1, schema: inboxItemSchema });
}

export type PutDown = 'saved' | 'no-web-address' | 'too-many';

export async function putDown(
  store: KeyValueStore,
  { address, title, savedAtMs }: InboxItem,
): Promise<PutDown> {
  if (!/^https?:\/\//i.test(address) || address.length > 8_192) return 'no-web-address';
  const inbox = openInbox(store);
  const name = mediaKeyOf(address);
  const waiting = await inbox.readAll();
  if (waiting.size >= MAX_IN_INBOX && !waiting.has(name)) return 'too-many';
  await inbox.write(name, { address, title: title.slice(0, 400), savedAtMs });
  return 'saved';
}
