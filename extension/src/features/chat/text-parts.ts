// PURE. A message as plain text and links. Only web addresses are links, and they lead where they say.

export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  /** `href` is the address as the browser will open it. */
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

const ADDRESS = /https?:\/\/[^\s<>"'`\\^{|}]+/giu;
/** What stands after an address in a sentence. */
const TRAILING = /[.,;:!?…)\]»”’。、，！？]+$/u;

export function splitText(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = trimAddress(found);
    const href = readAddress(address);
    if (href === null) continue;
    if (index > end) parts.push({ kind: 'text', text: text.slice(end, index) });
    parts.push({ kind: 'link', text: address, href });
    end = index + address.length;
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}

/** A bracket that was opened within the address belongs to it. */
function trimAddress(found: string): string {
  const trimmed = found.replace(TRAILING, '');
  const isOpen = trimmed.lastIndexOf('(') > trimmed.lastIndexOf(')');
  return isOpen && found[trimmed.length] === ')' ? `${trimmed})` : trimmed;
}

/** Null for what is no web address, or hides its host behind a name and password. */
function readAddress(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isPlain = url.username === '' && url.password === '';
  return isPlain && /^https?:$/.test(url.protocol) ? url.href : null;
}
