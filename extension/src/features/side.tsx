// Puts the features beside the film: each mounted once, one of them shown at a time. What was open on the page before is open
// again.
import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { h, render } from 'preact';
import * as v from 'valibot';
import type { Side, SideParts } from '../overlay/panel-set.ts';
import { keepFocusBeside } from '../ui/focus-beside.ts';
import type { Feature } from './feature.ts';
import type { PartyLine } from './party-line.ts';
import { SidePanel } from './side-panel.tsx';
import type { Tab } from './side-tab.ts';

/** Under which the panel itself notes; no feature is called so. */
const SIDE_NOTE = 'side';
const noteSchema = v.object({ isOpen: v.boolean(), tab: v.string() });

/** `onToggle`: it is to be opened, or closed. */
export function openSide(
  parts: SideParts,
  line: PartyLine,
  features: readonly Feature[],
  onToggle: () => void,
): Side {
  const isWanted = signal(false);
  const isOffered = signal(false);
  const isOpen = computed(() => isWanted.value && isOffered.value);
  const chosen = signal(features[0]?.id ?? '');
  const isSeen = (id: string): ReadonlySignal<boolean> =>
    computed(() => isOpen.value && chosen.value === id && line.party.value.self !== null);
  const { readPositionS, readLengthS, drawPicture, isOver, toast } = parts;
  const hostFor = (id: string) =>
    line.hostFor(id, { isSeen: isSeen(id), readPositionS, readLengthS, drawPicture, isOver, toast });
  const tabs: readonly Tab[] = features.map((feature) => {
    const { id, label } = feature;
    return { id, label, ...feature.mount(hostFor(id)) };
  });

  const memory = hostFor(SIDE_NOTE);
  const isTold = signal(false);
  let noted = JSON.stringify({ isOpen: false, tab: chosen.value });
  let isToOpenAgain = false;
  let takesFocus = true;
  memory.onHistory((_events, note) => {
    const parsed = v.safeParse(noteSchema, note);
    if (isTold.value) return;
    if (parsed.success) {
      noted = JSON.stringify(parsed.output);
      if (!isWanted.value && tabs.some(({ id }) => id === parsed.output.tab))
        chosen.value = parsed.output.tab;
      isToOpenAgain = parsed.output.isOpen;
      openAgain();
    }
    isTold.value = true;
  });
  const openAgain = () => {
    if (!isToOpenAgain || !isOffered.value) return;
    isToOpenAgain = false;
    if (isWanted.value) return;
    // Nobody has asked for it here: the keys stay the page's.
    takesFocus = false;
    onToggle();
    takesFocus = true;
  };

  keepFocusBeside(parts.into, parts.signal);
  const stops = [
    effect(() => parts.onUnseen(tabs.reduce((sum, { unseen }) => sum + unseen.value, 0))),
    effect(() => {
      const panel = isOpen.value
        ? h(SidePanel, { tabs, chosen, place: line.place, takesFocus, onClose: onToggle })
        : null;
      // Of several frames of a page that have had the party one has it now.
      const over = isOffered.value
        ? tabs.map(({ id, Over }) => (Over === undefined ? null : h(Over, { key: id })))
        : [];
      render([...over, panel], parts.into);
    }),
    effect(() => {
      const note = { isOpen: isWanted.value, tab: chosen.value };
      const told = JSON.stringify(note);
      if (!isTold.value || isToOpenAgain || told === noted) return;
      noted = told;
      memory.note(note, note);
      memory.attend(note.isOpen);
    }),
  ];
  parts.signal.addEventListener('abort', () => {
    for (const stop of stops) stop();
    render(null, parts.into);
  });
  return {
    setOpen(next, isOfferedNext) {
      batch(() => {
        isWanted.value = next;
        isOffered.value = isOfferedNext;
      });
      openAgain();
    },
  };
}
