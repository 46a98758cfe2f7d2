// @vitest-environment happy-dom
// The chat's panel as a member sees it.
import { type Signal, signal } from '@preact/signals';
import type { MediaKey, MemberId } from '@sameframe/shared/ids.ts';
import { DEFAULT_RULES } from '@sameframe/shared/protocol/rules.ts';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, test } from 'vitest';
import { findByRole, getByRole } from '../../ui/testing/find-by-role.ts';
import type { FeatureHost } from '../feature.ts';
import { ALICE, BOB, FILM, MEMBERS, say, talk } from '../testing/side-samples.ts';
import { foldChat } from './channel.ts';
import type { Chat } from './chat.ts';
import { createChatView } from './chat-panel.tsx';

afterEach(() => render(null, document.body));

/** Of Bob and of Alice, who looks. */
const SAID = talk([BOB, say('one', 1)], [ALICE, say('two', 2)]);

function show() {
  const sent: string[] = [];
  const jumps: number[] = [];
  const mediaKey = signal<MediaKey | null>(FILM);
  const mayJump = signal(true);
  const chat = {
    log: signal(SAID.reduce(foldChat, [])),
    unseen: signal(0),
    draft: signal(''),
    typing: signal([]),
    announcement: signal(''),
    mayWrite: signal(true),
    mayJump,
    say: (text: string) => void sent.push(text),
    edit: (of: string, text: string) => void sent.push(`${of}: ${text}`),
    remove: () => undefined,
    noteTyping: () => undefined,
  } satisfies Chat;
  const host = {
    self: signal(ALICE),
    mediaKey,
    pending: signal([]),
    muted: signal(new Set<MemberId>()),
    party: signal({ members: MEMBERS, rules: DEFAULT_RULES }),
    nameOf: () => 'Bob',
    avatarOf: () => null,
    jump: (positionS: number) => void jumps.push(positionS),
  } as unknown as FeatureHost;
  const View = createChatView(chat, host);
  void act(() => render(<View />, document.body));
  return { sent, jumps, mediaKey, mayJump, chat };
}

const set = <Value,>(what: Signal<Value>, value: Value) =>
  void act(() => {
    what.value = value;
  });
const press = (name: string) => void act(() => getByRole(document.body, 'button', name).click());
const isThere = (name: string) => findByRole(document.body, 'button', name) !== null;
const field = () => document.querySelector('textarea') as HTMLTextAreaElement;
const write = (text: string) =>
  void act(() => {
    field().value = text;
    field().dispatchEvent(new Event('input', { bubbles: true }));
  });

test('[CH2] a question to jump goes with the film it is about, and with the right to jump', () => {
  const { mediaKey, mayJump, jumps } = show();
  press('Jump to 0:01');
  expect(isThere('Jump')).toBe(true);
  set(mediaKey, 'https://films.example/other' as MediaKey);
  expect(isThere('Jump')).toBe(false);
  set(mediaKey, FILM);
  expect(isThere('Jump')).toBe(false);
  press('Jump to 0:01');
  set(mayJump, false);
  expect(isThere('Jump')).toBe(false);
  set(mayJump, true);
  press('Jump to 0:01');
  press('Jump');
  expect([isThere('Jump'), jumps]).toEqual([false, [1]]);
});

test('[CH2] Escape at the question is a no, and closes nothing else', () => {
  const { jumps } = show();
  press('Jump to 0:01');
  const key = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
  void act(() => void getByRole(document.body, 'button', 'Cancel').dispatchEvent(key));
  expect([isThere('Jump'), jumps, key.defaultPrevented]).toEqual([false, [], true]);
  expect(document.activeElement).toBe(field());
});

test('[CH13] who changes a message finds what they were writing as it was', () => {
  const { sent, chat } = show();
  const change = () => {
    press('More about your message');
    press('Edit');
  };
  write('Did you s');
  change();
  expect(field().value).toBe('two');
  press('Cancel');
  expect(field().value).toBe('Did you s');
  change();
  write('zwei');
  expect(chat.draft.value).toBe('Did you s');
  press('Save');
  expect([field().value, sent]).toEqual(['Did you s', ['say-2: zwei']]);
  press('Send');
  expect([field().value, sent]).toEqual(['', ['say-2: zwei', 'Did you s']]);
});

test('[HS1] [CH1] what no page lets us hear being written is sent all the same', () => {
  const { sent } = show();
  field().value = 'unheard';
  press('Send');
  expect([field().value, sent]).toEqual(['', ['unheard']]);
});

test('[SI4] who goes to the newest messages goes on where they write', () => {
  const { chat } = show();
  const list = document.querySelector('[role=log]') as HTMLElement;
  Object.defineProperties(list, { scrollHeight: { value: 1_000 }, clientHeight: { value: 100 } });
  list.scrollTop = 0;
  void act(() => void list.dispatchEvent(new Event('scroll')));
  set(chat.log, talk([BOB, say('one', 1)]).reduce(foldChat, chat.log.value));
  getByRole(document.body, 'button', 'Newest messages').focus();
  press('Newest messages');
  expect(document.activeElement).toBe(field());
});
