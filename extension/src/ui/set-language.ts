// So that readers and fonts know which language it is, and everything runs in its direction.
import { languageTag, textDirection } from './text.ts';

/** Of whatever stands in the element. */
export function setLanguage(element: HTMLElement): void {
  element.lang = languageTag();
  element.dir = textDirection();
}
