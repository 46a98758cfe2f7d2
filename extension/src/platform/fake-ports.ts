// Events and port pairs that behave as browsers' do: messages are copied, arrive later and in order, and a port
// that is closed on one side is closed on the other. For tests.
import type { BrowserEvent, BrowserPort, SenderInfo } from './browser-api.ts';

export interface FakeEvent<Args extends unknown[], Result = void> extends BrowserEvent<Args, Result> {
  emit(...args: Args): Result[];
}

export function createFakeEvent<Args extends unknown[], Result = void>(): FakeEvent<Args, Result> {
  const listeners: ((...args: Args) => Result)[] = [];
  return {
    addListener: (listener) => void listeners.push(listener),
    emit: (...args) => [...listeners].map((listener) => listener(...args)),
  };
}

/** The page's end and the background's end of one connection. */
export function createPortPair(
  name: string,
  sender: SenderInfo,
): { readonly near: BrowserPort; readonly far: BrowserPort } {
  const toNear = createEnd();
  const toFar = createEnd();
  let isOpen = true;
  const close = (told: ReturnType<typeof createEnd>) => () => {
    if (!isOpen) return;
    isOpen = false;
    queueMicrotask(() => told.onDisconnect.emit());
  };
  const post = (to: ReturnType<typeof createEnd>) => (message: unknown) => {
    if (!isOpen) throw new Error('Attempting to use a disconnected port object');
    const copy = JSON.parse(JSON.stringify(message)) as unknown;
    queueMicrotask(() => to.onMessage.emit(copy));
  };
  return {
    near: { name, ...toNear, postMessage: post(toFar), disconnect: close(toFar) },
    far: { name, sender, ...toFar, postMessage: post(toNear), disconnect: close(toNear) },
  };
}

function createEnd() {
  return { onMessage: createFakeEvent<[unknown]>(), onDisconnect: createFakeEvent<[]>() };
}
