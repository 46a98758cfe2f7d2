// What a browser test may do, the same words for Chromium and Firefox. Knows neither protocol.
import type { ChildProcess } from 'node:child_process';
import type { AccessibleControls } from './accessible-controls.ts';
import type { EvaluateInPage } from './page-expression.ts';
import type { VideoControls } from './video-controls.ts';

export type BrowserKind = 'chromium' | 'firefox';

export type Modifier = 'Shift' | 'Control' | 'Alt' | 'Meta';

export interface RigBrowser {
  readonly kind: BrowserKind;
  readonly extensionId: string;
  /** `chrome-extension://…` or `moz-extension://…`, without a slash at the end. */
  readonly extensionOrigin: string;
  readonly profileDir: string;
  readonly process: ChildProcess;
  newTab(url?: string): Promise<RigTab>;
  /** Clicks the toolbar action for this tab (the tab comes to the front first), which grants `activeTab`. */
  openPopup(tab: RigTab): Promise<RigPopup>;
  /** Opens the popup's page as a tab that drives `tab` by its id. Grants nothing. */
  openPopupAsTab(tab: RigTab): Promise<RigPopup>;
  /** The id that the extension itself knows the tab by. */
  extensionTabId(tab: RigTab): Promise<number>;
  /** Kills the service worker or event page as the browser would when it is idle; returns once it is gone. */
  stopBackground(): Promise<void>;
  backgroundState(): Promise<'running' | 'stopped'>;
  /**
   * Keys for the browser itself, as its shortcuts and those of extensions are: what the protocols press goes to the page
   * alone. Chromium: only with a display and xdotool.
   */
  pressShortcut(key: string, holding: readonly Modifier[]): Promise<void>;
  /** Says yes to the browser's own permission prompt. Chromium: only with a display and xdotool. */
  acceptPermissionPrompt(): Promise<void>;
  /**
   * Right-clicks what the selector finds in the tab, and chooses one of the extension's items from the browser's own menu.
   * Chromium: only with a display and xdotool, and by the item's place alone, as nothing tells what its menu says.
   */
  chooseFromMenu(tab: RigTab, selector: string, item: MenuItem): Promise<void>;
  close(): Promise<void>;
}

/** One of the extension's items in the browser's context menu. */
export interface MenuItem {
  readonly title: string;
  /** Among those of the extension that are to be seen, from 0. */
  readonly place: number;
}

/** A document: the page itself or a frame in it. Found again at each use, so it survives reloads. */
export interface RigFrame extends AccessibleControls {
  readonly evaluate: EvaluateInPage;
  /** The document inside the frame element that the selector finds, of whatever origin. */
  frame(selector: string): RigFrame;
  video(selector?: string): VideoControls;
  /** A real mouse click in the middle of the element, scrolled into view when it has to be. */
  click(selector: string): Promise<void>;
  /** A real mouse click; coordinates are those of this frame's viewport. `heldMs`: how long the button is down; at once up again unless given. */
  clickAt(x: number, y: number, heldMs?: number): Promise<void>;
}

/** In the tab's viewport, px. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface RigTab extends RigFrame {
  readonly browser: RigBrowser;
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** As by the browser's button, where there is a page to go back to; does not wait for what comes of it. */
  back(): Promise<void>;
  url(): Promise<string>;
  /** A key as in KeyboardEvent.key (a space is `' '`); modifiers are held around it. */
  press(key: string, options?: { readonly holding?: readonly Modifier[] }): Promise<void>;
  type(text: string): Promise<void>;
  moveMouse(x: number, y: number): Promise<void>;
  /** Where the mouse is; down the page with more than 0. */
  turnWheel(byPx: number): Promise<void>;
  /** With the first button held down from one place to the other, and there until `isThere`, where it is given. */
  drag(from: Place, to: Place, isThere?: () => Promise<boolean>): Promise<void>;
  bringToFront(): Promise<void>;
  screenshot(path: string): Promise<void>;
  close(): Promise<void>;
}

export interface RigPopup extends AccessibleControls {
  readonly kind: 'popup' | 'tab';
  /** Where the focus is: as one pastes into a field that waits for it. */
  type(text: string): Promise<void>;
  /** All the text that the popup shows. */
  text(): Promise<string>;
  isOpen(): Promise<boolean>;
  /** Popups close themselves on success, and in Chromium when a permission prompt opens. */
  waitUntilClosed(): Promise<void>;
  screenshot(path: string): Promise<void>;
  close(): Promise<void>;
}
