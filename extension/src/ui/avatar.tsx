// A member in one letter or the emoji of their choice, in their own colour. Beside a name; says nothing to a screen reader.
import { memberColor } from './member-color.ts';

const LETTERS = new Intl.Segmenter();

interface AvatarProps {
  readonly id: string;
  readonly name: string;
  readonly emoji: string | null;
}

export function Avatar({ id, name, emoji }: AvatarProps) {
  // A letter with its marks, or a whole emoji.
  const [{ segment } = { segment: '?' }] = LETTERS.segment(name);
  return (
    <span
      class={emoji === null ? 'avatar' : 'avatar picture'}
      aria-hidden="true"
      style={{ background: memberColor(id) }}
    >
      {emoji ?? segment.toLocaleUpperCase()}
    </span>
  );
}
