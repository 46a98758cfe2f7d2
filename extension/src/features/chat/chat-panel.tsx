// The panel of the chat: messages, who types, and the line to write in.
import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { EmojiPicker } from '../../ui/emoji/emoji-picker.tsx';
import { formatMediaTime } from '../../ui/media-time.ts';
import { text } from '../../ui/text.ts';
import type { FeatureHost } from '../feature.ts';
import { type FilmMoment, isOfMedia } from './channel.ts';
import type { Chat } from './chat.ts';
import { type ChatDesk, write } from './chat-desk.ts';
import { Composer } from './composer.tsx';
import { keepFocus } from './keep-focus.ts';
import { MessageList } from './message-list.tsx';

export function createChatView(chat: Chat, host: FeatureHost): ComponentType {
  const desk: ChatDesk = {
    chat,
    host,
    editing: signal(null),
    isChoosing: signal(false),
    field: { current: null },
    jump: signal(null),
  };
  return () => <ChatPanel desk={desk} />;
}

function ChatPanel({ desk }: { readonly desk: ChatDesk }) {
  const { chat } = desk;
  return (
    <div class="chat">
      <div class="above">
        <MessageList desk={desk} />
        <Typing desk={desk} />
        <JumpQuestion desk={desk} />
        {chat.mayWrite.value && desk.isChoosing.value && <EmojiChoice desk={desk} />}
      </div>
      {chat.mayWrite.value ? <Composer desk={desk} /> : <p class="quiet">{text('chatNotAllowed')}</p>}
      <p class="unseen" role="status">
        {chat.announcement}
      </p>
    </div>
  );
}

function EmojiChoice({ desk }: { readonly desk: ChatDesk }) {
  const { host, isChoosing, field } = desk;
  const hide = () => {
    isChoosing.value = false;
  };
  const close = () => {
    // Before what has the focus goes.
    field.current?.focus({ preventScroll: true });
    hide();
  };
  const insert = (emoji: string) => {
    const { current } = field;
    if (current === null) return;
    current.setRangeText(emoji, current.selectionStart, current.selectionEnd, 'end');
    write(desk, current.value);
  };
  return (
    <EmojiPicker
      load={host.emoji.load}
      recent={host.emoji.recent.value}
      onPick={(emoji) => {
        host.emoji.noteUse(emoji);
        insert(emoji);
        close();
      }}
      onClose={close}
      onLeft={hide}
    />
  );
}

function Typing({ desk: { chat, host } }: { readonly desk: ChatDesk }) {
  const [first, ...others] = chat.typing.value;
  if (first === undefined) return null;
  const told = others.length === 0 ? text('chatTypingOne', host.nameOf(first)) : text('chatTypingMany');
  return <p class="typing quiet">{told}</p>;
}

function JumpQuestion({ desk }: { readonly desk: ChatDesk }) {
  const { jump, host, chat } = desk;
  const moment = jump.value;
  const isOpen = isOfMedia(moment, host.mediaKey.value) && chat.mayJump.value;
  useEffect(() => {
    if (!isOpen) jump.value = null;
  }, [isOpen, jump]);
  useEffect(
    () => () => {
      jump.value = null;
    },
    [jump],
  );
  return isOpen ? <Question desk={desk} moment={moment} /> : null;
}

/** What has asked it may be far up in the list: the keyboard goes on at its no. */
function Question({ desk, moment }: { readonly desk: ChatDesk; readonly moment: FilmMoment }) {
  const { jump, host } = desk;
  const { positionS } = moment;
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    place.current?.querySelector<HTMLElement>('button:last-child')?.focus({ preventScroll: true });
  }, []);
  const close = (event: Event) => {
    keepFocus(event);
    jump.value = null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    close(event);
  };
  return (
    <div class="ask" role="alert" ref={place} onKeyDown={onKeyDown}>
      <p>{text('chatJumpAsk', formatMediaTime(positionS))}</p>
      <Button
        type="submit"
        look="primary"
        onPress={(event) => {
          host.jump(positionS);
          close(event);
        }}
      >
        {text('chatJump')}
      </Button>
      <Button type="submit" look="quiet" onPress={close}>
        {text('chatCancel')}
      </Button>
    </div>
  );
}
