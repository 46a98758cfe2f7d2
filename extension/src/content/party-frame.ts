// One frame's part in a party: passes what the background says to the engine, what the engine wants to the
// background, and what a person should know to the overlay. Makes the parts, owns their life.
import { assertNever } from '@sameframe/shared/result.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import type { Answer } from '../engine/observation.ts';
import type {
  BackgroundToContent,
  Connection,
  ContentToBackground,
  OtherPage,
  Page,
} from '../messages/content-background.ts';
import type { OverlayHandle, OverlayParts } from '../overlay/host.ts';
import type { OverlayAsk } from '../overlay/overlay-view.ts';
import type { PanelSet } from '../overlay/panel-set.ts';
import { type LastingPort, openLastingPort, type PortLike } from '../platform/lasting-port.ts';
import { watchEvidence } from '../player/watch-evidence.ts';
import type { SiteParts } from '../sites/page-world/register-player.ts';
import type { SiteAdapter } from '../sites/site.ts';
import { createAttributionMirror } from './attribution-mirror.ts';
import { carryOut } from './carry-out.ts';
import { createEngineShell } from './engine-shell.ts';
import { mediaOf, readPage, scoutFrame } from './frame-scout.ts';
import { createGoingAlong } from './going-along.ts';
import { markFound, markLook } from './mark-look.ts';
import { watchMoments } from './moments.ts';
import { createOwnSettings } from './own-settings.ts';
import { createPartyNews } from './party-news.ts';
import { createProbes } from './probes.ts';
import { createShownSituation } from './shown-situation.ts';
import { createSiteNotices, siteNoticeOf } from './site-notices.ts';
import { createSitePlayers } from './site-players.ts';
import { situationOf } from './situation.ts';
import { createSyncDetails } from './sync-details.ts';
import { createToasts } from './toasts.ts';
import { createVideoPicker } from './video-picker.ts';

export interface PartyFrameOptions {
  readonly window: Window;
  readonly isTop: boolean;
  readonly actPrefix: string;
  readClock(): LocalMs;
  readWallMs(): number;
  connect(): PortLike<BackgroundToContent, ContentToBackground>;
  /** Of this page; it knows more of some sites' players than their elements tell. */
  readonly site: SiteAdapter;
  readSiteParts(): SiteParts;
  mountOverlay(parts: Omit<OverlayParts, 'window' | 'signal'>): OverlayHandle;
  /** The bundle of panels, once the background has put it into this frame. */
  readPanels(): PanelSet | undefined;
  /** Whether an input event went to our own overlay. */
  isOwnEvent(event: Event): boolean;
  /** Ends everything: the party left this tab, or the extension is gone. */
  readonly root: AbortController;
}

export function runPartyFrame(options: PartyFrameOptions): void {
  const { window, root, readClock } = options;
  const { signal } = root;
  let connection: Connection = 'connecting';
  let connectionSince = readClock();
  let isDriving = false;
  let overlay: OverlayHandle | null = null;
  let lastReport = '';
  let apart: OtherPage | null = null;
  const probes = createProbes();

  const mirror = __DEV__ ? createAttributionMirror(window.document) : null;
  const send = (message: ContentToBackground) => port.send(message);
  const players = createSitePlayers({ ...options, isLive: () => engine.state.live !== null, ask: send });
  const moments = watchMoments({ ...options, tell: (what) => port.send({ kind: 'moment', what }), signal });
  const noteHand = () => {
    moments.noteHand();
    scout.noteHand();
  };
  const evidence = watchEvidence(window, readClock, options.isOwnEvent, noteHand, signal);
  const engine = createEngineShell(
    {
      ...options,
      ...players,
      evidence,
      hasAdBeside: () => scout.hasAdBeside,
      beforeEvent: () => scout.noticeNavigation(),
      sendAct: (act, basis, ageMs) => port.send({ kind: 'act', act, basis, ageMs }),
      sendWaiting: send,
      sendProbe: () => port.send({ kind: 'probe', id: probes.begin(options.readClock()) }),
      onEndsMatched: (longerS) => toast({ kind: 'ends-matched', longerS }),
      afterStep: () => {
        mirror?.(engine.state.lastAttribution);
        refresh();
      },
    },
    signal,
  );

  const readOverlay = () => overlay;
  const own = createOwnSettings(readOverlay, engine.feed);
  const readSiteNotice = () => siteNoticeOf(options.site, engine.condition);
  const bringAlong = (leadMs: number | null) => engine.feed({ kind: 'bring-along', leadMs });
  const goingAlong = createGoingAlong({ readClock, bringAlong, isFormerOn: engine.isFormerOn });

  const scout = scoutFrame({
    ...options,
    weigh: options.site.weigh,
    readSiteNotice,
    onPage: (next) => isDriving && takePage(next),
    onVideo: (video) => isDriving && drive(video),
    send,
    onLooked: __DEV__ ? markLook : () => undefined,
    signal,
  });

  const takePage = (next: Page | null) => engine.feed({ kind: 'page', page: mediaOf(next) });

  const drive = (video: HTMLMediaElement | null) => {
    if (__DEV__) markFound();
    engine.attach(players.areThere() ? video : null);
    overlay?.anchorTo(video);
  };

  const openOverlay = (): OverlayHandle => {
    const { positionS: readPositionS, lengthS: readLengthS, drawPicture, isOver } = engine;
    overlay ??= own.dress(options.mountOverlay({ onAsk, readPositionS, readLengthS, drawPicture, isOver }));
    return overlay;
  };

  const needPanels = () => details.panels.need();
  const picker = createVideoPicker({ ...options, scout, openOverlay, needPanels, send, signal });

  const details = createSyncDetails({
    overlay: readOverlay,
    openOverlay,
    readPanels: options.readPanels,
    askForPanels: () => port.send({ kind: 'panels' }),
    onRefused: () => toast({ kind: 'no-panels' }),
  });

  const { names, tell: toast } = createToasts(readOverlay, engine, own);

  const tellOfSite = createSiteNotices(({ site: name, kind: standing }) =>
    toast({ kind: 'site', site: name, standing }),
  );

  const showSituation = createShownSituation(readOverlay);
  const tellWhileDriving: typeof toast = (...told) => isDriving && toast(...told);
  const news = createPartyNews({
    state: () => engine.state,
    feed: engine.feed,
    tell: tellWhileDriving,
    endUndo: () => overlay?.endUndo(),
    jump: (position) => send({ kind: 'jump', position }),
  });

  function refresh(): void {
    if (!isDriving) return;
    moments.tend(engine.state);
    goingAlong.tend(engine.state);
    const view = engine.view();
    const partyTitle = engine.state.replica?.timeline.playback?.media?.title ?? '';
    const told = { partyTitle, host: engine.state.replica?.party.host ?? null, apart, ...names() };
    showSituation(situationOf({ view, connection, connectionAgeMs: readClock() - connectionSince, ...told }));
    news.noteWaiting(view.waitingFor);
    // A message per changed state at once; the figures go with the background's next tick.
    if (view.report.state === lastReport) return;
    lastReport = view.report.state;
    sendReport();
  }

  function sendReport(): void {
    const report = engine.report();
    send({ kind: 'report', report, film: engine.filmStanding(), waitingFor: engine.view().waitingFor });
    details.note(report, options.readClock());
  }

  const takeRole = (role: Extract<BackgroundToContent, { kind: 'role' }>) => {
    const wasDriving = isDriving;
    isDriving = role.role === 'driving';
    if (isDriving) openOverlay();
    overlay?.offerSide(isDriving);
    if (role.role === 'standing-by') {
      engine.attach(null);
      showSituation({ kind: 'calm' });
      details.close();
      return;
    }
    // What the background knows of this very page came from here, and is older. A new one may know of none yet.
    if (options.isTop) takePage(readPage(window));
    else if (role.page !== undefined) takePage(role.page);
    if (!wasDriving) {
      lastReport = '';
      scout.lookAgain();
    }
    // The last background may have died over saying that the site's player is there.
    drive(scout.video);
    refresh();
  };

  const takeConnection = (next: Connection) => {
    if (next !== connection) connectionSince = options.readClock();
    connection = next;
    engine.feed({ kind: 'connection', isConnected: connection === 'connected' });
  };

  const takeTick = () => {
    players.repeat();
    scout.lookAgain();
    picker.tick();
    engine.tick();
    if (!isDriving) return;
    sendReport();
    if (engine.video !== null) tellOfSite(readSiteNotice());
  };

  const toggleSide = () => {
    if (!isDriving) return;
    needPanels();
    overlay?.toggleSide();
  };

  const answer = (given: Answer) => engine.feed({ kind: 'answer', answer: given });
  const bringEveryone = () => isDriving && answer('bring-everyone');

  const onAsk = (ask: OverlayAsk) =>
    carryOut(ask, {
      answer,
      closeDetails: details.close,
      toggleSide,
      bringEveryone,
      undo: news.undoJump,
      send,
    });

  const onMessage = (message: BackgroundToContent) => {
    switch (message.kind) {
      case 'replica':
        news.startAnew();
        engine.feed({ kind: 'replica', self: message.self, replica: message.replica });
        return takeConnection(message.connection);
      case 'role':
        return takeRole(message);
      case 'stepping':
        return engine.step(message.isSteppedOut ? 'out' : 'back');
      case 'settings':
        return own.take(message.settings);
      case 'film-shifts':
        return engine.shift(message.shifts);
      case 'apart':
        apart = message.apart;
        goingAlong.note(message.bring);
        return refresh();
      case 'event':
        return news.takeEvent(message.event);
      case 'settled':
        return news.takeSettled(message);
      case 'connection':
        return takeConnection(message.connection);
      case 'knocked':
        return tellWhileDriving(message);
      case 'probed': {
        const input = probes.end(message);
        return input === null ? undefined : engine.feed(input);
      }
      case 'list-videos':
      case 'pick':
      case 'pick-on-page':
        return picker.take(message);
      case 'bring-everyone':
        return bringEveryone();
      case 'site-player':
        return isDriving ? drive(scout.video) : undefined;
      case 'toggle-side':
        return toggleSide();
      case 'toggle-details':
        return isDriving ? details.toggle(engine.report(), readClock()) : details.close();
      case 'panels':
        return details.panels.settle(message.areThere);
      case 'tick':
        if (message.connection !== connection) takeConnection(message.connection);
        return takeTick();
      case 'end':
        return root.abort();
      default:
        return assertNever(message);
    }
  };

  const port: LastingPort<ContentToBackground> = openLastingPort({
    connect: options.connect,
    onMessage,
    onConnected: () =>
      queueMicrotask(() => {
        players.repeat();
        moments.repeat();
        scout.repeat();
        details.panels.repeat();
      }),
    onOrphaned: () => root.abort(),
    signal,
  });
}
