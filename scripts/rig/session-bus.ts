// A desktop's message bus that nobody else is on: by it a system's media keys reach a browser (MPRIS), whatever
// keyboard, headset or lock screen they are on.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { RigError } from './rig-error.ts';
import { waitFor } from './wait-for.ts';

const runFile = promisify(execFile);

/** As MPRIS calls them. */
export type MediaKey = 'Play' | 'Pause' | 'PlayPause';

export interface SessionBus {
  /** For the browser that is to hear of it. */
  readonly env: { readonly DBUS_SESSION_BUS_ADDRESS: string };
  /** Waits until a player has come forward; there has to be one only. */
  pressMediaKey(key: MediaKey): Promise<void>;
  close(): Promise<void>;
}

export async function startSessionBus(): Promise<SessionBus> {
  const daemon = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(daemon, 'exit').then(
    () => 'it ended',
    (error: unknown) => String(error),
  );
  const first = await Promise.race([once(daemon.stdout, 'data'), ended]);
  if (typeof first === 'string') {
    throw new RigError('not-supported', `There is no message bus: ${first}.`, 'Install the package dbus.');
  }
  const env = { DBUS_SESSION_BUS_ADDRESS: String(first[0]).trim() };
  const send = async (to: string, path: string, method: string) => {
    const call = ['--session', '--print-reply', `--dest=${to}`, path, method];
    return (await runFile('dbus-send', call, { env: { ...process.env, ...env } })).stdout;
  };
  const findPlayer = async () => {
    const names = await send('org.freedesktop.DBus', '/', 'org.freedesktop.DBus.ListNames');
    return /org\.mpris\.MediaPlayer2\.[\w.]+/.exec(names)?.[0];
  };
  return {
    env,
    pressMediaKey: async (key) => {
      const player = await waitFor(findPlayer, { what: 'a player to be on the bus' });
      await send(player, '/org/mpris/MediaPlayer2', `org.mpris.MediaPlayer2.Player.${key}`);
    },
    close: async () => {
      daemon.kill();
      await ended;
    },
  };
}
