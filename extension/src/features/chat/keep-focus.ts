/** Before the pressed button goes: the keyboard goes on where one writes, or reads. */
export function keepFocus({ currentTarget }: Event): void {
  const panel = currentTarget instanceof Element ? currentTarget.closest('.chat') : null;
  panel?.querySelector<HTMLElement>('textarea, [role=log]')?.focus({ preventScroll: true });
}
