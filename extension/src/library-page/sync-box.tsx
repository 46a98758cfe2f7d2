// Whether the library is to be the same in the person's other browsers: says what is uploaded before it is, how much of it
// there is room for, and asks what is to become of it when that is over.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { SyncReport } from '../library/library-sync.ts';
import { Button } from '../ui/button.tsx';
import { formatCount, text } from '../ui/text.ts';
import type { LibrarySession } from './library-session.ts';

export function SyncBox({ session }: { readonly session: LibrarySession }) {
  const [isAsking, setAsking] = useState(false);
  const question = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isAsking) question.current?.querySelector('button')?.focus();
  }, [isAsking]);
  const report = session.sync.value;
  if (report === null) return null;
  const isOn = report.state !== 'off';
  const answer = (wanted: 'off-remove' | 'off-leave'): void => {
    setAsking(false);
    session.setSync(wanted);
  };
  return (
    <section class="sync-box">
      <div class="choices">
        <label for="sync">
          <input
            id="sync"
            type="checkbox"
            aria-describedby="sync-what"
            checked={isOn}
            onClick={(event) => {
              // It shows what is, not what was asked: that comes a moment later, or after the question.
              event.preventDefault();
              if (isOn) setAsking(true);
              else session.setSync('on');
            }}
          />
          {text('librarySync')}
        </label>
      </div>
      <p id="sync-what" class="hint">
        {text('librarySyncWhat')}
      </p>
      <p role="status" aria-label={text('librarySync')} class="hint">
        {wordsOf(report)}
      </p>
      {isAsking && isOn && (
        <div class="stacked" ref={question}>
          <p role="alert">{text('librarySyncAsk')}</p>
          <Button onPress={() => answer('off-leave')}>{text('librarySyncLeave')}</Button>
          <Button onPress={() => answer('off-remove')}>{text('librarySyncRemove')}</Button>
          <Button look="quiet" onPress={() => setAsking(false)}>
            {text('chatCancel')}
          </Button>
        </div>
      )}
    </section>
  );
}

function wordsOf(report: SyncReport): string {
  switch (report.state) {
    case 'off':
      return '';
    case 'on':
      return text('librarySyncOn', formatCount(report.shared), formatCount(report.onlyHere));
    case 'failed':
      return text('librarySyncFailed');
    case 'newer':
      return text('librarySyncNewer');
  }
}
