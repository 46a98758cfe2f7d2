// The tab's page into the library, with one press; and the way there.
import type { PopupView } from '../messages/popup-background.ts';
import { Button } from '../ui/button.tsx';
import { text } from '../ui/text.ts';
import type { PopupSession } from './popup-session.ts';

export interface SaveVideoProps extends Pick<PopupView, 'isSaved'> {
  readonly session: PopupSession;
}

export function SaveVideo({ session, isSaved }: SaveVideoProps) {
  return (
    <section class="save-video">
      <div class="row even">
        <Button
          look="quiet"
          state={session.isUnderWay('save-video') ? 'busy' : 'ready'}
          onPress={() => session.send({ kind: 'save-video' })}
        >
          {text('librarySave')}
        </Button>
        <Button look="quiet" onPress={() => session.openPage('library')}>
          {text('library')}
        </Button>
      </div>
      <p role="status" aria-label={text('libraryResult')} class="hint">
        {isSaved && text('librarySaved')}
      </p>
    </section>
  );
}
