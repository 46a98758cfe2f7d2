// A page for each test of a file, in which the panel of a party that is made up is opened.
import { afterEach, beforeEach } from 'vitest';
import type { FeaturesToBackground } from '../../messages/features-background.ts';
import type { Side } from '../../overlay/panel-set.ts';
import { openSampleSide } from './open-sample-side.ts';
import type { SideSample } from './side-samples.ts';

export interface SampleSidePage {
  /** Of the test that runs. */
  readonly into: HTMLElement;
  /** `onToggle`: the panel asks to be opened or closed; `onSent`: what the background is told. */
  mount(
    sample: SideSample,
    watch?: { readonly onToggle?: () => void; readonly onSent?: (message: FeaturesToBackground) => void },
  ): Side;
}

/** To be called once per test file: what is mounted goes with its test. */
export function mountSidePerTest(): SampleSidePage {
  let stop = new AbortController();
  let into: HTMLElement;
  beforeEach(() => {
    stop = new AbortController();
    into = document.createElement('div');
    document.body.append(into);
  });
  afterEach(() => {
    stop.abort();
    into.remove();
  });
  return {
    get into() {
      return into;
    },
    mount: (sample, { onToggle, onSent } = {}) =>
      openSampleSide(
        sample,
        {
          into,
          signal: stop.signal,
          readPositionS: () => 0,
          readLengthS: () => null,
          drawPicture: () => null,
          isOver: () => false,
          toast: () => undefined,
          onUnseen: () => undefined,
        },
        onToggle,
        onSent,
      ),
  };
}
