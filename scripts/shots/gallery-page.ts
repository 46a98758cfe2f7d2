// Runs in the browser: draws one state of popup, overlay or one of our own pages, named by the address (`?locale=de#popup/joining`).
// Uses the product's own components and styles; only the background and the party are made up.
import { h, render } from 'preact';
import { SIDE_STYLES } from '../../extension/src/features/side-styles.ts';
import { LARGE_SAMPLES } from '../../extension/src/features/testing/large-samples.ts';
import { openSampleSide } from '../../extension/src/features/testing/open-sample-side.ts';
import { SIDE_SAMPLES } from '../../extension/src/features/testing/side-samples.ts';
import { LibraryApp } from '../../extension/src/library-page/app.tsx';
import libraryStyles from '../../extension/src/library-page/library.css';
import { openLibrarySession } from '../../extension/src/library-page/library-session.ts';
import { browserOf, LIBRARY_SAMPLES } from '../../extension/src/library-page/testing/library-samples.ts';
import { mountOverlay, OVERLAY_TAG } from '../../extension/src/overlay/host.ts';
import { createPanels } from '../../extension/src/overlay/panels.ts';
import { viewOf } from '../../extension/src/overlay/situation-view.ts';
import { PANELS } from '../../extension/src/overlay/testing/sample-panels.ts';
import {
  OVERLAY_SAMPLES,
  type OverlaySample,
  SEEN_BY_ALICE,
} from '../../extension/src/overlay/testing/sample-situations.ts';
import { describe } from '../../extension/src/overlay/words.ts';
import { App } from '../../extension/src/popup/app.tsx';
import formStyles from '../../extension/src/popup/form.css';
import partyStyles from '../../extension/src/popup/party.css';
import styles from '../../extension/src/popup/popup.css';
import { createPopupSession } from '../../extension/src/popup/popup-session.ts';
import { createFakePopupBrowser } from '../../extension/src/popup/testing/fake-popup-browser.ts';
import { SAMPLES } from '../../extension/src/popup/testing/sample-views.ts';
import videosStyles from '../../extension/src/popup/videos.css';
import { adoptStyles } from '../../extension/src/ui/adopt-styles.ts';
import buttonStyles from '../../extension/src/ui/button.css';
import emojiStyles from '../../extension/src/ui/emoji/emoji.css';
import type { EmojiData } from '../../extension/src/ui/emoji/emoji-data.ts';
import { setLanguage } from '../../extension/src/ui/set-language.ts';
import { setTheme } from '../../extension/src/ui/set-theme.ts';
import { type Messages, standInTexts } from '../../extension/src/ui/testing/stand-in-texts.ts';
import tokens from '../../extension/src/ui/tokens.css';
import unseenStyles from '../../extension/src/ui/unseen.css';
import { WelcomeApp } from '../../extension/src/welcome-page/app.tsx';
import { sessionOf, WELCOME_SAMPLES } from '../../extension/src/welcome-page/testing/welcome-samples.ts';
import welcomeStyles from '../../extension/src/welcome-page/welcome.css';
import { drawFilm } from './film-still.ts';

const locale = new URLSearchParams(location.search).get('locale') ?? 'en';
standInTexts(readCatalogue());
globalThis.sameframeEmoji = globalThis.sameframeEmojiBook[locale];
setLanguage(document.documentElement);
declare global {
  /** By language. */
  var sameframeCatalogues: Readonly<Record<string, Messages>>;
  var sameframeEmojiBook: Readonly<Record<string, EmojiData>>;
}

const [kind, fullName = ''] = location.hash.slice(1).split('/');
/** Where there is less room than usual. */
const [, frame] = /^(narrow|phone)-/.exec(fullName) ?? [];
const name = fullName.replace(`${frame}-`, '');
if (kind === 'popup') showPopup(name);
else if (kind === 'overlay') showOverlay(name);
else if (kind === 'welcome') showWelcome(name);
// What is shown is rendered in this turn's microtasks.
setTimeout(async () => {
  if (kind === 'library') await showLibrary(name);
  const { areSettingsOpen = false, pressed = () => [], sought } = sampleOf(kind, name);
  for (const each of document.querySelectorAll('details')) each.open = areSettingsOpen;
  for (const label of pressed()) {
    const buttons = [...root().querySelectorAll('button')];
    buttons.find((each) => (each.ariaLabel ?? each.textContent) === label)?.click();
    // What the press unfolds is drawn in the turn after.
    await new Promise(requestAnimationFrame);
  }
  if (sought !== undefined) {
    const field = root().querySelector<HTMLInputElement>('input[type=search]');
    if (field !== null) field.value = sought;
    field?.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise(requestAnimationFrame);
  }
  document.documentElement.dataset.ready = 'yes';
});

/** What the state asks for once it is drawn. */
function sampleOf(
  kind: string | undefined,
  name: string,
): {
  readonly areSettingsOpen?: boolean;
  readonly pressed?: () => readonly string[];
  readonly sought?: string;
} {
  if (kind === 'library') return LIBRARY_SAMPLES[name] ?? {};
  return (kind === 'popup' ? SAMPLES[name] : (SIDE_SAMPLES[name] ?? LARGE_SAMPLES[name])) ?? {};
}

/** Where the state is drawn: the document, or within the overlay's root, which is open here. */
function root(): ParentNode {
  return document.querySelector(OVERLAY_TAG)?.shadowRoot ?? document;
}

/** Of the language in the address; all of them came before this script. */
function readCatalogue(): Messages {
  const catalogue = globalThis.sameframeCatalogues[locale];
  if (catalogue === undefined) throw new Error(`no such language: ${locale}`);
  return catalogue;
}

function showPopup(sample: string): void {
  const shown = SAMPLES[sample];
  if (shown === undefined) throw new Error(`no such state of the popup: ${sample}`);
  adoptStyles(document, [
    tokens,
    buttonStyles,
    unseenStyles,
    styles,
    formStyles,
    partyStyles,
    videosStyles,
    emojiStyles,
  ]);
  setTheme(document, shown.popup.state === 'showing' ? shown.popup.view.settings.theme : 'system');
  const browser = createFakePopupBrowser();
  browser.hosts = shown.hosts ?? [];
  const session = createPopupSession(browser, 1);
  browser.film = shown.film ?? browser.film;
  session.draftCode.value = shown.draft ?? '';
  render(h(App, { session }), document.body);
  if (shown.popup.state === 'showing') browser.show(shown.popup.view);
  if (shown.popup.state === 'broken') for (let times = 0; times < 9; times += 1) browser.closeLink();
}

async function showLibrary(sample: string): Promise<void> {
  const shown = LIBRARY_SAMPLES[sample];
  if (shown === undefined) throw new Error(`no such state of the library: ${sample}`);
  adoptStyles(document, [tokens, buttonStyles, unseenStyles, formStyles, libraryStyles]);
  setTheme(document, 'system');
  takeWholeWindow();
  const session = openLibrarySession(browserOf(shown), (error) => console.error(error));
  render(h(LibraryApp, { session }), document.body);
  // What is stored comes some turns later.
  while (session.page.value.state === 'opening') await new Promise(requestAnimationFrame);
  const { value } = session.page;
  if (shown.isInPlaylist === true && value.state === 'open') {
    session.playlist.value = value.library.playlists[0]?.id ?? null;
  }
  session.search.value = shown.search ?? '';
  if (shown.sync === 'asking') document.querySelector<HTMLElement>('#sync')?.click();
  if (shown.imports !== undefined) await session.importFile(new File([shown.imports], 'library.json'));
}

function showWelcome(sample: string): void {
  const shown = WELCOME_SAMPLES[sample];
  if (shown === undefined) throw new Error(`no such state of the welcome page: ${sample}`);
  adoptStyles(document, [tokens, buttonStyles, unseenStyles, welcomeStyles]);
  setTheme(document, 'system');
  takeWholeWindow();
  render(h(WelcomeApp, { session: sessionOf(shown) }), document.body);
  // Whether its first picture is there yet differs from one time to the next.
  for (const video of document.querySelectorAll('video')) video.poster = drawFilm(document);
}

/** The popup's page, in which all is drawn, has its own width; our other pages are as wide as the window. */
function takeWholeWindow(): void {
  document.querySelector('link[href="popup.css"]')?.remove();
}

/** Whoever looks for faults in the overlay has to see into it. */
function openShadowRoots(): void {
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function attach(this: Element, init) {
    return attachShadow.call(this, { ...init, mode: 'open' });
  };
}

/** What the overlay shows with the features beside it. */
function besideSide(isAsked: boolean): OverlaySample {
  return { situation: isAsked ? { kind: 'ask-everyone', wish: 'pause' } : { kind: 'calm' }, toasts: [] };
}

function showOverlay(sample: string): void {
  const side = SIDE_SAMPLES[sample] ?? LARGE_SAMPLES[sample];
  const shown: OverlaySample = OVERLAY_SAMPLES[sample] ?? besideSide(side?.isAsked === true);
  if (OVERLAY_SAMPLES[sample] === undefined && side === undefined) {
    throw new Error(`no such state of the overlay: ${sample}`);
  }
  const video = document.createElement('video');
  video.controls = true;
  video.poster = drawFilm(document);
  video.style.cssText = 'position:fixed;inset:0;width:100vw;background:black';
  video.style.height = frame === 'phone' ? '56.25vw' : '100vh';
  document.body.append(video);
  openShadowRoots();
  const overlay = mountOverlay({
    window,
    signal: new AbortController().signal,
    onAsk: () => undefined,
    readPositionS: () => 0,
    readLengthS: () => null,
    drawPicture: () => null,
    isOver: () => false,
  });
  overlay.adapt({ isLight: name.startsWith('light-'), isTalkTold: true });
  overlay.anchorTo(video);
  overlay.show(viewOf(shown.situation));
  if (side === undefined) overlay.addPanels(PANELS);
  else {
    overlay.addPanels(
      createPanels({ styles: SIDE_STYLES, openSide: (parts) => openSampleSide(side, parts) }),
    );
    overlay.offerSide(true);
    if (side.isClosed !== true) overlay.toggleSide();
    // The first press of the keys has led to the question.
    if (side.isAsked === true) overlay.toggleSide();
  }
  overlay.showDetails(shown.details ?? null);
  if (shown.jump !== undefined) overlay.toast(describe(shown.jump, SEEN_BY_ALICE), { canUndo: true });
  for (const happening of shown.toasts) overlay.toast(describe(happening, SEEN_BY_ALICE));
}
