// @vitest-environment happy-dom
import type { ActId } from '@sameframe/shared/playback.ts';
import { render } from 'preact';
import { afterEach, expect, test } from 'vitest';
import { getByRole } from '../../ui/testing/find-by-role.ts';
import type { ChatDesk } from './chat-desk.ts';
import { PendingRow } from './pending-row.tsx';

afterEach(() => render(null, document.body));

test.each([
  ['Try again', 'again'],
  ['Discard', 'never'],
] as const)('[SI4] “%s” leaves the focus where one writes', (name, way) => {
  const settled: unknown[] = [];
  const desk = { host: { settle: (...what: unknown[]) => settled.push(what) } } as unknown as ChatDesk;
  const act = { kind: 'say', text: 'hello', moment: null };
  render(
    <div class="chat">
      <PendingRow pending={{ id: 'a' as ActId, act, refusal: 'not-allowed' }} desk={desk} />
      <textarea />
    </div>,
    document.body,
  );
  const button = getByRole(document.body, 'button', name);
  button.focus();
  button.click();
  expect(settled).toEqual([['a', way]]);
  expect(document.activeElement?.localName).toBe('textarea');
});
