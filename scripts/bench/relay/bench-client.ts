// One member of the crowd: a bare WebSocket that speaks just enough of Engine.IO 4 and Socket.IO 5, as a real client
// library per member would leave the driver no time to measure.
import { WebSocket } from 'ws';
import { SPOKEN_VERSIONS } from '../../../shared/src/protocol/version.ts';
import type { Dialect } from './server-kind.ts';

export interface BenchClient {
  /** Resolves with the answer, which may be a refusal. Of a bare server: with nothing, once the frame is out. */
  ask(name: string, payload: object): Promise<unknown>;
  /** Sends what is not answered. */
  tell(name: string, payload: object): void;
  close(): void;
}

const ROSTER_MEMBERS = /"members":\[[^\]]*\]/;

/** Each message that is no answer, as it came; after `ask` and before its answer too. */
export type OnMessage = (text: string) => void;

/** Resolves when requests may be made; rejects when the server refuses. */
export async function connectClient(
  place: { readonly port: number; readonly dialect: Dialect },
  onMessage: OnMessage,
): Promise<BenchClient> {
  return place.dialect === 'bare'
    ? connectBare(place.port, onMessage)
    : connectSocketIo(place.port, onMessage);
}

async function connectBare(port: number, onMessage: OnMessage): Promise<BenchClient> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`, { perMessageDeflate: false });
  let onFirst: (() => void) | null = null;
  socket.on('message', (data: Buffer) => {
    if (onFirst === null) return onMessage(data.toString('latin1'));
    const resolve = onFirst;
    onFirst = null;
    resolve();
  });
  await opened(socket);
  return {
    ask(name, payload) {
      if (name !== 'join') {
        socket.send(JSON.stringify(payload));
        return Promise.resolve(null);
      }
      const joined = new Promise<void>((resolve) => {
        onFirst = resolve;
      });
      socket.send((payload as { readonly party: string }).party);
      return joined.then(() => ({ ok: true, lastSeq: 0 }));
    },
    tell: (_name, payload) => socket.send(JSON.stringify(payload)),
    close: () => socket.terminate(),
  };
}

/** Engine.IO's packets: open 0, ping 2, pong 3, message 4. Socket.IO's within: connect 0, event 2, ack 3, error 4. */
async function connectSocketIo(port: number, onMessage: OnMessage): Promise<BenchClient> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
  });
  const waiting = new Map<number, (answer: unknown) => void>();
  let asked = 0;
  const connected = new Promise<void>((resolve, reject) => {
    socket.on('message', (data: Buffer) => {
      const text = data.toString('latin1');
      if (text.startsWith('42')) return onMessage(text);
      if (text === '2') return socket.send('3');
      if (text.startsWith('43')) return settle(text);
      if (text.startsWith('40')) return resolve();
      if (text.startsWith('44')) return socket.close();
      if (text.startsWith('0')) socket.send(`40${JSON.stringify({ versions: SPOKEN_VERSIONS })}`);
    });
    socket.once('close', () => {
      reject(new Error('The server closed the connection.'));
      for (const answer of waiting.values()) answer({ ok: false, reason: 'connection lost' });
    });
  });
  const settle = (text: string) => {
    const start = text.indexOf('[');
    const id = Number(text.slice(2, start));
    waiting.get(id)?.(readAnswer(text.slice(start)));
    waiting.delete(id);
  };
  await Promise.all([opened(socket), connected]);
  return {
    ask(name, payload) {
      const id = asked++;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        socket.send(`42${id}${JSON.stringify([name, payload])}`);
      });
    },
    tell: (name, payload) => socket.send(`42${JSON.stringify([name, payload])}`),
    close: () => socket.terminate(),
  };
}

/**
 * The answer without its roster: a member has a computer of its own to read one of thousands, the driver would read it
 * for each of thousands and be what is measured.
 */
function readAnswer(text: string): unknown {
  return (JSON.parse(text.replace(ROSTER_MEMBERS, '"members":[]')) as unknown[])[0];
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
}
