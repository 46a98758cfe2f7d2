// Somebody whose connection is reset in the very moment of the handshake: a browser that is closed, a worker that is
// killed, or somebody who means harm.
import { connect } from 'node:net';

const HANDSHAKE = [
  'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
  'Host: localhost',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: c2FtZWZyYW1lLXRlc3RzIQ==',
  '',
  '',
].join('\r\n');

/** Sends the whole handshake and a reset behind it, `afterMs` later; resolves once the connection is gone. */
export function hangUpWhileShaking(port: number, afterMs = 0): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(HANDSHAKE);
      if (afterMs === 0) socket.resetAndDestroy();
      else setTimeout(() => socket.resetAndDestroy(), afterMs);
    });
    socket.once('error', () => undefined);
    socket.once('close', () => resolve());
    socket.resume();
  });
}
