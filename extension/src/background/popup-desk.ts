// Serves the popups: takes their wishes one after the other, and shows each its tab anew whenever something
// changes. What a wish means for a party is parties.ts's.
import { parseInvite } from '@sameframe/shared/code.ts';
import { assertNever } from '@sameframe/shared/result.ts';
import type { OfferedVideo } from '../messages/features-background.ts';
import type {
  BackgroundToPopup,
  PopupToBackground,
  PopupView,
  Problem,
  TabView,
} from '../messages/popup-background.ts';
import { splitVideoInvite } from '../messages/video-invite.ts';
import type { BrowserApi, BrowserPort } from '../platform/browser-api.ts';
import type { Clock } from '../platform/clock.ts';
import type { QueueAdder } from './add-to-queue.ts';
import { createSettingChanges, isSettingWish } from './change-settings.ts';
import type { LibraryDesk } from './library-desk.ts';
import { titleOfTab } from './open-tabs.ts';
import type { Parties } from './parties.ts';
import type { PendingKeeper, VideoInvite } from './pending-invite.ts';
import { viewPending, viewRecent, viewTab } from './popup-view.ts';
import type { ProblemBoard } from './problem-board.ts';
import type { RecentKeeper, RecentParty } from './recent-parties.ts';
import type { SettingsKeeper } from './settings.ts';
import type { TabParty } from './tab-party.ts';

export interface PopupDeskPorts {
  readonly browser: BrowserApi;
  readonly clock: Clock;
  readonly parties: Parties;
  readonly settings: SettingsKeeper;
  readonly pending: PendingKeeper;
  readonly recent: RecentKeeper;
  readonly library: LibraryDesk;
  readonly queue: QueueAdder;
  readonly problems: ProblemBoard;
  readonly defaultRelay: string;
  readonly reportBug: (error: unknown) => void;
  readonly onChange: () => void;
}

export interface PopupDesk {
  attach(port: BrowserPort): void;
  /** The tab whose person was last heard to ask for the party's site, and of nothing else since. */
  readonly goingTab: number | null;
  /** Shows every popup what is new to it. */
  refresh(): void;
}

interface Visitor {
  readonly port: BrowserPort;
  tabId: number | null;
  /** The pasted code's party that plays in another tab. */
  elsewhere: { readonly party: TabParty; readonly tabTitle: string } | null;
  lastShown: string;
  answered: number;
  wantsVideos: boolean;
  isSaved: boolean;
  queued: number | null;
}

export function createPopupDesk(ports: PopupDeskPorts): PopupDesk {
  const { browser, clock, parties, settings, pending, recent, library, problems, defaultRelay } = ports;
  const visitors = new Set<Visitor>();
  let goingTab: number | null = null;

  const viewOf = ({ tabId, elsewhere, isSaved, queued }: Visitor): PopupView => {
    const { name, relay, sidePlace: _, recentEmoji: __, ...others } = settings.current;
    const tab: TabView = tabId === null ? { state: 'no-party' } : tabViewOf(tabId, elsewhere);
    const isOffered = (party: RecentParty) => tab.state === 'no-party' && parties.find(party) === null;
    return {
      kind: 'view',
      tab,
      recent: recent.list.filter(isOffered).map((party) => viewRecent(party, defaultRelay)),
      problem: tabId === null ? null : problems.get(tabId),
      isSaved,
      queue: ports.queue.view(tabId),
      queued,
      settings: { name, relay: relay ?? defaultRelay, isDefaultRelay: relay === null, ...others },
    };
  };

  const tabViewOf = (tabId: number, elsewhere: Visitor['elsewhere']): TabView => {
    const party = parties.byTab.get(tabId);
    if (party !== undefined) return viewTab(party.facts(), defaultRelay, clock.now());
    if (elsewhere !== null) return { state: 'in-other-tab', tabTitle: elsewhere.tabTitle };
    const invite = pending.current();
    return invite === null ? { state: 'no-party' } : viewPending(invite, defaultRelay);
  };

  const show = (visitor: Visitor): void => {
    const message: BackgroundToPopup = { ...viewOf(visitor), answered: visitor.answered };
    const shown = JSON.stringify(message);
    if (shown === visitor.lastShown) return;
    visitor.lastShown = shown;
    try {
      visitor.port.postMessage(message);
      if (visitor.tabId !== null) problems.read(visitor.tabId);
    } catch {
      // It closed a moment ago; nobody is left to be shown anything.
      visitors.delete(visitor);
    }
  };

  const answer = (visitor: Visitor): void => {
    visitor.answered += 1;
    show(visitor);
  };

  const join = async (visitor: Visitor, tabId: number, invite: VideoInvite): Promise<void> => {
    const party = parties.find(invite);
    if (party === null) return library.join(tabId, invite);
    if (party.tab.tabId !== tabId) {
      visitor.elsewhere = { party, tabTitle: await titleOfTab(browser, party.tab.tabId) };
    }
  };

  /** The page lists its videos for as long as somebody looks at them. */
  const wantVideos = (visitor: Visitor, isWanted: boolean): void => {
    visitor.wantsVideos = isWanted;
    const { tabId } = visitor;
    if (tabId === null) return;
    const isWantedByAny = [...visitors].some((each) => each.tabId === tabId && each.wantsVideos);
    parties.byTab.get(tabId)?.tab.listVideos(isWantedByAny);
  };

  const changeSetting = createSettingChanges(settings, parties, defaultRelay);

  const forgetEverything = async (): Promise<null> => {
    for (const tabId of [...parties.byTab.keys()]) await parties.leave(tabId);
    await Promise.all([recent.forget(null), pending.drop(null), settings.reset(), library.forget()]);
    return null;
  };

  const forgetRecent = async (text: string | null): Promise<null> => {
    const invite = text === null ? null : parseInvite(text);
    if (invite === null) await recent.forget(null);
    else if (invite.ok) await recent.forget({ ...invite.value, relay: invite.value.relay ?? defaultRelay });
    return null;
  };

  const enqueue = async (visitor: Visitor, videos: readonly OfferedVideo[]): Promise<Problem | null> => {
    const outcome = await ports.queue.add(videos, visitor.tabId);
    visitor.queued = outcome.kind === 'taken' ? outcome.count : null;
    return outcome.kind === 'taken' ? null : { kind: 'not-queued', why: outcome.why };
  };

  const carryOut = async (
    visitor: Visitor,
    tabId: number,
    wish: Exclude<PopupToBackground, { kind: 'watch-tab' }>,
  ): Promise<Problem | null> => {
    if (isSettingWish(wish)) return changeSetting(wish);
    switch (wish.kind) {
      case 'start':
        parties.start(tabId, settings.current.relay ?? defaultRelay, settings.current.name);
        return null;
      case 'join': {
        const { invite: pasted, address } = splitVideoInvite(wish.text);
        const invite = parseInvite(pasted);
        if (!invite.ok) return { kind: 'invite', problem: invite.reason };
        const video = { ...invite.value, address };
        // Nobody is taken to another page before they were told which.
        if (await library.leadsAway(tabId, address)) await pending.put(video);
        else await join(visitor, tabId, video);
        return null;
      }
      case 'watch-saved':
        return library.watch(wish.invite, wish.address);
      case 'save-video': {
        const problem = await library.save(tabId);
        visitor.isSaved = problem === null;
        return problem;
      }
      case 'queue-page':
        return enqueue(visitor, await library.listPage(tabId));
      case 'queue-videos':
        return enqueue(visitor, wish.videos);
      case 'join-pending': {
        const invite = pending.current();
        await pending.drop(null);
        if (invite !== null) await join(visitor, tabId, invite);
        return null;
      }
      case 'forget-everything':
        return forgetEverything();
      case 'forget-recent':
        return forgetRecent(wish.invite);
      case 'dismiss-pending':
        await pending.drop(null);
        return null;
      case 'move-here':
        if (visitor.elsewhere !== null) await parties.move(visitor.elsewhere.party, tabId);
        visitor.elsewhere = null;
        return null;
      case 'stay-there':
        visitor.elsewhere = null;
        return null;
      case 'ask-to-go':
        // Noted when it came: the browser's prompt closes the popup over it.
        return null;
      case 'go-to-media':
        await parties.goToMedia(tabId);
        return null;
      case 'bring-everyone':
      case 'toggle-details':
        parties.byTab.get(tabId)?.tab.post({ kind: wish.kind });
        return null;
      case 'step-out':
      case 'come-back':
        parties.byTab.get(tabId)?.step(wish.kind);
        return null;
      case 'shift-film':
        parties.byTab.get(tabId)?.shiftFilm(wish.byS);
        return null;
      case 'list-videos':
        wantVideos(visitor, wish.isWanted);
        return null;
      case 'pick-video':
        parties.byTab.get(tabId)?.tab.pick(wish);
        return null;
      case 'choose-for-me':
        parties.byTab.get(tabId)?.tab.pick(null);
        return null;
      case 'pick-on-page':
        parties.byTab.get(tabId)?.tab.post({ kind: 'pick-on-page', isOn: true });
        return null;
      case 'leave':
        await parties.leave(tabId);
        return null;
      case 'go-on':
        parties.byTab.get(tabId)?.goOn();
        return null;
      case 'go-on-anew':
        return parties.goOnAnew(tabId);
      case 'set-stall-policy':
        parties.byTab.get(tabId)?.say({ kind: 'stall-policy', policy: wish.policy });
        return null;
      case 'govern':
        return (await parties.byTab.get(tabId)?.govern(wish.wish)) ?? null;
      default:
        return assertNever(wish);
    }
  };

  const receive = async (visitor: Visitor, wish: PopupToBackground): Promise<void> => {
    if (wish.kind === 'watch-tab') {
      visitor.tabId = wish.tabId;
      answer(visitor);
      // Opening the popup is a click on the toolbar: it may have let us into the page again.
      void parties.byTab.get(wish.tabId)?.tab.enter();
      return;
    }
    const { tabId } = visitor;
    if (tabId === null) return;
    problems.clear(tabId);
    const problem = await carryOut(visitor, tabId, wish).catch((error: unknown): Problem => {
      ports.reportBug(error);
      return { kind: 'failed' };
    });
    if (problem !== null) problems.put(tabId, problem);
    answer(visitor);
    ports.onChange();
  };

  return {
    attach(port) {
      const visitor: Visitor = {
        port,
        tabId: null,
        elsewhere: null,
        lastShown: '',
        answered: 0,
        wantsVideos: false,
        isSaved: false,
        queued: null,
      };
      visitors.add(visitor);
      let queue = Promise.resolve();
      port.onMessage.addListener((wish) => {
        // Only our own pages get this far: their messages are of our own making.
        const said = wish as PopupToBackground;
        goingTab = said.kind === 'ask-to-go' ? visitor.tabId : null;
        queue = queue.then(() => receive(visitor, said)).catch(ports.reportBug);
      });
      port.onDisconnect.addListener(() => {
        visitors.delete(visitor);
        wantVideos(visitor, false);
      });
    },
    get goingTab() {
      return goingTab;
    },
    refresh() {
      for (const visitor of visitors) show(visitor);
    },
  };
}
