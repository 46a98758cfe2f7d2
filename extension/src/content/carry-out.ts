// What comes of a press on one of the overlay's buttons.
import { assertNever } from '@sameframe/shared/result.ts';
import type { Answer } from '../engine/observation.ts';
import type { ContentToBackground } from '../messages/content-background.ts';
import type { OverlayAsk } from '../overlay/overlay-view.ts';

export interface AskPorts {
  /** To the engine's question; at once, as the press itself is what lets the video play. */
  answer(answer: Answer): void;
  closeDetails(): void;
  toggleSide(): void;
  bringEveryone(): void;
  undo(): void;
  send(message: Extract<ContentToBackground, { kind: 'ask' }>): void;
}

export function carryOut(ask: OverlayAsk, ports: AskPorts): void {
  switch (ask) {
    case 'play':
      return ports.answer('play-here');
    case 'for-everyone':
      return ports.answer('share');
    case 'close-details':
      return ports.closeDetails();
    case 'toggle-side':
      return ports.toggleSide();
    case 'watch-this':
      return ports.bringEveryone();
    case 'undo':
      return ports.undo();
    case 'step-out':
    case 'come-back':
    case 'go-to-media':
    case 'go-on':
      return ports.send({ kind: 'ask', ask });
    default:
      return assertNever(ask);
  }
}
