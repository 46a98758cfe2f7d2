// A connection of the attacker's: brought as far as an input needs it to be, and opened anew when the relay has had enough.
import { WebSocket } from 'ws';
import { SPOKEN_VERSIONS } from '../../shared/src/protocol/version.ts';
import type { HostileInput, Truths } from './hostile-inputs.ts';

export interface HostileConnection {
  /** Resolves once the frame is handed to the system; with false when the relay did not take it. */
  send(input: HostileInput): Promise<boolean>;
  /** How often the relay has ended it. */
  readonly endings: number;
  /** How often it has answered that this was too much. */
  readonly limited: number;
  close(): void;
}

/** What is waited for before a connection is taken for dead, ms. */
const ANSWER_MS = 5_000;
/** So much may wait to be sent: the relay sets the pace, not the attacker's memory. */
const BACKLOG_BYTES = 256 * 1_024;

/** `readAddress` gives where the next connection is to come from, as a proxy would tell the relay. */
export function openHostileConnection(
  port: number,
  truths: Truths,
  readAddress: () => string,
): HostileConnection {
  let socket: WebSocket | null = null;
  let stage: HostileInput['stage'] | null = null;
  let endings = 0;
  let limited = 0;
  const bring = async (wanted: HostileInput['stage']): Promise<WebSocket> => {
    const isOver = socket === null || socket.readyState !== WebSocket.OPEN;
    // A connection that is further than wanted is another one: what comes first must come first.
    if (isOver || (stage !== wanted && wanted === 'open')) {
      if (socket !== null && isOver) endings += 1;
      // Not at once: what was sent before is still to be read.
      socket?.close();
      socket = await openSocket(port, readAddress());
      socket.on('message', (data: Buffer) => {
        if (data.includes('rate-limited')) limited += 1;
      });
      stage = 'open';
    }
    const open = socket as WebSocket;
    if (stage === 'open' && wanted !== 'open') {
      await exchange(open, `40${JSON.stringify({ versions: SPOKEN_VERSIONS })}`, '40');
      stage = 'connected';
    }
    if (stage === 'connected' && wanted === 'joined') {
      const join = { party: truths.party, mode: 'join', token: null, from: null };
      await exchange(open, `421${JSON.stringify(['join', join])}`, '431');
      stage = 'joined';
    }
    return open;
  };
  return {
    async send(input) {
      // The relay may have ended it for what came before: once more on a new one.
      const open = await bring(input.stage).catch(() => bring(input.stage).catch(() => null));
      if (open === null) return false;
      while (open.bufferedAmount > BACKLOG_BYTES && open.readyState === WebSocket.OPEN) await nextTurn();
      if (open.readyState !== WebSocket.OPEN) return false;
      return new Promise((resolve) => {
        open.send(input.data, (error) => resolve(error === undefined || error === null));
      });
    },
    get endings() {
      return endings;
    },
    get limited() {
      return limited;
    },
    close: () => socket?.terminate(),
  };
}

function openSocket(port: number, address: string): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
    headers: { 'x-forwarded-for': address },
  });
  // Without a listener an error would end the attacker, which is not what is tested.
  socket.on('error', () => undefined);
  return waitFor(socket, '0').then(() => socket);
}

function exchange(socket: WebSocket, text: string, answer: string): Promise<void> {
  const answered = waitFor(socket, answer);
  socket.send(text);
  return answered;
}

function waitFor(socket: WebSocket, prefix: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => end(() => reject(new Error(`No ${prefix} within ${ANSWER_MS} ms.`))),
      ANSWER_MS,
    );
    const look = (data: Buffer) => {
      if (data.toString('latin1').startsWith(prefix)) end(resolve);
    };
    const close = () => end(() => reject(new Error('The relay closed the connection.')));
    const end = (settle: () => void) => {
      clearTimeout(timer);
      socket.off('message', look);
      socket.off('close', close);
      settle();
    };
    socket.on('message', look);
    socket.once('close', close);
  });
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
