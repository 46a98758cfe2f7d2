// The popup as a whole: header, what went wrong, and the one screen that fits the tab's state.
import { useEffect, useRef } from 'preact/hooks';
import type { PopupView, TabView } from '../messages/popup-background.ts';
import { Button } from '../ui/button.tsx';
import { keepFocusBeside } from '../ui/focus-beside.ts';
import { Mark } from '../ui/icons.tsx';
import { text } from '../ui/text.ts';
import { AddToQueue } from './add-to-queue.tsx';
import { CreateParty } from './create-party.tsx';
import { JoinParty } from './join-party.tsx';
import { JoiningParty } from './joining-party.tsx';
import { OtherTab } from './other-tab.tsx';
import { ConnectionStatus, PartyScreen } from './party-view.tsx';
import { PendingInvite } from './pending-invite.tsx';
import type { PopupSession } from './popup-session.ts';
import { ProblemNotice } from './problem-notice.tsx';
import { RecentParties } from './recent-parties.tsx';
import { SaveVideo } from './save-video.tsx';
import { Settings } from './settings.tsx';

export function App({ session }: { readonly session: PopupSession }) {
  const popup = session.popup.value;
  const screen = popup.state === 'showing' ? popup.view.tab.state : popup.state;
  const main = useMainControlFocus(screen);
  useEffect(() => {
    const stop = new AbortController();
    if (main.current !== null) keepFocusBeside(main.current, stop.signal);
    return () => stop.abort();
  }, [main]);
  const isInParty = popup.state === 'showing' && popup.view.tab.state === 'in-party';
  return (
    <div class="popup" data-screen={screen}>
      <header class="header">
        <Mark />
        <h1>{text('name')}</h1>
        {isInParty && popup.view.tab.state === 'in-party' && (
          <ConnectionStatus connection={popup.view.tab.party.connection} />
        )}
      </header>
      <main class="main" ref={main}>
        {popup.state === 'waking' && <p class="waking">{text('popupWaking')}</p>}
        {popup.state === 'broken' && <ProblemNotice problem={{ kind: 'broken' }} />}
        {popup.state === 'showing' && <Shown session={session} view={popup.view} />}
      </main>
    </div>
  );
}

function Shown({ session, view }: { readonly session: PopupSession; readonly view: PopupView }) {
  const { problem, tab } = view;
  // A code that was not understood is explained at its field.
  const isAtField = problem?.kind === 'invite' && tab.state === 'no-party';
  return (
    <>
      {problem !== null && !isAtField && <ProblemNotice problem={problem} />}
      <Screen session={session} view={view} tab={tab} />
    </>
  );
}

interface ScreenProps {
  readonly session: PopupSession;
  readonly view: PopupView;
  readonly tab: TabView;
}

function Screen({ session, view, tab }: ScreenProps) {
  switch (tab.state) {
    case 'no-party':
      return (
        <>
          <CreateParty session={session} />
          <JoinParty session={session} view={view} />
          {view.recent.length > 0 ? (
            <RecentParties session={session} parties={view.recent} />
          ) : (
            <Button look="quiet" onPress={() => session.openPage('welcome')}>
              {text('popupTryOut')}
            </Button>
          )}
          <AddToQueue session={session} queue={view.queue} queued={view.queued} />
          <SaveVideo session={session} isSaved={view.isSaved} />
          <Settings session={session} settings={view.settings} problem={view.problem} scope="no-party" />
        </>
      );
    case 'joining':
      return <JoiningParty session={session} joining={tab} />;
    case 'in-party':
      return <PartyScreen session={session} party={tab.party} view={view} />;
    case 'in-other-tab':
      return <OtherTab session={session} tabTitle={tab.tabTitle} />;
    case 'pending':
      return <PendingInvite session={session} pending={tab} />;
  }
}

/** Takes the focus along when the screen changes, so that keyboards and screen readers stay in the picture. */
function useMainControlFocus(screen: string) {
  const main = useRef<HTMLElement>(null);
  const previous = useRef(screen);
  useEffect(() => {
    const isFirst = previous.current === 'waking';
    previous.current = screen;
    // A popup that has just opened only offers its field for pasting: a ring around a button would be odd.
    const wanted = isFirst ? 'input[data-main-control]' : '[data-main-control]';
    main.current?.querySelector<HTMLElement>(wanted)?.focus();
  }, [screen]);
  return main;
}
