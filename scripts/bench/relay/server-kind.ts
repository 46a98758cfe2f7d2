// What `npm run bench:relay` compares. The product keeps each event before anybody is told; the others are what the same
// work costs without that: Socket.IO as its documentation shows it, and no protocol at all.

export type ServerKind = RelayKind | 'plain-socket-io' | 'bare-ws';
export type RelayKind = 'relay' | 'relay-in-memory' | 'relay-on-redis';

/** How to speak to a server: Socket.IO's packets, or frames as they are. */
export type Dialect = 'socket-io' | 'bare';

export function dialectOf(kind: ServerKind): Dialect {
  return kind === 'bare-ws' ? 'bare' : 'socket-io';
}
