// The panel of the queue: what plays from it, what comes, and how to add to it.
import { signal } from '@preact/signals';
import type { ComponentType, TargetedEvent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { createAnnouncement } from '../../ui/announcement.ts';
import { Button } from '../../ui/button.tsx';
import { More } from '../../ui/icons.tsx';
import { type TextKey, text } from '../../ui/text.ts';
import type { FeatureHost } from '../feature.ts';
import { MAX_ITEMS, PICKS, type QueueSettings } from './channel.ts';
import { playingFromQueue } from './playing.ts';
import type { AddProblem, Queue } from './queue.ts';
import type { QueueDesk } from './queue-desk.ts';
import { LibraryChoice, SaveForm } from './queue-library.tsx';
import { QueueList } from './queue-list.tsx';
import { createQueueShelf } from './queue-shelf.ts';

const PICK_NAMES: Readonly<Record<QueueSettings['pick'], TextKey>> = {
  'in-order': 'queuePickInOrder',
  'most-wanted': 'queuePickMostWanted',
  'at-random': 'queuePickAtRandom',
};

export function createQueueView(queue: Queue, host: FeatureHost): ComponentType {
  const announcement = createAnnouncement();
  const showsOptions = signal(false);
  const shelf = createQueueShelf(host, queue, (words) => {
    announcement.tell(words);
    // The list is what one looks at then, and a small film has no room for both.
    showsOptions.value = false;
  });
  const desk: QueueDesk = {
    queue,
    shelf,
    host,
    draft: signal(''),
    problem: signal(null),
    showsOptions,
    open: signal(null),
    announcement,
  };
  return () => <QueuePanel desk={desk} />;
}

function QueuePanel({ desk }: { readonly desk: QueueDesk }) {
  const { queue, shelf, announcement } = desk;
  const { value: mode } = shelf.mode;
  const panel = useRef<HTMLDivElement>(null);
  const formerMode = useRef(mode);
  useEffect(() => {
    // What had the focus has gone with the press.
    if (mode === 'closed' && formerMode.current !== mode)
      panel.current?.querySelector<HTMLElement>('.queue-now .icon-button, .queue-more-ways button')?.focus();
    formerMode.current = mode;
  }, [mode]);
  const hasItems = queue.state.value.items.length > 0;
  return (
    <div class="queue" ref={panel}>
      <Now desk={desk} />
      {desk.showsOptions.value && mode === 'closed' && <Options desk={desk} />}
      {hasItems ? <QueueList desk={desk} /> : <p class="queue-none quiet">{text('queueNone')}</p>}
      {mode === 'saving' && <SaveForm desk={desk} />}
      {mode === 'choosing' && queue.mayChange.value && <LibraryChoice desk={desk} />}
      {queue.mayChange.value ? (
        mode === 'closed' && <AddRow desk={desk} />
      ) : (
        <p class="queue-none quiet">{text('queueNotAllowed')}</p>
      )}
      {/* Without a key it is taken for one above that has come, and all between is drawn anew under who writes there. */}
      <p key="told" class="unseen" role="status">
        {announcement.words}
      </p>
    </div>
  );
}

function Now({ desk: { queue, host, showsOptions } }: { readonly desk: QueueDesk }) {
  const state = queue.state.value;
  const { items, settings, skips } = state;
  const now = playingFromQueue(state, host.mediaKey.value);
  if (items.length === 0 && now === null) return null;
  const { votes, needed } = queue.skipVotes.value;
  const { value: self } = host.self;
  const hasVoted = self !== null && skips.includes(self);
  const isToVote = settings.skipsByVote && now !== null;
  return (
    <div class="queue-now">
      <p>
        <span class="quiet">{now === null ? text('queueItems') : text('queueNow')}</span>
        {now !== null && <bdi class="queue-title">{now.item.title}</bdi>}
        {isToVote && votes > 0 && <span class="quiet">{text('queueSkipVotes', votes, needed)}</span>}
      </p>
      {items.length > 0 && isToVote && queue.mayChange.value && (
        <Button type="submit" state={hasVoted ? 'busy' : 'ready'} onPress={queue.voteToSkip}>
          {text('queueSkip')}
        </Button>
      )}
      {items.length > 0 && !isToVote && queue.mayOpen.value && (
        <Button type="submit" look="primary" onPress={queue.openNext}>
          {text('queueNext')}
        </Button>
      )}
      {(queue.mayChange.value || items.length > 0) && (
        <button
          type="submit"
          class="icon-button"
          aria-label={text('queueOptions')}
          title={text('queueOptions')}
          aria-expanded={showsOptions.value}
          onClick={() => {
            showsOptions.value = !showsOptions.value;
          }}
        >
          <More />
        </button>
      )}
    </div>
  );
}

function Options({ desk }: { readonly desk: QueueDesk }) {
  const { queue, shelf, host } = desk;
  const { items, settings } = queue.state.value;
  const isToVote = settings.skipsByVote && playingFromQueue(queue.state.value, host.mediaKey.value) !== null;
  return (
    <div class="queue-settings">
      {queue.mayChange.value && <Settings desk={desk} />}
      {/* Where the party votes this is the way of who need not. */}
      {items.length > 0 && isToVote && queue.mayOpen.value && (
        <button type="submit" class="link" onClick={queue.openNext}>
          {text('queueNext')}
        </button>
      )}
      {items.length > 0 && (
        <button type="submit" class="link" onClick={shelf.beginSaving}>
          {text('queueSave')}
        </button>
      )}
    </div>
  );
}

function Settings({ desk: { queue } }: { readonly desk: QueueDesk }) {
  const { settings } = queue.state.value;
  return (
    <>
      <label>
        <span class="quiet">{text('queuePick')}</span>
        <select
          value={settings.pick}
          onChange={({ currentTarget }) => {
            const pick = PICKS.find((each) => each === currentTarget.value);
            if (pick !== undefined) queue.set({ pick });
          }}
        >
          {PICKS.map((pick) => (
            <option key={pick} value={pick}>
              {text(PICK_NAMES[pick])}
            </option>
          ))}
        </select>
      </label>
      <label>
        <input
          type="checkbox"
          checked={settings.isLooping}
          onChange={({ currentTarget }) => queue.set({ isLooping: currentTarget.checked })}
        />
        {text('queueLoop')}
      </label>
      <label>
        <input
          type="checkbox"
          checked={settings.skipsByVote}
          onChange={({ currentTarget }) => queue.set({ skipsByVote: currentTarget.checked })}
        />
        {text('queueSkipByVote')}
      </label>
    </>
  );
}

function AddRow({
  desk: { queue, shelf, host, draft, problem, showsOptions },
}: {
  readonly desk: QueueDesk;
}) {
  const settle = (outcome: AddProblem | null) => {
    problem.value = outcome;
    if (outcome === null) draft.value = '';
  };
  const field = useRef<HTMLInputElement>(null);
  const submit = (event: TargetedEvent<HTMLFormElement, SubmitEvent>) => {
    event.preventDefault();
    // By what the button does, and by what stands there: some pages swallow clicks, and that something was written.
    const { classList } = event.submitter ?? event.currentTarget;
    draft.value = field.current?.value ?? '';
    if (classList.contains('add-current')) settle(queue.addCurrent());
    else if (classList.contains('from-library')) shelf.beginChoosing();
    else if (draft.value.trim() !== '') settle(queue.addLink(draft.value));
  };
  const { items } = queue.state.value;
  // What plays is what one begins a list with; later it is in the way.
  const showsMore = items.length === 0 || showsOptions.value;
  return (
    <form class="queue-add" onSubmit={submit}>
      {problem.value !== null && (
        <p class="problem" role="alert">
          {problem.value === 'full' ? text('queueFull', MAX_ITEMS) : text('queueNoAddress')}
        </p>
      )}
      <input
        ref={field}
        type="text"
        inputMode="url"
        aria-invalid={problem.value !== null}
        aria-label={text('queueLink')}
        placeholder={text('queueLinkPlaceholder')}
        value={draft.value}
        dir="ltr"
        onInput={({ currentTarget }) => {
          draft.value = currentTarget.value;
          problem.value = null;
        }}
      />
      <Button type="submit" look="primary">
        {text('queueAdd')}
      </Button>
      {showsMore && (
        <p class="queue-more-ways">
          {host.mediaKey.value !== null && (
            <button type="submit" class="link add-current">
              {text('queueAddCurrent')}
            </button>
          )}
          <button type="submit" class="link from-library">
            {text('queueFromLibrary')}
          </button>
        </p>
      )}
    </form>
  );
}
