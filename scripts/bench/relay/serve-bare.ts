// The least that fan-out can cost in Node: a frame is made once and written to each socket of the party. The first frame
// of a connection names its party; what comes then goes to everybody in it.
import { createServer, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import * as ws from 'ws';
import { listenOnLoopback, type StartedServer } from './serving.ts';

const TEXT_FRAME = { fin: true, rsv1: false, opcode: 1, mask: false, readOnly: true } as const;

/** Of `ws`, exported but in none of its types: makes the buffers of one frame. */
interface FrameMaker {
  frame(data: Buffer, options: typeof TEXT_FRAME): Buffer[];
}

export async function serveBare(): Promise<StartedServer> {
  const httpServer = createServer();
  const server = new ws.WebSocketServer({ server: httpServer, perMessageDeflate: false });
  const { Sender } = ws as unknown as { readonly Sender: FrameMaker };
  const parties = new Map<string, Set<Socket>>();
  server.on('connection', (connection, { socket }: IncomingMessage) => {
    let members: Set<Socket> | null = null;
    connection.on('message', (data: Buffer) => {
      if (members === null) {
        const party = data.toString();
        members = parties.get(party) ?? new Set();
        parties.set(party, members);
        members.add(socket);
        connection.send('joined');
        return;
      }
      const frame = Buffer.concat(Sender.frame(data, TEXT_FRAME));
      for (const member of members) member.write(frame);
    });
    connection.on('close', () => members?.delete(socket));
  });
  const port = await listenOnLoopback(httpServer);
  return {
    port,
    stop: async () => {
      for (const connection of server.clients) connection.terminate();
      httpServer.close();
    },
  };
}
