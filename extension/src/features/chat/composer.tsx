// The line to write in: Enter sends, Shift and Enter begins a new line.
import type { TargetedEvent } from 'preact';
import { useEffect } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { cleanText } from '../../ui/clean-text.ts';
import { Smile } from '../../ui/icons.tsx';
import { text } from '../../ui/text.ts';
import { MAX_TEXT_CHARS } from './channel.ts';
import { type ChatDesk, write } from './chat-desk.ts';

export function Composer({ desk }: { readonly desk: ChatDesk }) {
  const { chat, editing, isChoosing, field } = desk;
  const isEditing = editing.value !== null;
  const written = editing.value?.text ?? chat.draft.value;
  useEffect(() => {
    if (isEditing) field.current?.focus();
  }, [isEditing, field]);
  useEffect(
    () => () => {
      isChoosing.value = false;
    },
    [isChoosing],
  );

  const clear = () => {
    if (isEditing) editing.value = null;
    else chat.draft.value = '';
  };
  const submit = (event: TargetedEvent<HTMLFormElement, SubmitEvent>) => {
    event.preventDefault();
    // By what the button does and not by its click, which some pages swallow.
    const { classList } = event.submitter ?? event.currentTarget;
    if (classList.contains('choose-emoji')) isChoosing.value = !isChoosing.value;
    else if (classList.contains('link')) clear();
    else send();
  };
  const send = () => {
    const said = field.current?.value ?? '';
    // Some pages let nobody hear that something was written.
    write(desk, said);
    const text = cleanText(said, MAX_TEXT_CHARS);
    if (text === '') return;
    if (editing.value === null) chat.say(text);
    else chat.edit(editing.value.id, text);
    clear();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Escape' && isEditing) {
      event.preventDefault();
      event.stopPropagation();
      return clear();
    }
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    field.current?.form?.requestSubmit();
  };
  const onInput = ({ currentTarget }: TargetedEvent<HTMLTextAreaElement>) => {
    write(desk, currentTarget.value);
    if (!isEditing && currentTarget.value !== '') chat.noteTyping();
  };
  return (
    <form class="composer" onSubmit={submit}>
      {isEditing && (
        <p class="editing quiet">
          {text('chatEditing')}
          <button type="submit" class="link">
            {text('chatCancel')}
          </button>
        </p>
      )}
      <textarea
        ref={field}
        rows={Math.min(4, written.split('\n').length)}
        aria-label={text('chatMessage')}
        placeholder={text('chatPlaceholder')}
        maxLength={MAX_TEXT_CHARS}
        value={written}
        dir="auto"
        data-main-control=""
        onInput={onInput}
        onKeyDown={onKeyDown}
      />
      <button
        type="submit"
        class="choose-emoji"
        aria-label={text('emojiChoose')}
        title={text('emojiChoose')}
        aria-expanded={isChoosing.value}
      >
        <Smile />
      </button>
      <Button type="submit" look="primary">
        {isEditing ? text('chatSave') : text('chatSend')}
      </Button>
    </form>
  );
}
