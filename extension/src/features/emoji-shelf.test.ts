import { expect, test, vi } from 'vitest';
import type { EmojiData } from '../ui/emoji/emoji-data.ts';
import { createEmojiSupply } from './emoji-shelf.ts';

const DATA: EmojiData = { language: 'en', groups: [[['😀', 'grinning face', '']]] };

function open() {
  const frame = { data: undefined as EmojiData | undefined, send: vi.fn() };
  return { frame, supply: createEmojiSupply({ read: () => frame.data, send: frame.send }) };
}

test('[CH9] the emoji are asked for when somebody is to choose one, and again of a background that died on the way', async () => {
  const { frame, supply } = open();
  supply.repeat();
  expect(frame.send).not.toHaveBeenCalled();
  const loaded = supply.shelf.load();
  supply.repeat();
  expect(frame.send.mock.calls).toEqual([
    [{ kind: 'emoji', isMissing: true }],
    [{ kind: 'emoji', isMissing: true }],
  ]);
  frame.data = DATA;
  supply.take({ kind: 'emoji', recent: ['🎬'] });
  expect(await loaded).toBe(DATA);
  expect(supply.shelf.recent.value).toEqual(['🎬']);
  supply.repeat();
  expect(frame.send).toHaveBeenCalledTimes(2);
  // The second time they are there already.
  void supply.shelf.load();
  expect(frame.send).toHaveBeenLastCalledWith({ kind: 'emoji', isMissing: false });
});

test('[CH9] where the browser does not let them in there are none', async () => {
  const { supply } = open();
  const loaded = supply.shelf.load();
  supply.take({ kind: 'emoji', recent: [] });
  expect(await loaded).toBeNull();
});

test('[CH11] what was used last stands first, once', () => {
  const { frame, supply } = open();
  for (const emoji of ['🎬', '🍿', '🎬']) supply.shelf.noteUse(emoji);
  expect(supply.shelf.recent.value).toEqual(['🎬', '🍿']);
  expect(frame.send).toHaveBeenLastCalledWith({ kind: 'used-emoji', emoji: '🎬' });
});
