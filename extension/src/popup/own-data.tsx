// What this browser keeps for Sameframe, and how to take it back: access to sites, one by one, or everything at once.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { siteOf } from '../ui/site-name.ts';
import { text } from '../ui/text.ts';
import type { PopupSession } from './popup-session.ts';

export function SiteAccess({ session }: { readonly session: PopupSession }) {
  useEffect(() => session.loadHosts(), [session]);
  const { value: hosts } = session.hosts;
  return (
    <section class="setting own-data">
      <h2 class="label">{text('settingsSites')}</h2>
      {hosts.length === 0 ? (
        <p class="hint">{text('settingsNoSites')}</p>
      ) : (
        <ul aria-label={text('settingsSites')}>
          {hosts.map((pattern) => (
            <li key={pattern}>
              <span class="name">
                <bdi>{nameOf(pattern)}</bdi>
              </span>
              <Button
                label={text('settingsTakeBackWhich', nameOf(pattern))}
                onPress={() => session.dropHosts([pattern])}
              >
                {text('settingsTakeBack')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export function ForgetEverything({ session }: { readonly session: PopupSession }) {
  const [isAsking, setAsking] = useState(false);
  const no = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What had the focus has gone with the press: on with the answer that changes nothing.
    if (isAsking) no.current?.querySelector('button')?.focus();
  }, [isAsking]);
  const forget = () => {
    session.dropHosts(session.hosts.value);
    session.send({ kind: 'forget-everything' });
    setAsking(false);
  };
  return (
    <section class="setting own-data">
      {isAsking ? (
        <>
          <p role="alert">{text('settingsForgetAsk')}</p>
          <div class="row even" ref={no}>
            <Button onPress={() => setAsking(false)}>{text('settingsKeep')}</Button>
            <Button look="danger" onPress={forget}>
              {text('settingsForget')}
            </Button>
          </div>
        </>
      ) : (
        <Button look="danger" onPress={() => setAsking(true)}>
          {text('settingsForget')}
        </Button>
      )}
    </section>
  );
}

/** A pattern for all sites has no host to be called by. */
function nameOf(pattern: string): string {
  const site = siteOf(pattern);
  return site === '*' || pattern === '<all_urls>' ? text('settingsAllSites') : site;
}
