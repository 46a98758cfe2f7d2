// The icon in the toolbar: a party's size, who waits at its door, why there is none, a waiting invite, or that the page
// wants a click.
// Colour is never the only sign.
import type { RejectReason } from '@sameframe/shared/protocol/reject.ts';
import type { BrowserApi } from '../platform/browser-api.ts';
import type { Clock } from '../platform/clock.ts';
import { text } from '../ui/text.ts';
import type { Loss } from './problem-board.ts';

export type TabSign =
  | { readonly kind: 'none' }
  | { readonly kind: 'party'; readonly members: number }
  /** So many ask to be let in. */
  | { readonly kind: 'knocks'; readonly count: number }
  | { readonly kind: 'come-back' }
  | { readonly kind: 'lost'; readonly problem: Loss };

export interface Toolbar {
  showTab(tabId: number, sign: TabSign): void;
  /** Browsers forget a tab's badge when it is navigated. */
  refresh(tabId: number): void;
  showPending(isPending: boolean): void;
  /** For a moment: whether what was to be saved is. */
  showSaved(tabId: number, outcome: 'saved' | 'not-saved'): void;
}

const CALM = '#1f6f54';
const URGENT = '#b3261e';
const SAVED_SHOWN_MS = 2_500;

interface Look {
  readonly text: string;
  readonly color: string;
  readonly title: string;
}

export function createToolbar(
  browser: BrowserApi,
  clock: Clock,
  reportBug: (error: unknown) => void,
): Toolbar {
  const shown = new Map<number, Look>();
  let wasPending: boolean | null = null;

  const lookOf = (sign: TabSign): Look => {
    switch (sign.kind) {
      case 'none':
        return { text: '', color: CALM, title: text('actionTitle') };
      case 'party':
        return {
          text: sign.members > 1 ? String(sign.members) : '•',
          color: CALM,
          title: text('actionTitle'),
        };
      case 'knocks': {
        const title = text('actionKnocksTitle');
        return { text: `+${sign.count}`, color: URGENT, title };
      }
      case 'come-back': {
        const title = text('actionComeBackTitle');
        return { text: '!', color: URGENT, title };
      }
      case 'lost':
        return { text: '!', color: URGENT, title: titleOfProblem(sign.problem) };
    }
  };
  const paint = async (look: Look, tab: { readonly tabId?: number }): Promise<void> => {
    await browser.action.setBadgeBackgroundColor({ color: look.color, ...tab });
    await browser.action.setBadgeText({ text: look.text, ...tab });
    await browser.action.setTitle({ title: look.title, ...tab });
  };
  const paintTab = (tabId: number, look: Look): void => {
    paint(look, { tabId }).catch(() => {
      // The tab was closed meanwhile, and its badge with it.
      shown.delete(tabId);
    });
  };

  return {
    showTab(tabId, sign) {
      const look = lookOf(sign);
      const before = shown.get(tabId);
      const isNews = before?.text !== look.text || before.title !== look.title;
      if (!isNews || (before === undefined && sign.kind === 'none')) return;
      if (sign.kind === 'none') shown.delete(tabId);
      else shown.set(tabId, look);
      paintTab(tabId, look);
    },
    refresh(tabId) {
      const look = shown.get(tabId);
      if (look !== undefined) paintTab(tabId, look);
    },
    showSaved(tabId, outcome) {
      const isSaved = outcome === 'saved';
      const badge = (text: string | null) =>
        browser.action.setBadgeText({ text, tabId }).catch(() => undefined);
      browser.action
        .setBadgeBackgroundColor({ color: isSaved ? CALM : URGENT, tabId })
        .then(() => badge(isSaved ? '✓' : '×'))
        // The tab was closed meanwhile.
        .catch(() => undefined);
      clock.schedule(SAVED_SHOWN_MS, () => {
        const look = shown.get(tabId);
        if (look === undefined) void badge(null);
        else paintTab(tabId, look);
      });
    },
    showPending(isPending) {
      if (isPending === wasPending) return;
      wasPending = isPending;
      const title = isPending ? text('actionPendingTitle') : text('actionTitle');
      paint({ text: isPending ? '1' : '', color: URGENT, title }, {}).catch(reportBug);
    },
  };
}

type Pascal<Words extends string> = Words extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${Pascal<Rest>}`
  : Capitalize<Words>;

/** What the popup says first of it. */
export function titleOfProblem(problem: Loss): string {
  if (problem.kind === 'unreachable') return text('problemUnreachableWhat', new URL(problem.relay).host);
  const name = problem.reason.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
  return text(`problem${name as Pascal<RejectReason>}What`);
}
