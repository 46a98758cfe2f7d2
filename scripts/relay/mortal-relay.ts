// A relay that a test kills as an outage kills it, and that comes back to its data on the same port.
import { type RelayProcess, startRelayProcess } from './relay-process.ts';

export interface MortalRelay {
  /** `http://localhost:PORT` */
  readonly url: string;
  /** `kill -9`: no goodbye, no flush. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function startMortalRelay(
  dataDir: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<MortalRelay> {
  const start = (port: number): Promise<RelayProcess> => {
    const flags = ['--port', String(port), '--data-dir', dataDir];
    return startRelayProcess({ flags, onLog: (line) => console.error(line), environment });
  };
  let relay = await start(0);
  const { port } = relay;
  const kill = async () => {
    relay.kill();
    await relay.ended;
  };
  return {
    url: `http://localhost:${port}`,
    kill,
    async restart() {
      await kill();
      relay = await start(port);
    },
    close: () => relay.close(),
  };
}
