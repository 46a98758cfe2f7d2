import { expect, it, vi } from 'vitest';
import type { PanelSet } from '../overlay/panel-set.ts';
import { createPanelLoader } from './panel-loader.ts';

const PANELS: PanelSet = {
  styles: '',
  drawDetails: () => undefined,
  openSide: () => ({ setOpen: () => undefined }),
  createOffers: () => ({ show: () => undefined, place: () => undefined }),
};

function openFrame() {
  const frame = {
    panels: undefined as PanelSet | undefined,
    ask: vi.fn(),
    onThere: vi.fn(),
    onRefused: vi.fn(),
  };
  const loader = createPanelLoader({ ...frame, readPanels: () => frame.panels });
  return { frame, loader };
}

it('[PN1] panels are asked for when the first is opened, and never again', () => {
  const { frame, loader } = openFrame();
  expect(frame.ask).not.toHaveBeenCalled();
  loader.need();
  expect(frame.onThere).not.toHaveBeenCalled();
  frame.panels = PANELS;
  loader.settle(true);
  expect(frame.onThere).toHaveBeenCalledExactlyOnceWith(PANELS);
  loader.need();
  expect(frame.onThere).toHaveBeenCalledTimes(2);
  expect(frame.ask).toHaveBeenCalledTimes(1);
});

it('[PN1] a background that died on the way is asked again', () => {
  const { frame, loader } = openFrame();
  loader.repeat();
  expect(frame.ask).not.toHaveBeenCalled();
  loader.need();
  loader.repeat();
  expect(frame.ask).toHaveBeenCalledTimes(2);
  frame.panels = PANELS;
  loader.settle(true);
  loader.repeat();
  expect(frame.ask).toHaveBeenCalledTimes(2);
});

it('[PN2] what the browser does not let in is told, also when it only says it did', () => {
  const { frame, loader } = openFrame();
  loader.need();
  loader.settle(false);
  expect(frame.onRefused).toHaveBeenCalledTimes(1);
  loader.need();
  loader.settle(true);
  expect(frame.onRefused).toHaveBeenCalledTimes(2);
  expect(frame.onThere).not.toHaveBeenCalled();
});
