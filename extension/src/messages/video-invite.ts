// An invite to the party of one video: its link says where the video is, so that whoever opens it first starts the party
// there, and everyone after them joins (SPEC LB8). Like the code it stands behind the `#`, which no relay is sent.
import { formatInviteLink, type PartyCode } from '@sameframe/shared/code.ts';

const SEPARATOR = '&video=';
const MAX_ADDRESS_CHARS = 2_048;

export function formatVideoLink(code: PartyCode, relay: string, address: string): string {
  return formatInviteLink(code, relay) + SEPARATOR + encodeURIComponent(address);
}

/** Whatever a person pasted, or a page found behind its `#`: what stands before is the invite itself. */
export function splitVideoInvite(text: string): { readonly invite: string; readonly address: string | null } {
  const at = text.indexOf(SEPARATOR);
  if (at < 0) return { invite: text, address: null };
  return { invite: text.slice(0, at), address: readAddress(text.slice(at + SEPARATOR.length).trim()) };
}

/** The invite counts without it: who sent a broken address is joined all the same. */
function readAddress(text: string): string | null {
  const address = /^https?:\/\//i.test(text) ? text : decode(text.split(/\s/)[0] ?? '');
  if (address.length > MAX_ADDRESS_CHARS || !/^https?:\/\//i.test(address) || !URL.canParse(address))
    return null;
  const url = new URL(address);
  url.username = '';
  url.password = '';
  return url.href;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign: not of our making.
    return '';
  }
}
