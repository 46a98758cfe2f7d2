import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Socket } from 'socket.io';
import { afterEach, expect, test } from 'vitest';
import { createSocketMember } from '../testing/socket-member.ts';
import { createFanOut } from './fan-out.ts';
import { createSocketServer } from './socket-io.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** Two members of the room 'party', alice first. */
async function gather() {
  const httpServer = createServer();
  const server = createSocketServer(httpServer);
  await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve));
  cleanUps.push(() => server.close());
  const fanOut = createFanOut(server);
  const url = `http://127.0.0.1:${(httpServer.address() as AddressInfo).port}`;
  const connect = async () => {
    const opened = new Promise<Socket>((resolve) => server.once('connection', resolve));
    const member = createSocketMember(url);
    cleanUps.push(() => member.socket.disconnect());
    const socket = await opened;
    fanOut.open(socket);
    void socket.join('party');
    return { member, socket };
  };
  return { fanOut, alice: await connect(), bob: await connect() };
}

const toAll = { room: 'party', except: null, name: 'event' };

test('[ST1] what is sent to a party and to one of it comes in the order in which it was sent', async () => {
  const { fanOut, alice, bob } = await gather();
  const numbers = Array.from({ length: 20 }, (_, number) => number);
  for (const number of numbers) {
    // Long ones too: more than the kernel takes at once, so that the next has to wait.
    const payload = { number, filler: 'x'.repeat(number % 5 === 0 ? 1_000_000 : 10) };
    if (number % 3 === 0) fanOut.send({ ...toAll, payload });
    else for (const { socket } of [alice, bob]) socket.emit('event', payload);
  }
  for (const { member } of [alice, bob]) {
    await member.sees(({ events }) => events.length === numbers.length);
    expect(member.events.map((event) => (event as unknown as { number: number }).number)).toEqual(numbers);
  }
});

test('whoever is in the other room, or gone, is left out', async () => {
  const { fanOut, alice, bob } = await gather();
  void bob.socket.join('slow');
  fanOut.send({ ...toAll, except: 'slow', payload: { number: 1 } });
  fanOut.send({ ...toAll, payload: { number: 2 } });
  await alice.member.sees(({ events }) => events.length === 2);
  await bob.member.sees(({ events }) => events.length === 1);
  expect(bob.member.events).toEqual([{ number: 2 }]);
  bob.socket.disconnect(true);
  fanOut.send({ ...toAll, payload: { number: 3 } });
  await alice.member.sees(({ events }) => events.length === 3);
});
