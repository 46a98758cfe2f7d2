// Which addresses are one and the same thing to watch (SPEC MK). Takes the address that a site's adapter made of a page;
// knows no site. In doubt two addresses are two things: to be asked once too often is a lesser evil than another film.
import type { MediaKey } from './ids.ts';

const ADDRESS = /^https?:\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/i;

/**
 * The same for both schemes, for a site's hosts for telephones, for a folder and its index page, and in whatever order
 * the parameters stand. A key is an address itself, and the key of a key is that key.
 */
export function mediaKeyOf(address: string): MediaKey {
  const parts = ADDRESS.exec(address);
  // Not of the web: nothing is known of how such addresses differ.
  if (parts === null) return address as MediaKey;
  const [, authority = '', path = '', search = '', route = ''] = parts;
  const parameters = sortByName(search.split('&').filter((parameter) => parameter !== ''));
  const query = parameters.length === 0 ? '' : `?${parameters.join('&')}`;
  const fragment = route === '' ? '' : `#${route}`;
  return `https://${hostOf(authority)}${spellAlike(pathOf(path) + query + fragment)}` as MediaKey;
}

/** `m.films.example` is the site on telephones; `m.example` is a site of that name. */
function hostOf(authority: string): string {
  const host = authority.toLowerCase().replace(/:(?:80|443)$/, '');
  return host.replace(/^(?:(?:www|m|mobile)\.)+(?=[^.]+\.[^.])/, '');
}

function pathOf(path: string): string {
  const folder = path.replace(/(?:\/index\.html?|\/)+$/i, '');
  return folder === '' ? '/' : folder;
}

/** Parameters of one name keep their order: it may be a list. */
function sortByName(parameters: readonly string[]): readonly string[] {
  const names = parameters.map((parameter) => parameter.split('=')[0] ?? '');
  const sorted = [...new Set(names)].sort();
  return sorted.flatMap((name) => parameters.filter((_, index) => names[index] === name));
}

/** `%c3` and `%C3` are one letter. */
function spellAlike(text: string): string {
  return text.replace(/%[0-9a-f]{2}/gi, (letter) => letter.toUpperCase());
}
