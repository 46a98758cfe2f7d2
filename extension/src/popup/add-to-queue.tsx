// The tab's page into the queue of the party that is on in another tab, with one press.
import type { PopupView } from '../messages/popup-background.ts';
import { Button } from '../ui/button.tsx';
import { text } from '../ui/text.ts';
import type { PopupSession } from './popup-session.ts';

export interface AddToQueueProps extends Pick<PopupView, 'queue' | 'queued'> {
  readonly session: PopupSession;
}

export function AddToQueue({ session, queue, queued }: AddToQueueProps) {
  if (queue === null) return null;
  return (
    <section class="save-video">
      <Button
        state={session.isUnderWay('queue-page') ? 'busy' : 'ready'}
        onPress={() => session.send({ kind: 'queue-page' })}
      >
        {text('queueAddPage')}
      </Button>
      <p role="status" aria-label={text('queue')} class="hint">
        {queued !== null && text('queuePageAdded')}
      </p>
    </section>
  );
}
