// A real relay in a process of its own, with a folder that goes with it. It dies by kill -9 and comes back to the
// same port and the same data.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMortalRelay } from '../../../../scripts/relay/mortal-relay.ts';

export interface RestartableRelay {
  readonly url: string;
  kill(): Promise<void>;
  restart(): Promise<void>;
  /** Its database, while it is dead. */
  loseEverything(): void;
  remove(): Promise<void>;
}

export async function startRestartableRelay(): Promise<RestartableRelay> {
  const folder = mkdtempSync(join(tmpdir(), 'sameframe-relay-'));
  const { url, kill, restart, close } = await startMortalRelay(folder);
  return {
    url,
    kill,
    restart,
    loseEverything() {
      for (const file of readdirSync(folder)) rmSync(join(folder, file), { recursive: true });
    },
    async remove() {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
