// A locked party stays as it is for good, as somebody outside has its code: its host takes everyone else to one with another.
// Asked once more, as nobody comes back.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { text } from '../ui/text.ts';
import type { PopupSession } from './popup-session.ts';

export function GoOnAnew({ session }: { readonly session: PopupSession }) {
  const [isAsking, setAsking] = useState(false);
  const no = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What had the focus has gone with the press: on with the answer that changes nothing.
    if (isAsking) no.current?.querySelector('button')?.focus();
  }, [isAsking]);
  const isBusy = session.isUnderWay('go-on-anew');
  if (!isAsking) {
    return (
      <div class="go-on-anew">
        <Button onPress={() => setAsking(true)}>{text('goOnAnew')}</Button>
      </div>
    );
  }
  return (
    <div class="go-on-anew">
      <p role="alert">{text('goOnAnewAsk')}</p>
      <div class="row even" ref={no}>
        <Button onPress={() => setAsking(false)}>{text('popupCancel')}</Button>
        <Button
          look="primary"
          state={isBusy ? 'busy' : 'ready'}
          onPress={() => session.send({ kind: 'go-on-anew' })}
        >
          {text('goOnAnewYes')}
        </Button>
      </div>
    </div>
  );
}
