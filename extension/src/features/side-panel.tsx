// The frame around the features: their tabs, a bar to move it by, and the way out. Knows none of them.
import type { Signal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { PanelPlace } from '../messages/features-background.ts';
import { Button } from '../ui/button.tsx';
import { findMainControl } from '../ui/focus-beside.ts';
import { Mark } from '../ui/icons.tsx';
import { text } from '../ui/text.ts';
import { placeAfterDrag, placeStyle } from './panel-place.ts';
import type { Tab } from './side-tab.ts';

interface SidePanelProps {
  readonly tabs: readonly Tab[];
  readonly chosen: Signal<string>;
  /** Where the person has put it; null: where it is at first. */
  readonly place: Signal<PanelPlace | null>;
  /** Somebody has opened it here. */
  readonly takesFocus: boolean;
  readonly onClose: () => void;
}

/** By so much an arrow key moves it, as a part of the film. */
const KEY_STEP = 0.03;
const KEYS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-KEY_STEP, 0],
  ArrowRight: [KEY_STEP, 0],
  ArrowUp: [0, -KEY_STEP],
  ArrowDown: [0, KEY_STEP],
};

export function SidePanel({ tabs, chosen, place, takesFocus, onClose }: SidePanelProps) {
  const panel = useRef<HTMLElement>(null);
  const shown = tabs.find(({ id }) => id === chosen.value);
  // With the panel and not a frame later: a key pressed at once is not to go to the page. Where the tab has nothing that one
  // comes for, such as a line to write in, to the tab.
  useLayoutEffect(() => {
    if (takesFocus && panel.current !== null) findMainControl(panel.current)?.focus();
  }, [takesFocus]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    onClose();
  };
  return (
    <section
      class="side"
      aria-label={text('side')}
      ref={panel}
      style={placeStyle(place.value)}
      onKeyDown={onKeyDown}
    >
      <header>
        <MoveBar panel={panel} place={place} />
        <Tabs tabs={tabs.filter(({ View }) => View !== undefined)} chosen={chosen} />
        <Button type="submit" look="quiet" label={text('panelClose')} onPress={onClose}>
          ×
        </Button>
      </header>
      <div class="feature" role="tabpanel" aria-label={shown?.label()}>
        {shown?.View !== undefined && <shown.View />}
      </div>
      {tabs.map(({ id, Bar }) => Bar !== undefined && <Bar key={id} />)}
    </section>
  );
}

function Tabs({ tabs, chosen }: Pick<SidePanelProps, 'tabs' | 'chosen'>) {
  const choose = (index: number) => {
    const tab = tabs[(index + tabs.length) % tabs.length];
    if (tab !== undefined) chosen.value = tab.id;
  };
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const isMirrored = getComputedStyle(event.currentTarget).direction === 'rtl';
    choose(tabs.findIndex(({ id }) => id === chosen.value) + (isMirrored ? -step : step));
    event.currentTarget
      .querySelectorAll<HTMLElement>('[role=tab]')
      [tabs.findIndex(({ id }) => id === chosen.value)]?.focus();
  };
  return (
    <div role="tablist" class="tabs" onKeyDown={onKeyDown}>
      {tabs.map(({ id, label, unseen }, index) => (
        <button
          key={id}
          type="submit"
          role="tab"
          class="tab"
          aria-selected={id === chosen.value}
          tabIndex={id === chosen.value ? 0 : -1}
          onClick={() => choose(index)}
        >
          {label()}
          {unseen.value > 0 && id !== chosen.value && <span class="count">{unseen.value}</span>}
        </button>
      ))}
    </div>
  );
}

/** To take hold of; by the keyboard with the arrow keys, and back to its place with Home. */
function MoveBar({
  panel,
  place,
}: Pick<SidePanelProps, 'place'> & { readonly panel: { current: HTMLElement | null } }) {
  const move = (byX: number, byY: number) => {
    const box = panel.current?.getBoundingClientRect();
    const around = panel.current?.closest('.layer')?.getBoundingClientRect();
    if (box === undefined || around === undefined) return;
    place.value = placeAfterDrag(box, around, byX, byY);
  };
  const onPointerDown = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const bar = event.currentTarget;
    bar.setPointerCapture(event.pointerId);
    let { clientX, clientY } = event;
    const onMove = (moved: PointerEvent) => {
      move(moved.clientX - clientX, moved.clientY - clientY);
      ({ clientX, clientY } = moved);
    };
    const end = new AbortController();
    bar.addEventListener('pointermove', onMove, { signal: end.signal });
    for (const type of ['pointerup', 'pointercancel']) {
      bar.addEventListener(type, () => end.abort(), { signal: end.signal });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = KEYS[event.key];
    const around = panel.current?.closest('.layer')?.getBoundingClientRect();
    if (event.key === 'Home') place.value = null;
    else if (step !== undefined && around !== undefined)
      move(step[0] * around.width, step[1] * around.height);
    else return;
    event.preventDefault();
  };
  return (
    <button
      type="submit"
      class="move"
      aria-label={text('sideMove')}
      title={text('sideMove')}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    >
      <Mark size={18} />
    </button>
  );
}
