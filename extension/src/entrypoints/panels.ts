// Composition root of the panels' bundle: hands them to the content script of the same frame.
import { FEATURES } from '../features/index.ts';
import { openPartyLine } from '../features/party-line.ts';
import { openSide } from '../features/side.tsx';
import { SIDE_STYLES } from '../features/side-styles.ts';
import {
  type BackgroundToFeatures,
  FEATURES_PORT,
  type FeaturesToBackground,
} from '../messages/features-background.ts';
import { createPanels } from '../overlay/panels.ts';
import { drawActPrefix } from '../platform/draw-act-prefix.ts';
import type { PortLike } from '../platform/lasting-port.ts';
import { connectToExtension } from '../platform/page-runtime.ts';
import { identifyAddress } from '../sites/index.ts';

globalThis.sameframePanels = createPanels({
  styles: SIDE_STYLES,
  openSide(parts, onAsk) {
    const line = openPartyLine({
      connect: () =>
        connectToExtension(FEATURES_PORT) as PortLike<BackgroundToFeatures, FeaturesToBackground>,
      actPrefix: drawActPrefix(),
      identify: identifyAddress,
      readEmoji: () => globalThis.sameframeEmoji,
      signal: parts.signal,
    });
    return openSide(parts, line, FEATURES, () => onAsk('toggle-side'));
  },
});
