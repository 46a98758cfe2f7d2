// All messages, newest at the bottom. Thousands of them stay in the document, in chunks that are neither drawn anew nor laid
// out while they are out of sight.
import { Component } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { text } from '../../ui/text.ts';
import type { Chunk } from './channel.ts';
import type { ChatDesk } from './chat-desk.ts';
import { keepFocus } from './keep-focus.ts';
import { createMessageKeys } from './message-keys.ts';
import { MessageRow } from './message-row.tsx';
import { PendingRow } from './pending-row.tsx';

/** Within so much of the end one is reading the newest, px. */
const NEAR_END_PX = 40;

export function MessageList({ desk }: { readonly desk: ChatDesk }) {
  const list = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const [isBehind, setBehind] = useState(false);
  const [keys] = useState(createMessageKeys);
  const chunks = desk.chat.log.value;
  const pending = desk.host.pending.value;
  const goToEnd = () => {
    const { current } = list;
    if (current !== null) current.scrollTop = current.scrollHeight;
  };
  const pressNewest = (event: Event) => {
    keepFocus(event);
    goToEnd();
  };
  useLayoutEffect(() => {
    if (isAtEnd.current) goToEnd();
    else setBehind(true);
  });
  const noteScroll = () => {
    const { current } = list;
    if (current === null) return;
    isAtEnd.current = current.scrollHeight - current.scrollTop - current.clientHeight < NEAR_END_PX;
    if (isAtEnd.current) setBehind(false);
  };
  const isEmpty = chunks.length === 0 && pending.length === 0;
  return (
    <div class="messages">
      <div
        class="scroll"
        role="log"
        aria-label={text('chatMessages')}
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
        tabIndex={0}
        ref={list}
        onScroll={noteScroll}
        {...keys}
      >
        {isEmpty && <p class="quiet">{text('chatNone')}</p>}
        {chunks.map((messages) => (
          <MessageChunk key={messages[0]?.lamport} messages={messages} desk={desk} />
        ))}
        {pending.map((act) => (
          <PendingRow key={act.id} pending={act} desk={desk} />
        ))}
      </div>
      {isBehind && (
        <Button type="submit" look="primary" onPress={pressNewest}>
          {text('chatNewest')}
        </Button>
      )}
    </div>
  );
}

interface ChunkProps {
  readonly messages: Chunk;
  readonly desk: ChatDesk;
}

class MessageChunk extends Component<ChunkProps> {
  override shouldComponentUpdate(next: ChunkProps): boolean {
    return next.messages !== this.props.messages;
  }

  override render({ messages, desk }: ChunkProps) {
    return (
      <div class="chunk">
        {messages.map((message, index) => (
          <MessageRow key={message.lamport} message={message} former={messages[index - 1]} desk={desk} />
        ))}
      </div>
    );
  }
}
