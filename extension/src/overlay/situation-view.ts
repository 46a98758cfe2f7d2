// Which standing view fits a situation: the only place that pairs states with overlay texts and buttons.
import { type TextKey, text } from '../ui/text.ts';
import type { OverlayAction, OverlayView } from './overlay-view.ts';
import { joinNames } from './words.ts';

/** The tab shows another page than the party's. */
interface OtherPage {
  readonly kind: 'other-page';
  /** Of what the party watches. */
  readonly title: string;
  /** Who went on from where both were; or the page never was the party's. */
  readonly how: 'party-went-on' | 'went-on' | 'elsewhere';
  /** The party may be brought here. */
  readonly mayBring: boolean;
  /** Once there, the browser wants a click on our icon. */
  readonly needsClick: boolean;
  /** They have chosen not to go along. */
  readonly isStaying: boolean;
}

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
  | { readonly kind: 'in-ad' }
  | { readonly kind: 'no-video' }
  | OtherPage
  /** The browser refused to play without a click. */
  | { readonly kind: 'needs-click' }
  /** They paused for themselves: the way back stands there until they take it. */
  | { readonly kind: 'stepped-out' }
  /** Nobody can tell whether the person did this: they are asked (provenance `unknown`). */
  | { readonly kind: 'ask-everyone'; readonly wish: 'play' | 'pause' | 'seek-to' | 'set-rate' };

type Wish = Extract<Situation, { kind: 'ask-everyone' }>['wish'];

const QUESTIONS: Record<Wish, TextKey> = {
  play: 'overlayAskPlay',
  pause: 'overlayAskPause',
  'seek-to': 'overlayAskSeek',
  'set-rate': 'overlayAskSpeed',
};

export function viewOf(situation: Situation): OverlayView {
  switch (situation.kind) {
    case 'calm':
      return { status: 'hidden' };
    case 'connecting':
      return { status: 'line', text: text('overlayConnecting'), tone: 'busy' };
    case 'reconnecting':
      return { status: 'line', text: text('overlayReconnecting'), tone: 'problem' };
    case 'waiting-for':
      return waiting(waitingFor(situation.names), situation.mayGoOn);
    case 'waited-for':
      return waiting(text('overlayWaitedFor'), situation.mayGoOn);
    case 'buffering':
      return { status: 'line', text: text('overlayBuffering'), tone: 'busy' };
    case 'in-ad':
      return { status: 'line', text: text('overlayInAd'), tone: 'calm' };
    case 'no-video':
      return { status: 'line', text: text('overlayNoVideo'), tone: 'calm' };
    case 'other-page':
      return otherPage(situation);
    case 'needs-click':
      return { status: 'click-to-join' };
    case 'stepped-out':
      return {
        status: 'choice',
        text: text('overlaySteppedOut'),
        actions: [{ id: 'come-back', label: text('overlayComeBack') }],
      };
    case 'ask-everyone':
      return {
        status: 'choice',
        text: text(QUESTIONS[situation.wish]),
        actions: [
          { id: 'for-everyone', label: text('overlayForEveryone') },
          { id: 'step-out', label: text('overlayJustMe') },
        ],
      };
  }
}

/** The way there is one press, and is said first where the party is the one that went on. */
function otherPage({ how, title, mayBring, needsClick, isStaying }: OtherPage): OverlayView {
  const isBack = how === 'went-on';
  const isLeft = how === 'party-went-on';
  const go: OverlayAction = {
    id: 'go-to-media',
    label: isBack ? text('overlayGoBack') : text('overlayGoThere'),
  };
  const bring: readonly OverlayAction[] =
    mayBring && !isLeft ? [{ id: 'watch-this', label: text('overlayWatchThis') }] : [];
  const sentences = [
    isBack && text('overlayYouMovedOn'),
    isLeft && isStaying && text('overlayYouStayed'),
    whereTheyAre(isLeft, title),
    needsClick && text('overlayThenClick'),
  ];
  const line = sentences.filter((sentence) => sentence !== false).join(' ');
  return { status: 'choice', text: line, actions: isBack ? [...bring, go] : [go, ...bring] };
}

function whereTheyAre(isLeft: boolean, title: string): string {
  if (title === '') return text(isLeft ? 'overlayPartyWentOnToAnother' : 'overlayPartyWatchesAnother');
  return text(isLeft ? 'overlayPartyWentOn' : 'overlayPartyWatches', title);
}

function waitingFor(names: readonly string[]): string {
  const who = joinNames(names);
  return who === '' ? text('overlayWaitingForSomeone') : text('overlayWaitingFor', who);
}

function waiting(line: string, mayGoOn: boolean): OverlayView {
  if (!mayGoOn) return { status: 'line', text: line, tone: 'busy' };
  return { status: 'choice', text: line, actions: [{ id: 'go-on', label: text('overlayGoOn') }] };
}
