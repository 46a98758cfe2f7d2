// Puts the features beside the film: each mounted once, one of them shown at a time.
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { h, render } from 'preact';
import type { Side, SideParts } from '../overlay/panel-set.ts';
import type { Feature } from './feature.ts';
import type { PartyLine } from './party-line.ts';
import { SidePanel } from './side-panel.tsx';
import type { Tab } from './side-tab.ts';

export function openSide(
  parts: SideParts,
  line: PartyLine,
  features: readonly Feature[],
  onClose: () => void,
): Side {
  const isOpen = signal(false);
  const chosen = signal(features[0]?.id ?? '');
  const isSeen = (id: string): ReadonlySignal<boolean> =>
    computed(() => isOpen.value && chosen.value === id && line.party.value.self !== null);
  const { readPositionS, readLengthS, drawPicture, isOver, toast } = parts;
  const tabs: readonly Tab[] = features.map((feature) => {
    const { id, label } = feature;
    const place = { isSeen: isSeen(id), readPositionS, readLengthS, drawPicture, isOver, toast };
    return { id, label, ...feature.mount(line.hostFor(id, place)) };
  });

  const stops = [
    effect(() => parts.onUnseen(tabs.reduce((sum, { unseen }) => sum + unseen.value, 0))),
    effect(() => {
      const panel = isOpen.value ? h(SidePanel, { tabs, chosen, place: line.place, onClose }) : null;
      const over = tabs.map(({ id, Over }) => (Over === undefined ? null : h(Over, { key: id })));
      render([...over, panel], parts.into);
    }),
  ];
  parts.signal.addEventListener('abort', () => {
    for (const stop of stops) stop();
    render(null, parts.into);
  });
  return {
    setOpen(next) {
      isOpen.value = next;
    },
  };
}
