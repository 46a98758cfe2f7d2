// PURE. What one adds to the queue, as it is told: called by what was said of it, or else by its address.
import { cleanTitle, type DraftItem } from './channel.ts';

/** As one adds it: its place and its name in the queue come with that. */
export type Draft = Omit<DraftItem, 'id' | 'place'>;

export function picturesOf(picture: string | null | undefined): Pick<Draft, 'picture'> {
  return picture == null ? {} : { picture };
}

export function namesOf(title: string, url: string): Pick<Draft, 'title' | 'isUnseen'> {
  const cleaned = cleanTitle(title);
  return cleaned === '' ? { title: nameAddress(url), isUnseen: true } : { title: cleaned };
}

/** `films.example/a/film`: what an address is called that nobody has named. */
function nameAddress(url: string): string {
  const { host, pathname, search } = new URL(url);
  const path = decodeSafely(pathname === '/' ? '' : pathname) + search;
  return cleanTitle(host.replace(/^www\./, '') + path) || host;
}

function decodeSafely(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
