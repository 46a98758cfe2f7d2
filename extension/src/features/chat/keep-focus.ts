/** Before the pressed button goes: the keyboard goes on where one writes, or else reads. */
export function keepFocus({ currentTarget }: Event): void {
  const panel = currentTarget instanceof Element ? currentTarget.closest('.chat') : null;
  const place = panel?.querySelector('textarea') ?? panel?.querySelector<HTMLElement>('[role=log]');
  place?.focus({ preventScroll: true });
}
