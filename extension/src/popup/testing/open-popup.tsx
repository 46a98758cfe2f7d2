// A popup for tests: drawn into the document, with a browser that remembers what it was asked.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach } from 'vitest';
import type { PopupToBackground, PopupView } from '../../messages/popup-background.ts';
import { getByRole } from '../../ui/testing/find-by-role.ts';
import { App } from '../app.tsx';
import { createPopupSession } from '../popup-session.ts';
import { createFakePopupBrowser, type FakePopupBrowser } from './fake-popup-browser.ts';

export interface OpenPopup {
  readonly page: HTMLElement;
  readonly browser: FakePopupBrowser;
  show(view: PopupView): void;
  press(name: string): void;
  /** What the background was told, but for the first word. */
  sent(): readonly PopupToBackground[];
}

/** To be called once per test file: each test has a popup of its own. */
export function openPopupPerTest(): OpenPopup {
  const page = document.body;
  let browser: FakePopupBrowser;
  beforeEach(() => {
    browser = createFakePopupBrowser();
    void act(() => render(<App session={createPopupSession(browser, 1)} />, page));
  });
  afterEach(() => render(null, page));
  return {
    page,
    get browser() {
      return browser;
    },
    show: (view) => void act(() => browser.show(view)),
    press: (name) => void act(() => getByRole(page, 'button', name).click()),
    sent: () => browser.log.flatMap((call) => (call.kind === 'sent' ? [call.message] : [])).slice(1),
  };
}
