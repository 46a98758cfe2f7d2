// What the person has set, as far as a page goes by it.
import type { EngineInput } from '../engine/observation.ts';
import type { PageSettings } from '../messages/own-settings.ts';
import type { OverlayHandle } from '../overlay/host.ts';

export interface OwnSettings {
  readonly current: PageSettings;
  take(next: PageSettings): void;
  /** To be called for an overlay that has just come, too. */
  dress(overlay: OverlayHandle): OverlayHandle;
}

export function createOwnSettings(
  readOverlay: () => OverlayHandle | null,
  feed: (input: Extract<EngineInput, { kind: 'output-delay' }>) => void,
): OwnSettings {
  let current: PageSettings = { outputDelayMs: 0, theme: 'system', announcements: 'all' };

  const dress = (overlay: OverlayHandle) => {
    overlay.adapt({ isLight: current.theme === 'light', isTalkTold: current.announcements === 'all' });
    return overlay;
  };

  return {
    get current() {
      return current;
    },
    take(next) {
      current = next;
      const overlay = readOverlay();
      if (overlay !== null) dress(overlay);
      feed({ kind: 'output-delay', outputDelayMs: next.outputDelayMs });
    },
    dress,
  };
}
