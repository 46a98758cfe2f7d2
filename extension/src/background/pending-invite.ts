// An invite link that was opened and waits for the person's word. Only the default relay's own page may leave one,
// and nothing is connected to before the click.
import { type Invite, parseInvite } from '@sameframe/shared/code.ts';
import * as v from 'valibot';
import { type PendingInviteAnswer, pendingInviteSchema } from '../messages/invite-background.ts';
import { splitVideoInvite } from '../messages/video-invite.ts';
import type { KeyValueStore, SenderInfo } from '../platform/browser-api.ts';
import { createStoredItem, type StoredItem } from '../platform/storage.ts';
import { partyCodeSchema, relaySchema } from './invite-schemas.ts';

const storedInviteSchema = v.object({
  code: partyCodeSchema,
  relay: v.nullable(relaySchema),
  /** Where its video is; links from before there were such have none. */
  address: v.optional(v.nullable(v.string()), null),
});
type PendingInvite = v.InferOutput<typeof storedInviteSchema>;

/** An invite, perhaps to the party of one video. */
export interface VideoInvite extends Invite {
  readonly address: string | null;
}

interface OpenedInvite extends VideoInvite {
  /** Its page was only looked at once more. */
  readonly isAgain: boolean;
}

function createPendingItem(store: KeyValueStore): StoredItem<PendingInvite> {
  return createStoredItem(store, { key: 'pending-invite', version: 1, schema: storedInviteSchema });
}

/** The invite in a page's message; null if it is none, or not from where an invite may come. */
export function readInviteMessage(
  message: unknown,
  sender: SenderInfo,
  defaultRelay: string,
): OpenedInvite | null {
  const parsed = v.safeParse(pendingInviteSchema, message);
  if (!parsed.success || sender.url === undefined || !URL.canParse(sender.url)) return null;
  const from = new URL(sender.url);
  if (from.origin !== new URL(defaultRelay).origin || from.pathname !== '/join') return null;
  const { text, isAgain } = parsed.output;
  const { invite: code, address } = splitVideoInvite(text);
  const invite = parseInvite(code);
  return invite.ok ? { ...invite.value, address, isAgain } : null;
}

export interface PendingKeeper {
  /** The one that was opened last, until the person has answered it; null when none waits. */
  current(): VideoInvite | null;
  put(invite: VideoInvite): Promise<void>;
  /** Null: whichever waits. */
  drop(invite: Invite | null): Promise<void>;
}

/** One that cannot be read is as good as none: nobody has agreed to it yet. */
export async function loadPending(store: KeyValueStore, defaultRelay: string): Promise<PendingKeeper> {
  const item = createPendingItem(store);
  const stored = await item.read();
  let pending: PendingInvite | null = stored.state === 'found' ? stored.value : null;
  const isWaiting = ({ code, relay }: Invite) =>
    code === pending?.code && (relay ?? defaultRelay) === (pending.relay ?? defaultRelay);
  return {
    current: () => pending,
    async put({ code, relay, address }) {
      pending = { code, relay, address };
      await item.write(pending);
    },
    async drop(invite) {
      if (invite !== null && !isWaiting(invite)) return;
      pending = null;
      await item.remove();
    },
  };
}

/** Who is in its party is not invited by a page that they only look at once more; a link opened anew may bring the party there. */
export async function takeInvite(
  invite: OpenedInvite,
  parties: { find(invite: Invite): object | null },
  pending: PendingKeeper,
): Promise<PendingInviteAnswer> {
  if (invite.isAgain && parties.find(invite) !== null) return 'is-on';
  await pending.put(invite);
  return 'waits';
}
