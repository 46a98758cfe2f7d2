// A stage with one browser on it, for a suite that needs no more.
import { afterAll, beforeAll } from 'vitest';
import type { BrowserKind, RigBrowser } from '../rig/rig.ts';
import { type Stage, type StageOptions, setStage } from './stage.ts';

export interface StageInUse {
  readonly stage: Stage;
  readonly browser: RigBrowser;
}

/** To be called in a suite's body: set before its first test, gone after its last. */
export function useStage(kind: BrowserKind, options: StageOptions = {}): StageInUse {
  let stage: Stage;
  let browser: RigBrowser;
  beforeAll(async () => {
    stage = await setStage(options);
    browser = await stage.launch(kind);
  });
  afterAll(() => stage.close());
  return {
    get stage() {
      return stage;
    },
    get browser() {
      return browser;
    },
  };
}
