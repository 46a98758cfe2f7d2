// The tab that a party plays in: its frames' ports, who of them drives, and whether the browser lets us in.
// Passes acts and events through; knows no socket and no log.
import type { MemberId } from '@sameframe/shared/ids.ts';
import { NOTHING_MEASURED, type SyncReport } from '@sameframe/shared/presence.ts';
import type { ReplicaState } from '@sameframe/shared/replica.ts';
import { assertNever } from '@sameframe/shared/result.ts';
import * as v from 'valibot';
import {
  type BackgroundToContent,
  type Connection,
  type ContentToBackground,
  contentToBackgroundSchema,
  type FilmShift,
  type FilmStanding,
  type Moment,
  type Page,
} from '../messages/content-background.ts';
import type { BrowserApi, BrowserPort } from '../platform/browser-api.ts';
import type { Clock } from '../platform/clock.ts';
import { createUnattachedLook, type Injection, injectPanels, injectSitePlayer } from './content-access.ts';
import type { ApartNews } from './following.ts';
import { createTabEntry } from './tab-entry.ts';
import {
  addFrame,
  electDriver,
  FIRST_WORDS_MS,
  filmOfTab,
  forgetVideos,
  hasFilm,
  hostOf,
  isComplete,
  NO_FRAMES,
  noteCandidate,
  noteEntered,
  noteEntry,
  noteFrameReport,
  notePick,
  noteVideos,
  removeFrame,
  reportOfTab,
  speaksOfFilm,
  type TabRouting,
  toldPageOf,
} from './tab-router.ts';

/** What a frame that has just connected is told first. */
export interface Standing {
  readonly self: MemberId | null;
  readonly replica: ReplicaState;
  readonly connection: Connection;
  readonly isSteppedOut: boolean;
  readonly settings: Extract<BackgroundToContent, { kind: 'settings' }>['settings'];
  readonly shifts: readonly FilmShift[];
  readonly apart: ApartNews;
}

type Word<Kind extends ContentToBackground['kind']> = Extract<ContentToBackground, { kind: Kind }>;

export interface PartyTabEvents {
  standing(): Standing;
  onAct(act: Word<'act' | 'jump'>): void;
  onWaiting(word: Word<'hold' | 'release'>): void;
  onProbe(probe: Word<'probe'>, reply: (answer: BackgroundToContent) => void): void;
  onMoment(what: Moment): void;
  onAsk(ask: Word<'ask'>['ask']): void;
  onChange(): void;
}

export interface PartyTab {
  readonly tabId: number;
  readonly routing: TabRouting;
  /** `lost`: the page was left or reloaded, and the browser wants a click before we may come back. */
  readonly access: 'open' | 'lost';
  /** Where the tab was last seen; null before any page let us in. */
  readonly host: string | null;
  attach(port: BrowserPort): void;
  /** Puts the content script where it is missing. */
  enter(): Promise<Injection>;
  /** The panels to the frame that drives, or to the page without a film, which did not ask for them. Is one there? */
  bringPanels(): boolean;
  /** A new document is on its way; that it does not let us in yet means nothing. */
  onLoading(): void;
  post(message: BackgroundToContent): void;
  /** Whether the frames are to tell what videos they have. */
  listVideos(isWanted: boolean): void;
  /** The person's choice among them; null leaves it to us again. */
  pick(choice: { readonly frame: number; readonly video: number } | null): void;
  /** How this member stands, whatever the page can say of it. */
  report(): SyncReport;
  /** How its element's time stands to the film's; null while no page has said. */
  film(): FilmStanding | null;
  tick(): void;
  /** Removes everything from the page. */
  end(): void;
}

const TOP_FRAME = 0;
const STANDING_BY = { kind: 'role', role: 'standing-by' } as const;

export function createPartyTab(
  tabId: number,
  host: string | null,
  ports: { readonly browser: BrowserApi; readonly clock: Clock },
  events: PartyTabEvents,
): PartyTab {
  const { browser, clock } = ports;
  const connected = new Map<number, BrowserPort>();
  let lastHost = host;
  let routing = NO_FRAMES;
  let nextKey = 1;
  let isEnded = false;
  let areVideosWanted = false;
  const lookBeyondDocuments = createUnattachedLook(browser, tabId);

  const send = (port: BrowserPort | undefined, message: BackgroundToContent): void => {
    try {
      port?.postMessage(message);
    } catch {
      // The page went away a moment ago; its `onDisconnect` is on the way and cleans up.
    }
  };

  const route = (next: TabRouting): void => {
    if (isEnded) return;
    const before = routing;
    routing = electDriver(next, clock.now());
    const page = toldPageOf(routing);
    const isOther = before.driving !== routing.driving;
    if (isOther && routing.driving !== null) {
      // Not before: a frame that drove until its worker died goes on, and misses nothing its person does (SPEC RT7).
      for (const [key, port] of connected) if (key !== routing.driving) send(port, STANDING_BY);
    }
    if (before.entry?.heardAt !== routing.entry?.heardAt && routing.driving === null) awaitOtherFrames();
    if ((isOther || isOtherPage(toldPageOf(before), page)) && routing.driving !== null) {
      send(connected.get(routing.driving), { kind: 'role', role: 'driving', page });
    }
    events.onChange();
  };

  const awaitOtherFrames = (): void => {
    clock.schedule(FIRST_WORDS_MS, () => route(routing));
  };

  const receive = (key: number, port: BrowserPort, raw: unknown): void => {
    const message = v.safeParse(contentToBackgroundSchema, raw);
    if (!message.success || isEnded) return;
    const { output } = message;
    switch (output.kind) {
      case 'candidate':
        return route(noteCandidate(routing, key, output));
      case 'frame':
        return entry.noteFrame();
      case 'report':
        return route(noteFrameReport(routing, key, output));
      case 'videos':
        return areVideosWanted ? route(noteVideos(routing, key, output.videos)) : undefined;
      case 'picked':
        if (output.video !== null) pick({ frame: key, video: output.video });
        return post({ kind: 'pick-on-page', isOn: false });
      case 'site-player':
        return void injectSitePlayer(browser, frameOf(port), output).then((injection) => {
          if (injection === 'injected') send(port, { kind: 'site-player' });
        });
      case 'panels':
        return void bringPanels(port).then(
          (areThere) => areThere || send(port, { kind: 'panels', areThere }),
        );
      case 'probe':
        return events.onProbe(output, (answer) => send(port, answer));
      case 'act':
      case 'jump':
        return events.onAct(output);
      case 'hold':
      case 'release':
        return speaksOfFilm(routing, key) ? events.onWaiting(output) : undefined;
      case 'moment':
        return events.onMoment(output.what);
      case 'ask':
        return events.onAsk(output.ask);
      default:
        return assertNever(output);
    }
  };

  const frameOf = ({ sender }: BrowserPort) => ({ tabId, frameId: sender?.frameId ?? TOP_FRAME });
  const bringPanels = async (port: BrowserPort): Promise<boolean> => {
    const areThere = (await injectPanels(browser, frameOf(port))) === 'injected';
    if (areThere) send(port, { kind: 'panels', areThere });
    return areThere;
  };

  const post = (message: BackgroundToContent): void => {
    for (const port of connected.values()) send(port, message);
  };

  const pick = (choice: { readonly frame: number; readonly video: number } | null): void => {
    if (choice !== null && !connected.has(choice.frame)) return;
    for (const [key, port] of connected) {
      send(port, { kind: 'pick', video: key === choice?.frame ? choice.video : null });
    }
    route(notePick(routing, choice?.frame ?? null));
  };

  const entry = createTabEntry({
    browser,
    clock,
    tabId,
    isComplete: () => isComplete(routing),
    isIn: () => connected.size > 0,
    onEntering() {
      routing = noteEntry(routing);
    },
    onEntered: () => route(noteEntered(routing)),
    onAnswer: () => route(routing),
  });
  const isLost = () => entry.wasRefused && connected.size === 0;

  return {
    tabId,
    get routing() {
      return routing;
    },
    get access() {
      return isLost() ? 'lost' : 'open';
    },
    get host() {
      return lastHost;
    },
    attach(port) {
      const key = nextKey;
      nextKey += 1;
      const frameId = port.sender?.frameId ?? TOP_FRAME;
      connected.set(key, port);
      if (frameId === TOP_FRAME) lastHost = hostOf(port.sender?.url) ?? lastHost;
      port.onMessage.addListener((raw) => receive(key, port, raw));
      port.onDisconnect.addListener(() => {
        connected.delete(key);
        route(removeFrame(routing, key));
      });
      const { self, replica, connection, isSteppedOut, settings, shifts, apart } = events.standing();
      send(port, { kind: 'replica', self, replica, connection });
      send(port, { kind: 'stepping', isSteppedOut });
      send(port, { kind: 'settings', settings });
      send(port, { kind: 'film-shifts', shifts });
      send(port, apart);
      const joined = addFrame(routing, key, frameId, hostOf(port.sender?.url));
      if (joined.driving !== null) send(port, STANDING_BY);
      if (areVideosWanted) send(port, { kind: 'list-videos', isWanted: true });
      route(joined);
    },
    enter: entry.enter,
    bringPanels() {
      const isTop = (port: BrowserPort) => frameOf(port).frameId === TOP_FRAME;
      const port = connected.get(routing.driving ?? Number.NaN) ?? [...connected.values()].find(isTop);
      if (port !== undefined) void bringPanels(port);
      return port !== undefined;
    },
    onLoading: () => void entry.tryToEnter(),
    post,
    listVideos(isWanted) {
      if (isWanted === areVideosWanted) return;
      areVideosWanted = isWanted;
      post({ kind: 'list-videos', isWanted });
      if (!isWanted) route(forgetVideos(routing));
    },
    pick,
    report() {
      if (isLost()) return { state: 'away', ...NOTHING_MEASURED };
      return reportOfTab(routing) ?? { state: 'no-video', ...NOTHING_MEASURED };
    },
    film: () => filmOfTab(routing),
    tick() {
      post({ kind: 'tick', connection: events.standing().connection });
      route(routing);
      entry.tend();
      if (connected.size > 0 && !hasFilm(routing)) lookBeyondDocuments(nextKey);
    },
    end() {
      isEnded = true;
      // The pages close their ports themselves: closing ours now might overtake the message.
      post({ kind: 'end' });
      connected.clear();
    },
  };
}

/** Pages say what they are called when they have been there for a while. */
function isOtherPage(before: Page | null | undefined, after: Page | null | undefined): boolean {
  return (
    before?.url !== after?.url || before?.title !== after?.title || (before === null) !== (after === null)
  );
}
