// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { render } from 'preact';
import { afterEach, expect, test } from 'vitest';
import { SidePanel } from './side-panel.tsx';

afterEach(() => render(null, document.body));

test('Escape closes the panel, but not while it takes back what an input method composes', () => {
  let closed = 0;
  const tab = { id: 'chat', label: () => 'Chat', unseen: signal(0), View: () => <input /> };
  render(
    <SidePanel
      tabs={[tab]}
      chosen={signal('chat')}
      place={signal(null)}
      takesFocus={true}
      onClose={() => (closed += 1)}
    />,
    document.body,
  );
  const press = (isComposing: boolean) => {
    const key = { key: 'Escape', isComposing, bubbles: true, cancelable: true };
    document.querySelector('input')?.dispatchEvent(new KeyboardEvent('keydown', key));
    return closed;
  };
  expect([press(true), press(false)]).toEqual([0, 1]);
});
