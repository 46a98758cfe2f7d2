// A member's own way to a server: everything it sends and receives passes here and is delayed as its link says. In
// user space, because not every kernel can shape its loopback. Knows bytes and no protocol.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Closable } from '../../demo/cleanup.ts';
import type { Random } from '../../simulation/random.ts';
import { createDelayLine } from './delay-line.ts';
import type { Direction, Link } from './networks.ts';

export interface MemberProxy extends Closable {
  /** `http://localhost:PORT` */
  readonly url: string;
  /** Of connections from now on. */
  setLink(link: Link): void;
  /** Breaks every connection and lets none in until `restore`. */
  cut(): void;
  restore(): void;
}

export async function startMemberProxy(target: URL, first: Link, random: Random): Promise<MemberProxy> {
  let link = first;
  let isCut = false;
  const open = new Set<Socket>();

  const server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
    const upstream = connect({
      host: '127.0.0.1',
      port: Number(target.port),
      noDelay: true,
      allowHalfOpen: true,
    });
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
    }
    if (isCut) {
      client.destroy();
      upstream.destroy();
      return;
    }
    carry(client, upstream, link.up, random.fork());
    carry(upstream, client, link.down, random.fork());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const destroyAll = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    setLink: (next) => {
      link = next;
    },
    cut: () => {
      isCut = true;
      destroyAll();
    },
    restore: () => {
      isCut = false;
    },
    close: async () => {
      server.close();
      destroyAll();
      await once(server, 'close');
    },
    kill: destroyAll,
  };
}

/** One direction of one connection; its end travels as slowly as its bytes. */
function carry(from: Socket, to: Socket, direction: Direction, random: Random): void {
  const line = createDelayLine(direction, random);
  const waiting: (() => void)[] = [];
  const later = (act: () => void) => {
    waiting.push(act);
    // Timers of one millisecond come in any order, bytes must not: each lets the oldest go, whosever it was.
    setTimeout(() => {
      const oldest = waiting.shift();
      if (!to.destroyed) oldest?.();
    }, line.delayFor(performance.now()));
  };
  from.on('data', (chunk: Buffer) => later(() => to.write(chunk)));
  from.on('end', () => later(() => to.end()));
  // A broken connection is a broken connection on both sides.
  from.on('error', () => to.destroy());
  from.on('close', () => later(() => to.end()));
}
