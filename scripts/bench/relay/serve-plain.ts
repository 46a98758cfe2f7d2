// Socket.IO by its public API, without persistence, order or bounds: `io.to(room).emit`.
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { listenOnLoopback, type StartedServer } from './serving.ts';

export async function servePlain(): Promise<StartedServer> {
  const httpServer = createServer();
  const server = new Server(httpServer, {
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
  });
  let count = 0;
  server.on('connection', (socket) => {
    let party = '';
    socket.on('join', ({ party: joined }: { party: string }, answer: (welcome: object) => void) => {
      party = joined;
      void socket.join(party);
      answer({ ok: true, member: socket.id, lastSeq: 0 });
    });
    socket.on('intent', (intent: object, answer: (ack: object) => void) => {
      count += 1;
      const ref = { lamport: count, id: socket.id };
      // The very fields of an ordered event, so that as many bytes go to each member.
      server
        .to(party)
        .emit('event', { ...ref, prev: ref, at: Date.now(), from: 'member', by: socket.id, ...intent });
      answer({ ok: true, ref });
    });
    socket.on('presence', (report: object) => {
      server.to(party).emit('presence', { reports: [report] });
    });
  });
  const port = await listenOnLoopback(httpServer);
  return { port, stop: async () => void (await server.close()) };
}
