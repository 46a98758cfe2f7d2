// A port whose messages wait until somebody listens: browsers deliver them at once, and drop what nobody hears,
// while we may still be reading from storage who it is for.
import type { BrowserPort } from '../platform/browser-api.ts';

/** To be called in the very turn in which the port connected. */
export function holdPort(port: BrowserPort): BrowserPort {
  const early: unknown[] = [];
  let isGone = false;
  let receive: ((message: unknown) => void) | null = null;
  let leave: (() => void) | null = null;
  port.onMessage.addListener((message) => {
    if (receive === null) early.push(message);
    else receive(message);
  });
  port.onDisconnect.addListener(() => {
    isGone = true;
    leave?.();
  });
  return {
    name: port.name,
    sender: port.sender,
    postMessage: (message) => port.postMessage(message),
    disconnect: () => port.disconnect(),
    onMessage: {
      addListener(listener) {
        // One listener is all a port of ours has. It must be ready before it hears what waited for it.
        queueMicrotask(() => {
          receive = listener;
          for (const message of early.splice(0)) listener(message);
        });
      },
    },
    onDisconnect: {
      addListener(listener) {
        leave = listener;
        if (isGone) queueMicrotask(listener);
      },
    },
  };
}
