// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { createRootFinder } from './shadow-roots.ts';

afterEach(() => document.body.replaceChildren());

/** A page of which we hold the closed roots, as a browser does. */
function openPage() {
  const closed = new Map<Element, ShadowRoot>();
  const found: ShadowRoot[] = [];
  let now = 0;
  let costMs = 0;
  let more = 0;
  const later: (() => void)[] = [];
  const finder = createRootFinder({
    document,
    openRoot: (host) => {
      now += costMs;
      return closed.get(host) ?? null;
    },
    readClock: () => now,
    goOnSoon: (search) => later.push(search),
    onRoot: (root) => found.push(root),
    onMore: () => {
      more += 1;
    },
  });
  return {
    finder,
    found,
    attach(host: Element, inside: ParentNode = document.body): ShadowRoot {
      inside.append(host);
      const root = host.attachShadow({ mode: 'closed' });
      root.append(element('video'));
      closed.set(host, root);
      return root;
    },
    pass(ms: number) {
      now += ms;
    },
    setCost(ms: number) {
      costMs = ms;
    },
    /** What was to be done soon; how often more was told of, and how long the longest part of it took. */
    goOn() {
      let longestMs = 0;
      for (let part = later.shift(); part !== undefined; part = later.shift()) {
        const startedAt = now;
        part();
        longestMs = Math.max(longestMs, now - startedAt);
      }
      return { more, longestMs };
    },
  };
}

const element = (name: string) => document.createElement(name);

describe('shadow roots', () => {
  it('[FV4] are found when they are closed and inside each other, and each is told once', () => {
    const page = openPage();
    const outer = page.attach(element('film-player'));
    const inner = page.attach(element('film-stage'), outer);
    page.finder.search(false);
    page.pass(10_000);
    page.finder.search(false);
    expect(page.found).toEqual([outer, inner]);
    expect(page.finder.roots).toEqual([outer, inner]);
  });

  it('[FV3] with frames in them are told apart, with those that come later and without those that are gone', () => {
    const page = openPage();
    const host = element('film-embed');
    const root = page.attach(host);
    page.finder.search(false);
    expect(page.finder.framing).toEqual([]);
    root.append(element('iframe'));
    page.pass(10_000);
    page.finder.search(false);
    expect(page.finder.framing).toEqual([root]);
    host.remove();
    expect(page.finder.framing).toEqual([]);
  });

  it('[FV4] are found when they come late, and forgotten with their element', () => {
    const page = openPage();
    page.finder.search(false);
    const host = element('film-player');
    const late = page.attach(host);
    page.pass(1_000);
    page.finder.search(false);
    expect(page.finder.roots).toEqual([late]);
    host.remove();
    expect(page.finder.roots).toEqual([]);
  });

  it('[FV4] behind ordinary elements are looked for only in earnest', () => {
    const page = openPage();
    const root = page.attach(element('div'));
    page.finder.search(false);
    expect(page.finder.roots).toEqual([]);
    page.pass(1_000);
    page.finder.search(true);
    expect(page.finder.roots).toEqual([root]);
  });

  /** A search costs 15 ms in it. */
  const openLargePage = () => {
    const page = openPage();
    for (let count = 0; count < 15; count += 1) document.body.append(element('film-card'));
    page.setCost(1);
    page.finder.search(false);
    page.goOn();
    const attachToKnown = () => page.attach(document.body.lastElementChild ?? document.body);
    return { ...page, attachToKnown };
  };

  it('[FV4] that come without other elements are found in a thousandth of the time, however large the page is', () => {
    const page = openLargePage();
    const late = page.attachToKnown();
    page.pass(14_000);
    page.finder.search(false);
    expect(page.finder.roots).toEqual([]);
    page.pass(1_100);
    page.finder.search(false);
    page.goOn();
    expect(page.finder.roots).toEqual([late]);
  });

  it('[HS3] that come with new elements are looked for at the next turn', () => {
    const page = openLargePage();
    page.pass(1_000);
    expect(page.finder.isCalled).toBe(false);
    const late = page.attach(element('film-player'));
    expect(page.finder.isCalled).toBe(true);
    page.finder.search(false);
    page.goOn();
    expect(page.finder.roots).toEqual([late]);
  });

  it('[HS3] are looked for in two thousandths of the time where the page never rests', () => {
    const page = openLargePage();
    const turns = 2_000;
    let searches = 0;
    for (let turn = 0; turn < turns; turn += 1) {
      document.body.append(element('p'));
      page.pass(1_000);
      if (page.finder.search(false)) searches += 1;
      page.goOn();
    }
    expect((searches * 15) / (turns * 1_000)).toBeLessThan(0.0021);
    expect(searches).toBeGreaterThan(100);
  });

  it('[HS3] are looked for once a second for three after the person has pressed something, and then no more', () => {
    const page = openLargePage();
    const late = page.attachToKnown();
    page.finder.noteHand();
    let searches = 0;
    for (let turn = 0; turn < 40; turn += 1) {
      page.pass(250);
      if (page.finder.search(false)) searches += 1;
      page.goOn();
      if (turn === 3) expect(page.finder.roots).toEqual([late]);
    }
    expect(searches).toBeLessThanOrEqual(3);
  });

  it('[FV4] without media in them are not looked into at every turn, until an event tells of some', () => {
    const page = openPage();
    const root = page.attach(element('film-player'));
    root.replaceChildren();
    page.finder.search(false);
    expect(page.finder.roots).toEqual([]);
    page.finder.noteMedia(root);
    expect(page.finder.roots).toEqual([root]);
  });

  it('[FV4] inside one that was found in earnest are found without', () => {
    const page = openPage();
    const outer = page.attach(element('div'));
    page.finder.search(true);
    const inner = page.attach(element('film-player'), outer);
    page.pass(1_000);
    page.finder.search(false);
    expect(page.finder.roots).toEqual([outer, inner]);
  });

  it('[FV4] are looked for in parts where there is much to look through, and told of when they are found', () => {
    const page = openPage();
    for (let count = 0; count < 5_000; count += 1) document.body.append(element('p'));
    const root = page.attach(element('div'));
    page.setCost(0.01);
    page.finder.search(true);
    expect(page.finder.roots).toEqual([]);
    const { more, longestMs } = page.goOn();
    expect(page.finder.roots).toEqual([root]);
    expect(more).toBe(1);
    expect(longestMs).toBeLessThan(5);
  });

  it('[FV4] are looked for further when asked again, where no timer runs', () => {
    const page = openPage();
    for (let count = 0; count < 1_000; count += 1) document.body.append(element('p'));
    const root = page.attach(element('div'));
    page.setCost(0.01);
    for (let asked = 0; asked < 5; asked += 1) page.finder.search(true);
    expect(page.finder.roots).toEqual([root]);
    expect(page.goOn()).toEqual({ more: 0, longestMs: 0 });
  });
});
