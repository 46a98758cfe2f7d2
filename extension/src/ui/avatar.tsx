// A member in one letter, in their own colour. Beside a name; says nothing to a screen reader.
import { memberColor } from './member-color.ts';

const LETTERS = new Intl.Segmenter();

export function Avatar({ id, name }: { readonly id: string; readonly name: string }) {
  // A letter with its marks, or a whole emoji.
  const [{ segment } = { segment: '?' }] = LETTERS.segment(name);
  return (
    <span class="avatar" aria-hidden="true" style={{ background: memberColor(id) }}>
      {segment.toUpperCase()}
    </span>
  );
}
