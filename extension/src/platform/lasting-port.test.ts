// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BackgroundToContent, ContentToBackground } from '../messages/content-background.ts';
import { openLastingPort, type PortLike } from './lasting-port.ts';

interface FakePort extends PortLike<BackgroundToContent, ContentToBackground> {
  readonly sent: ContentToBackground[];
  readonly isOpen: boolean;
  close(): void;
  say(message: BackgroundToContent): void;
}

function createFakePort(): FakePort {
  const closing: (() => void)[] = [];
  let isOpen = true;
  const hearing: ((message: BackgroundToContent) => void)[] = [];
  const sent: ContentToBackground[] = [];
  return {
    sent,
    postMessage: (message) => void sent.push(message),
    disconnect() {
      isOpen = false;
    },
    get isOpen() {
      return isOpen;
    },
    onMessage: { addListener: (listener) => void hearing.push(listener) },
    onDisconnect: { addListener: (listener) => void closing.push(listener) },
    close() {
      for (const listener of closing) listener();
    },
    say(message) {
      for (const listener of hearing) listener(message);
    },
  };
}

function setup() {
  const ports: FakePort[] = [];
  const root = new AbortController();
  const state = { isGone: false, connected: 0, orphaned: 0, heard: [] as string[] };
  const line = openLastingPort({
    connect: () => {
      if (state.isGone) throw new Error('Extension context invalidated.');
      const port = createFakePort();
      ports.push(port);
      return port;
    },
    onMessage: (message) => void state.heard.push(message.kind),
    onConnected: () => {
      state.connected += 1;
    },
    onOrphaned: () => {
      state.orphaned += 1;
    },
    signal: root.signal,
  });
  return { ports, root, state, line };
}

describe('the line to a background that may die', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('connects again at once, and says so', () => {
    const { ports, state, line } = setup();
    ports[0]?.close();
    vi.advanceTimersByTime(0);
    expect(state.connected).toBe(2);
    line.send({ kind: 'probe', id: 1 });
    expect(ports[1]?.sent).toEqual([{ kind: 'probe', id: 1 }]);
    ports[1]?.say({ kind: 'tick', connection: 'connected' });
    expect(state.heard).toEqual(['tick']);
  });

  it('does not storm a background that never comes up', () => {
    const { ports } = setup();
    for (let second = 0; second < 60; second += 1) {
      ports.at(-1)?.close();
      vi.advanceTimersByTime(1_000);
    }
    expect(ports.length).toBeLessThan(20);
  });

  it('ends calmly when the extension is gone', () => {
    const { ports, state } = setup();
    state.isGone = true;
    ports[0]?.close();
    vi.advanceTimersByTime(10_000);
    expect(state.orphaned).toBe(1);
  });

  it('[RT9] is closed while the browser keeps the page for the way back, and opened once when it is back', () => {
    const { ports, state, line } = setup();
    dispatchEvent(new Event('pageshow'));
    expect(state.connected).toBe(1);
    dispatchEvent(new Event('pagehide'));
    expect(ports[0]?.isOpen).toBe(false);
    line.send({ kind: 'probe', id: 1 });
    vi.advanceTimersByTime(60_000);
    expect(state.connected).toBe(1);
    dispatchEvent(new Event('pageshow'));
    line.send({ kind: 'probe', id: 2 });
    expect(state.connected).toBe(2);
    expect(ports.map(({ sent }) => sent)).toEqual([[], [{ kind: 'probe', id: 2 }]]);
  });

  it('ends with its signal', () => {
    const { ports, root, state } = setup();
    root.abort();
    ports[0]?.close();
    vi.advanceTimersByTime(10_000);
    expect(state.connected).toBe(1);
  });
});
