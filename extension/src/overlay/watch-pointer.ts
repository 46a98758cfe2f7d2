// Whether somebody is at the page with a pointer: what is only to be pressed then need not lie over the film otherwise,
// as players do with their own controls.

/** So long after the last movement nobody is, ms; players take about as long. */
const IDLE_MS = 3_000;

export function watchPointer(
  window: Window,
  signal: AbortSignal,
  onChange: (isAwake: boolean) => void,
): void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const note = () => {
    if (timer === null) onChange(true);
    else clearTimeout(timer);
    timer = setTimeout(() => {
      timer = null;
      if (!signal.aborted) onChange(false);
    }, IDLE_MS);
  };
  for (const type of ['pointermove', 'pointerdown']) {
    window.addEventListener(type, note, { capture: true, passive: true, signal });
  }
}
