// Composition root of the welcome page: a practice party on the browser's clocks and timers, put on the page.
import { render } from 'preact';
import { SETTINGS_KEY, THEMES } from '../messages/own-settings.ts';
import { systemClock } from '../platform/clock.ts';
import { drawActPrefix } from '../platform/draw-act-prefix.ts';
import { followTheme } from '../platform/kept-theme.ts';
import { watchEvidence } from '../player/watch-evidence.ts';
import { adoptStyles } from '../ui/adopt-styles.ts';
import buttonStyles from '../ui/button.css';
import { setLanguage } from '../ui/set-language.ts';
import { setTheme } from '../ui/set-theme.ts';
import { text } from '../ui/text.ts';
import tokens from '../ui/tokens.css';
import unseenStyles from '../ui/unseen.css';
import { WelcomeApp } from '../welcome-page/app.tsx';
import { startPractice } from '../welcome-page/practice.ts';
import styles from '../welcome-page/welcome.css';
import { openWelcomeSession } from '../welcome-page/welcome-session.ts';

/** As often as the background ticks in a party, ms. */
const TICK_MS = 1_000;

setLanguage(document.documentElement);
document.title = text('welcomeTitle');
adoptStyles(document, [tokens, buttonStyles, unseenStyles, styles]);
setTheme(document, 'system');
followTheme(THEMES, SETTINGS_KEY, (theme) => setTheme(document, theme));

const root = new AbortController();
// What is pressed for the friend says nothing of the person's own film.
const isForFriend = ({ target }: Event) => target instanceof Element && target.closest('button') !== null;
const session = openWelcomeSession(({ noteEvent, noteStep }) => {
  const practice = startPractice(
    {
      readClock: systemClock.now,
      readWallMs: Date.now,
      after: (delayMs, work) => void setTimeout(work, delayMs),
      ownEvidence: watchEvidence(window, systemClock.now, isForFriend, () => undefined, root.signal),
      drawActPrefix,
      onEvent: noteEvent,
      onStep: noteStep,
    },
    root.signal,
  );
  setInterval(practice.tick, TICK_MS);
  return practice;
});
render(<WelcomeApp session={session} />, document.body);
