import { expect, test } from 'vitest';
import { createPopupSession } from './popup-session.ts';
import { createFakePopupBrowser } from './testing/fake-popup-browser.ts';
import { CODE, inParty, sampleView } from './testing/sample-views.ts';

const TAB = 7;
const NO_PARTY = sampleView({ state: 'no-party' });

function setup() {
  const browser = createFakePopupBrowser();
  const session = createPopupSession(browser, TAB);
  return { browser, session };
}

test('says first whose tab it is about, and shows what the background answers', () => {
  const { browser, session } = setup();
  expect(browser.log).toEqual([
    { kind: 'connect' },
    { kind: 'sent', message: { kind: 'watch-tab', tabId: TAB } },
  ]);
  expect(session.popup.value).toEqual({ state: 'waking' });
  browser.show(NO_PARTY);
  expect(session.popup.value).toEqual({ state: 'showing', view: NO_PARTY });
});

test('a click is handed on to the page before anything is sent, within the same task', () => {
  const { browser, session } = setup();
  session.sendWithClick({ kind: 'join', text: CODE });
  expect(browser.log.slice(2)).toEqual([
    { kind: 'activate-page', tabId: TAB },
    { kind: 'sent', message: { kind: 'join', text: CODE } },
  ]);
});

test('[BG7] a request is pending until a view answers it, whatever else is shown meanwhile', () => {
  const { browser, session } = setup();
  browser.show(inParty());
  session.send({ kind: 'go-on' });
  session.send({ kind: 'leave' });
  browser.show(inParty({ isHost: false }), 2);
  expect(session.popup.value).toEqual({ state: 'showing', view: inParty({ isHost: false }) });
  expect(session.isUnderWay('leave')).toBe(true);
  browser.show(NO_PARTY);
  expect(session.isUnderWay('leave')).toBe(false);
});

test('[BG7] a request is under way until it is answered itself, whatever else is pressed meanwhile', () => {
  const { browser, session } = setup();
  browser.show(inParty());
  const underWay = () => [session.isUnderWay('queue-page'), session.isUnderWay('save-video')];
  session.send({ kind: 'queue-page' });
  session.send({ kind: 'save-video' });
  browser.show(inParty(), 1);
  expect(underWay()).toEqual([true, true]);
  browser.show(inParty(), 2);
  expect(underWay()).toEqual([false, true]);
  browser.show(inParty());
  expect(underWay()).toEqual([false, false]);
});

test('[BG7] a new background counts from the beginning', () => {
  const { browser, session } = setup();
  browser.show(inParty());
  session.send({ kind: 'leave' });
  browser.closeLink();
  session.send({ kind: 'leave' });
  browser.show(inParty(), 1);
  expect(session.isUnderWay('leave')).toBe(true);
  browser.show(NO_PARTY, 2);
  expect(session.isUnderWay('leave')).toBe(false);
});

test('a background that was stopped is started again and told again', () => {
  const { browser, session } = setup();
  browser.show(inParty());
  session.send({ kind: 'leave' });
  browser.closeLink();
  expect(browser.log.slice(-2)).toEqual([
    { kind: 'connect' },
    { kind: 'sent', message: { kind: 'watch-tab', tabId: TAB } },
  ]);
  expect(session.isUnderWay('leave')).toBe(false);
  expect(session.popup.value.state).toBe('showing');
});

test('a background that never answers is not asked for ever', () => {
  const { browser, session } = setup();
  for (let times = 0; times < 10; times += 1) browser.closeLink();
  expect(session.popup.value).toEqual({ state: 'broken' });
  expect(browser.log.filter((call) => call.kind === 'connect')).toHaveLength(3);
});

test.each(['granted', 'refused'] as const)(
  'goes to the party’s page whether access is %s or not',
  async (answer) => {
    const { browser, session } = setup();
    session.goToMedia('https://films.example/watch/1');
    // Asked within the click: nothing may be awaited before it. Announced, as the popup may not see the answer.
    expect(browser.log.slice(-2)).toEqual([
      { kind: 'sent', message: { kind: 'ask-to-go' } },
      { kind: 'request-hosts', patterns: ['https://films.example/*'] },
    ]);
    browser.answerHosts(answer);
    await expect.poll(() => browser.log.at(-1)).toEqual({ kind: 'sent', message: { kind: 'go-to-media' } });
  },
);
