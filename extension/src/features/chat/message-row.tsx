// One message: who, when in the film, what, and what one may do about it.
import { Component } from 'preact';
import { useState } from 'preact/hooks';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { More } from '../../ui/icons.tsx';
import { formatMediaTime } from '../../ui/media-time.ts';
import { text } from '../../ui/text.ts';
import { type ChatMessage, isOfMedia } from './channel.ts';
import type { ChatDesk } from './chat-desk.ts';
import { keepFocus } from './keep-focus.ts';
import { splitText } from './text-parts.ts';

interface RowProps {
  readonly message: ChatMessage;
  readonly former: ChatMessage | undefined;
  readonly desk: ChatDesk;
}

/** Messages of one member within so long stand together, ms. */
const TOGETHER_MS = 120_000;

/** Drawn again when it has changed itself, or what it reads of the party has. */
export class MessageRow extends Component<RowProps> {
  override shouldComponentUpdate({ message, former }: RowProps): boolean {
    return message !== this.props.message || former?.by !== this.props.former?.by;
  }

  override render(props: RowProps) {
    return <Row {...props} />;
  }
}

function Row({ message, former, desk }: RowProps) {
  const { host } = desk;
  const [isOpen, setOpen] = useState(false);
  const isOwn = message.by === host.self.value;
  const name = host.nameOf(message.by);
  const who = isOwn ? text('chatYou') : name;
  if (host.muted.value.has(message.by)) return <MutedRow message={message} desk={desk} />;
  const isFollowing = former?.by === message.by && message.at - former.at < TOGETHER_MS;
  return (
    <article class={`message ${isFollowing ? 'following' : ''}`} tabIndex={-1}>
      {!isFollowing && <Avatar id={message.by} name={name} emoji={host.avatarOf(message.by)} />}
      {!isFollowing && <bdi class="who">{who}</bdi>}
      {isFollowing && <bdi class="unseen">{who}</bdi>}
      <Moment message={message} desk={desk} />
      {message.state !== 'deleted' && (
        <button
          type="submit"
          class="icon-button more"
          tabIndex={-1}
          aria-label={isOwn ? text('chatMoreAboutOwn') : text('chatMoreAbout', name)}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <More />
        </button>
      )}
      <Said message={message} />
      {isOpen && message.state !== 'deleted' && (
        <Actions message={message} desk={desk} onDone={() => setOpen(false)} />
      )}
    </article>
  );
}

function Said({ message }: Pick<RowProps, 'message'>) {
  const { state } = message;
  if (state === 'deleted') return <p class="said quiet">{text('chatDeleted')}</p>;
  return (
    <p class="said" dir="auto" data-selectable="">
      {splitText(message.text).map((part) =>
        part.kind === 'text' ? (
          part.text
        ) : (
          <a
            href={part.href}
            title={part.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            tabIndex={-1}
          >
            {part.text}
          </a>
        ),
      )}
      {state === 'edited' && <small class="quiet"> {text('chatEdited')}</small>}
    </p>
  );
}

function Moment({ message, desk }: Pick<RowProps, 'message' | 'desk'>) {
  const { chat, host, jump } = desk;
  const { moment } = message;
  if (!isOfMedia(moment, host.mediaKey.value)) return null;
  const time = formatMediaTime(moment.positionS);
  if (!chat.mayJump.value) return <span class="moment">{time}</span>;
  const ask = () => {
    // Alone, it moves nobody else.
    if (host.party.peek().members.length < 2) host.jump(moment.positionS);
    else jump.value = moment;
  };
  return (
    <button type="submit" class="moment" tabIndex={-1} aria-label={text('chatJumpTo', time)} onClick={ask}>
      {time}
    </button>
  );
}

function Actions({
  message,
  desk,
  onDone,
}: Pick<RowProps, 'message' | 'desk'> & { readonly onDone: () => void }) {
  const { chat, host, editing } = desk;
  const isOwn = message.by === host.self.value;
  const act = (what: () => void) => (event: MouseEvent) => {
    keepFocus(event);
    what();
    onDone();
  };
  if (!isOwn) {
    return (
      <div class="actions">
        <Button type="submit" onPress={act(() => host.mute(message.by, true))}>
          {text('mutePerson', host.nameOf(message.by))}
        </Button>
      </div>
    );
  }
  const edit = () => {
    editing.value = { id: message.id, text: message.text };
  };
  return (
    <div class="actions">
      <Button type="submit" onPress={act(edit)}>
        {text('chatEdit')}
      </Button>
      <Button type="submit" look="danger" onPress={act(() => chat.remove(message.id))}>
        {text('chatDelete')}
      </Button>
    </div>
  );
}

function MutedRow({ message: { by }, desk: { host } }: Pick<RowProps, 'message' | 'desk'>) {
  const who = host.nameOf(by);
  const unmute = (event: MouseEvent) => {
    keepFocus(event);
    host.mute(by, false);
  };
  return (
    <div class="message muted" tabIndex={-1}>
      <p class="quiet">{text('chatMuted', who)}</p>
      <Button type="submit" look="quiet" tabIndex={-1} onPress={unmute}>
        {text('unmutePerson', who)}
      </Button>
    </div>
  );
}
