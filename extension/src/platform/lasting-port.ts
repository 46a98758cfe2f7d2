// One line from a page to the background. The background may die between any two messages: then the port closes at
// once, and connecting again is what brings it back. A page that the browser keeps for the way back has no line meanwhile,
// and a new one when it is back. Ends only with the extension itself.

/** The part of a runtime port that is used here. */
export interface PortLike<Heard, Said> {
  postMessage(message: Said): void;
  disconnect(): void;
  readonly onMessage: { addListener(listener: (message: Heard) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
}

export interface LastingPortOptions<Heard, Said> {
  /** Throws when the extension was removed or reloaded under us. */
  connect(): PortLike<Heard, Said>;
  onMessage(message: Heard): void;
  /** A new line is up: say again what the other end must know. */
  onConnected(): void;
  /** No background can ever be reached again. */
  onOrphaned(): void;
  readonly signal: AbortSignal;
}

export interface LastingPort<Said> {
  /** Messages of a moment without a line are dropped: `onConnected` says again what matters. */
  send(message: Said): void;
}

/** First retry at once (it revives the background), then with growing pauses, ms. */
const RETRY_MS = [0, 50, 200, 1_000, 5_000];

export function openLastingPort<Heard, Said>(options: LastingPortOptions<Heard, Said>): LastingPort<Said> {
  let port: PortLike<Heard, Said> | null = null;
  let failures = 0;

  const connect = () => {
    if (options.signal.aborted || port !== null) return;
    let opened: PortLike<Heard, Said>;
    try {
      opened = options.connect();
    } catch {
      // "Extension context invalidated": removed, disabled or updated; a new script will take over, if any.
      options.onOrphaned();
      return;
    }
    port = opened;
    opened.onMessage.addListener((message) => {
      failures = 0;
      options.onMessage(message);
    });
    opened.onDisconnect.addListener(() => {
      if (port !== opened) return;
      port = null;
      const delayMs = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 0;
      failures += 1;
      setTimeout(connect, delayMs);
    });
    options.onConnected();
  };

  const disconnect = () => {
    const open = port;
    port = null;
    open?.disconnect();
  };

  const { signal } = options;
  signal.addEventListener('abort', disconnect);
  // Firefox leaves it open (w3c/webextensions#474), and the background would wait for a page that does nothing.
  addEventListener('pagehide', disconnect, { signal });
  addEventListener('pageshow', connect, { signal });
  connect();
  return { send: (message) => port?.postMessage(message) };
}
