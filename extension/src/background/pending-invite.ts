// An invite link that was opened and waits for the person's word. Only the default relay's own page may leave one,
// and nothing is connected to before the click.
import { type Invite, parseInvite } from '@sameframe/shared/code.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import * as v from 'valibot';
import { pendingInviteSchema } from '../messages/invite-background.ts';
import { splitVideoInvite } from '../messages/video-invite.ts';
import type { KeyValueStore, SenderInfo } from '../platform/browser-api.ts';
import type { Clock } from '../platform/clock.ts';
import { createStoredItem, type StoredItem } from '../platform/storage.ts';
import { partyCodeSchema, relaySchema } from './invite-schemas.ts';

const storedInviteSchema = v.object({
  code: partyCodeSchema,
  relay: v.nullable(relaySchema),
  /** Where its video is; links from before there were such have none. */
  address: v.optional(v.nullable(v.string()), null),
  openedAt: v.pipe(
    v.number(),
    v.transform((ms) => ms as LocalMs),
  ),
});
type PendingInvite = v.InferOutput<typeof storedInviteSchema>;

/** An invite, perhaps to the party of one video. */
export interface VideoInvite extends Invite {
  readonly address: string | null;
}

/** After this time, in ms, a link that was opened and forgotten no longer asks. */
const PENDING_LIMIT_MS = 600_000;

function createPendingItem(store: KeyValueStore): StoredItem<PendingInvite> {
  return createStoredItem(store, { key: 'pending-invite', version: 1, schema: storedInviteSchema });
}

function isPendingStill(pending: PendingInvite, now: LocalMs): boolean {
  return now - pending.openedAt < PENDING_LIMIT_MS;
}

/** The invite in a page's message; null if it is none, or not from where an invite may come. */
export function readInviteMessage(
  message: unknown,
  sender: SenderInfo,
  defaultRelay: string,
): VideoInvite | null {
  const parsed = v.safeParse(pendingInviteSchema, message);
  if (!parsed.success || sender.url === undefined || !URL.canParse(sender.url)) return null;
  const from = new URL(sender.url);
  if (from.origin !== new URL(defaultRelay).origin || from.pathname !== '/join') return null;
  const { invite: text, address } = splitVideoInvite(parsed.output.text);
  const invite = parseInvite(text);
  return invite.ok ? { ...invite.value, address } : null;
}

export interface PendingKeeper {
  /** Null when none waits, or it has waited too long. */
  current(): VideoInvite | null;
  put(invite: VideoInvite): Promise<void>;
  drop(): Promise<void>;
}

/** One that cannot be read is as good as none: nobody has agreed to it yet. */
export async function loadPending(store: KeyValueStore, clock: Clock): Promise<PendingKeeper> {
  const item = createPendingItem(store);
  const stored = await item.read();
  let pending: PendingInvite | null = stored.state === 'found' ? stored.value : null;
  return {
    current: () => (pending !== null && isPendingStill(pending, clock.now()) ? pending : null),
    async put({ code, relay, address }) {
      pending = { code, relay, address, openedAt: clock.now() };
      await item.write(pending);
    },
    async drop() {
      pending = null;
      await item.remove();
    },
  };
}
