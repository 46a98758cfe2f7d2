// The panel of the chat: messages, who types, and the line to write in.
import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { Button } from '../../ui/button.tsx';
import { formatMediaTime } from '../../ui/media-time.ts';
import type { FeatureHost } from '../feature.ts';
import type { Chat } from './chat.ts';
import type { ChatDesk } from './chat-desk.ts';
import { Composer } from './composer.tsx';
import { keepFocus } from './keep-focus.ts';
import { MessageList } from './message-list.tsx';
import { STRINGS } from './strings.ts';

export function createChatView(chat: Chat, host: FeatureHost): ComponentType {
  const desk: ChatDesk = { chat, host, draft: signal(''), editing: signal(null), jump: signal(null) };
  return () => <ChatPanel desk={desk} />;
}

function ChatPanel({ desk }: { readonly desk: ChatDesk }) {
  const { chat } = desk;
  return (
    <div class="chat">
      <MessageList desk={desk} />
      <Typing desk={desk} />
      <JumpQuestion desk={desk} />
      {chat.mayWrite.value ? <Composer desk={desk} /> : <p class="quiet">{STRINGS.notAllowed}</p>}
      <p class="unseen" role="status">
        {chat.announcement}
      </p>
    </div>
  );
}

function Typing({ desk: { chat, host } }: { readonly desk: ChatDesk }) {
  const [first, ...others] = chat.typing.value;
  if (first === undefined) return null;
  const text = others.length === 0 ? STRINGS.typingOne(host.nameOf(first)) : STRINGS.typingMany;
  return <p class="typing quiet">{text}</p>;
}

function JumpQuestion({ desk: { jump, host } }: { readonly desk: ChatDesk }) {
  const positionS = jump.value;
  if (positionS === null) return null;
  const close = (event: MouseEvent) => {
    keepFocus(event);
    jump.value = null;
  };
  return (
    <div class="ask">
      <p>{STRINGS.jumpAsk(formatMediaTime(positionS))}</p>
      <Button
        type="submit"
        look="primary"
        onPress={(event) => {
          host.jump(positionS);
          close(event);
        }}
      >
        {STRINGS.jump}
      </Button>
      <Button type="submit" look="quiet" onPress={close}>
        {STRINGS.cancel}
      </Button>
    </div>
  );
}
