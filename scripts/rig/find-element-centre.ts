// Where to put the mouse to hit an element, after scrolling it into view as a person would.
import type { RigFrame } from './rig.ts';
import { waitFor } from './wait-for.ts';

export function findElementCentre(frame: RigFrame, selector: string): Promise<{ x: number; y: number }> {
  return waitFor(() => frame.evaluate(measureCentre, selector), { what: `an element at “${selector}”` });
}

// Runs in the page.
function measureCentre(selector: string): { x: number; y: number } | null {
  const element = document.querySelector(selector);
  if (!element) return null;
  const { top, bottom } = element.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) element.scrollIntoView({ block: 'center', behavior: 'instant' });
  const rect = element.getBoundingClientRect();
  return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
}
