// Brings the bundle of panels to this frame when the first one is opened. The background puts it there; it may die on
// the way, so what is still needed is asked for again on the next line.
import type { PanelSet } from '../overlay/panel-set.ts';

export interface PanelLoader {
  /** A panel is to be shown. */
  need(): void;
  /** The background has answered. */
  settle(areThere: boolean): void;
  /** A new line is up. */
  repeat(): void;
}

export interface PanelLoaderPorts {
  readPanels(): PanelSet | undefined;
  ask(): void;
  onThere(panels: PanelSet): void;
  /** The browser did not let the bundle in. */
  onRefused(): void;
}

export function createPanelLoader({ readPanels, ask, onThere, onRefused }: PanelLoaderPorts): PanelLoader {
  let isAsking = false;
  return {
    need() {
      const panels = readPanels();
      if (panels !== undefined) return onThere(panels);
      isAsking = true;
      ask();
    },
    settle(areThere) {
      isAsking = false;
      const panels = readPanels();
      if (areThere && panels !== undefined) onThere(panels);
      else onRefused();
    },
    repeat() {
      if (isAsking) ask();
    },
  };
}
