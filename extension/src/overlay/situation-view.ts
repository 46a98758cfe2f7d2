// Which standing view fits a situation: the only place that pairs states with overlay texts and buttons.
import type { OverlayView } from './overlay-view.ts';
import { STRINGS } from './strings.ts';
import { joinNames } from './words.ts';

/** What the page knows about itself and the party at a moment, as far as the person should see it. */
export type Situation =
  | { readonly kind: 'calm' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'reconnecting' }
  /** `mayGoOn`: this person is host and need not wait. */
  | { readonly kind: 'waiting-for'; readonly names: readonly string[]; readonly mayGoOn: boolean }
  | { readonly kind: 'buffering' }
  /** The same, and the party waits for it. */
  | { readonly kind: 'waited-for'; readonly mayGoOn: boolean }
  | { readonly kind: 'catching-up' }
  | { readonly kind: 'in-ad' }
  | { readonly kind: 'no-video' }
  | { readonly kind: 'other-page'; readonly title: string }
  /** The browser refused to play without a click. */
  | { readonly kind: 'needs-click' }
  /** They paused for themselves: the way back stands there until they take it. */
  | { readonly kind: 'stepped-out' }
  /** Nobody can tell whether the person did this: they are asked (provenance `unknown`). */
  | { readonly kind: 'ask-everyone'; readonly wish: 'play' | 'pause' | 'seek-to' | 'set-rate' };

type Wish = Extract<Situation, { kind: 'ask-everyone' }>['wish'];

const QUESTIONS: Record<Wish, string> = {
  play: STRINGS.askPlay,
  pause: STRINGS.askPause,
  'seek-to': STRINGS.askSeek,
  'set-rate': STRINGS.askSpeed,
};

export function viewOf(situation: Situation): OverlayView {
  switch (situation.kind) {
    case 'calm':
      return { status: 'hidden' };
    case 'connecting':
      return { status: 'line', text: STRINGS.connecting, tone: 'busy' };
    case 'reconnecting':
      return { status: 'line', text: STRINGS.reconnecting, tone: 'problem' };
    case 'waiting-for':
      return waiting(STRINGS.waitingFor(joinNames(situation.names)), situation.mayGoOn);
    case 'waited-for':
      return waiting(STRINGS.waitedFor, situation.mayGoOn);
    case 'buffering':
      return { status: 'line', text: STRINGS.buffering, tone: 'busy' };
    case 'catching-up':
      return { status: 'line', text: STRINGS.catchingUp, tone: 'busy' };
    case 'in-ad':
      return { status: 'line', text: STRINGS.inAd, tone: 'calm' };
    case 'no-video':
      return { status: 'line', text: STRINGS.noVideo, tone: 'calm' };
    case 'other-page':
      return {
        status: 'choice',
        text: STRINGS.otherPage(situation.title),
        actions: [
          { id: 'go-to-media', label: STRINGS.goThere },
          { id: 'watch-this', label: STRINGS.watchThis },
        ],
      };
    case 'needs-click':
      return { status: 'click-to-join' };
    case 'stepped-out':
      return {
        status: 'choice',
        text: STRINGS.steppedOut,
        actions: [{ id: 'come-back', label: STRINGS.comeBack }],
      };
    case 'ask-everyone':
      return {
        status: 'choice',
        text: QUESTIONS[situation.wish],
        actions: [
          { id: 'for-everyone', label: STRINGS.forEveryone },
          { id: 'step-out', label: STRINGS.justMe },
        ],
      };
  }
}

function waiting(text: string, mayGoOn: boolean): OverlayView {
  if (!mayGoOn) return { status: 'line', text, tone: 'busy' };
  return { status: 'choice', text, actions: [{ id: 'go-on', label: STRINGS.goOn }] };
}
