// A dialog beside what one writes: groups of emoji, a search by name, and what was used last.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { countedText, isolate, text } from '../text.ts';
import type { EmojiData, EmojiEntry } from './emoji-data.ts';
import { EmojiGrid } from './emoji-grid.tsx';
import { GROUPS, RECENT_SIGN } from './emoji-groups.ts';
import { searchEmoji } from './search-emoji.ts';

export interface EmojiPickerProps {
  /** Null where the browser does not bring them. */
  readonly load: () => Promise<EmojiData | null>;
  /** The newest first. */
  readonly recent: readonly string[];
  readonly onPick: (emoji: string) => void;
  /** The person is done with it. */
  readonly onClose: () => void;
  /** They have gone elsewhere by the keyboard, or written on. */
  readonly onLeft: () => void;
}

interface ShownGroup {
  readonly sign: string;
  readonly name: string;
  readonly entries: readonly EmojiEntry[];
}

export function EmojiPicker({ load, recent, onPick, onClose, onLeft }: EmojiPickerProps) {
  const picker = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [data, setData] = useState<EmojiData | null | 'loading'>('loading');
  const [query, setQuery] = useState('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it opens
  useEffect(() => {
    load().then(setData, () => setData(null));
  }, []);
  // With the picker and not a frame later: a key pressed at once is not to go elsewhere.
  useLayoutEffect(() => field.current?.focus(), []);

  const enterGrid = () => picker.current?.querySelector<HTMLElement>('.emoji[tabindex="0"]')?.focus();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  const onSearchKey = (event: KeyboardEvent) => {
    if (event.isComposing || !['Enter', 'ArrowDown'].includes(event.key)) return;
    // Enter would press the first button of the form around.
    event.preventDefault();
    if (event.key === 'ArrowDown') return enterGrid();
    const first = picker.current?.querySelector<HTMLButtonElement>('.emoji')?.value;
    if (query !== '' && first !== undefined) onPick(first);
  };
  /** Who goes on by the keyboard does not leave something behind that covers where they are. */
  const onFocusOut = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget instanceof Node && !picker.current?.contains(relatedTarget)) onLeft();
  };
  return (
    <div
      class="emoji-picker"
      role="dialog"
      aria-label={text('emojiChoose')}
      ref={picker}
      onKeyDown={onKeyDown}
      onFocusOut={onFocusOut}
    >
      <div class="emoji-head">
        <input
          ref={field}
          type="search"
          class="emoji-search"
          aria-label={text('emojiSearch')}
          placeholder={text('emojiSearch')}
          autocomplete="off"
          spellcheck={false}
          dir="auto"
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={onSearchKey}
        />
        <button type="submit" class="emoji-close" aria-label={text('emojiClose')} onClick={onClose}>
          ×
        </button>
      </div>
      {data === 'loading' && <p class="emoji-note">{text('emojiLoading')}</p>}
      {data === null && (
        <p class="emoji-note" role="alert">
          {text('emojiMissing')}
        </p>
      )}
      {data !== null && data !== 'loading' && (
        <Choice
          data={data}
          query={query}
          recent={recent}
          onPick={onPick}
          onLeave={() => field.current?.focus()}
        />
      )}
    </div>
  );
}

interface ChoiceProps extends Pick<EmojiPickerProps, 'recent' | 'onPick'> {
  readonly data: EmojiData;
  readonly query: string;
  readonly onLeave: () => void;
}

function Choice({ data, query, recent, onPick, onLeave }: ChoiceProps) {
  const groups = useMemo(() => groupsOf(data, recent), [data, recent]);
  const [chosen, setChosen] = useState(groups[0]?.sign);
  const found = useMemo(() => searchEmoji(data, query), [data, query]);
  const group = groups.find(({ sign }) => sign === chosen) ?? groups[0];
  const isSearching = query.trim() !== '';
  const entries = isSearching ? found : (group?.entries ?? []);
  const told = found.length === 0 ? text('emojiNone') : countedText('emojiFound', found.length);
  return (
    <>
      {!isSearching && <GroupTabs groups={groups} chosen={group?.sign} onChoose={setChosen} />}
      <p class={isSearching && found.length === 0 ? 'emoji-note' : 'unseen'} role="status">
        {isSearching && told}
      </p>
      <EmojiGrid
        key={isSearching ? `search ${query}` : group?.sign}
        entries={entries}
        label={isSearching ? text('emojiChoose') : (group?.name ?? '')}
        language={data.language}
        onPick={onPick}
        onLeave={onLeave}
      />
    </>
  );
}

function groupsOf(data: EmojiData, recent: readonly string[]): readonly ShownGroup[] {
  const groups = GROUPS.map(([sign, name], index) => ({
    sign,
    name: text(name),
    entries: data.groups[index] ?? [],
  }));
  const known = new Map(data.groups.flat().map((entry) => [entry[0], entry]));
  const used = recent.map((emoji) => known.get(emoji)).filter((entry) => entry !== undefined);
  if (used.length === 0) return groups;
  return [{ sign: RECENT_SIGN, name: text('emojiRecent'), entries: used }, ...groups];
}

interface GroupTabsProps {
  readonly groups: readonly ShownGroup[];
  readonly chosen: string | undefined;
  readonly onChoose: (sign: string) => void;
}

function GroupTabs({ groups, chosen, onChoose }: GroupTabsProps) {
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const at = groups.findIndex(({ sign }) => sign === chosen);
    const last = groups.length - 1;
    const onward = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
    const next = { ArrowRight: at + onward, ArrowLeft: at - onward, Home: 0, End: last }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const place = (next + groups.length) % groups.length;
    onChoose(groups[place]?.sign ?? '');
    event.currentTarget.querySelectorAll('button')[place]?.focus();
  };
  return (
    <div role="tablist" class="emoji-groups" aria-label={text('emojiGroups')} onKeyDown={onKeyDown}>
      {groups.map(({ sign, name }) => (
        <button
          key={sign}
          type="submit"
          role="tab"
          class="emoji-group"
          aria-label={name}
          title={isolate(name)}
          aria-selected={sign === chosen}
          tabIndex={sign === chosen ? 0 : -1}
          onClick={() => onChoose(sign)}
        >
          {sign}
        </button>
      ))}
    </div>
  );
}
