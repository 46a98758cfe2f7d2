// The pages with real players, and a person's hand on the controls of each.
import { waitFor } from '../rig/wait-for.ts';
import { PATIENCE_MS, type Person } from './person.ts';

/** How long a person's click lasts, ms: most players do something of their own meanwhile. */
const HELD_MS = 120;

/** Accessible names of a player's own controls; `native`: the browser's are used. */
export type Controls =
  | 'native'
  | {
      readonly play: string;
      /** Where another button goes on than begins. */
      readonly goOn?: string;
      readonly pause: string;
      readonly timeline: string;
      /** They are below the film, and stay there. */
      readonly areBelow?: true;
      readonly fullscreen?: string;
      /** Where the same button has another name while it is fullscreen. */
      readonly leaveFullscreen?: string;
    };

export interface Player {
  readonly page: string;
  readonly controls: Controls;
  /** Whether the page can have it change quality and take its pieces anew. */
  readonly isAdaptive: boolean;
}

export const PLAYERS: readonly Player[] = [
  { page: 'hls-js', controls: 'native', isAdaptive: true },
  { page: 'dash-js', controls: 'native', isAdaptive: true },
  { page: 'shaka', controls: { play: 'Play', pause: 'Pause', timeline: 'Seek' }, isAdaptive: true },
  {
    page: 'video-js',
    controls: {
      play: 'Play Video',
      goOn: 'Play',
      pause: 'Pause',
      timeline: 'Progress Bar',
      fullscreen: 'Fullscreen',
      leaveFullscreen: 'Exit Fullscreen',
    },
    isAdaptive: true,
  },
  {
    page: 'plyr',
    controls: {
      play: 'Play',
      pause: 'Pause',
      timeline: 'Seek',
      fullscreen: 'Enter fullscreen',
      leaveFullscreen: 'Exit fullscreen',
    },
    isAdaptive: false,
  },
  {
    page: 'vidstack',
    controls: { play: 'Play', pause: 'Play', timeline: 'Seek', fullscreen: 'Fullscreen' },
    isAdaptive: false,
  },
  {
    page: 'media-chrome',
    controls: {
      play: 'play',
      pause: 'pause',
      timeline: 'seek',
      fullscreen: 'enter fullscreen mode',
      leaveFullscreen: 'exit fullscreen mode',
    },
    isAdaptive: false,
  },
];

/** No player at all, but the browser's own. */
export const PLAIN: Player = { page: 'plain', controls: 'native', isAdaptive: false };

export async function press(
  { tab, video }: Pick<Person, 'tab' | 'video'>,
  controls: Controls,
  what: 'play' | 'goOn' | 'pause' | 'timeline' | 'fullscreen' | 'leaveFullscreen',
): Promise<void> {
  if (controls === 'native') return pressNative(video, what);
  const name = controls[what] ?? controls[NAMED_AS[what] ?? what];
  if (name === undefined) throw new Error(`it is not known how the button for “${what}” is called`);
  const role = what === 'timeline' ? 'slider' : 'button';
  const { x, y, width, height } = await video.box();
  let looks = 0;
  let before: number | null = null;
  await waitFor(
    async () => {
      // Controls that have hidden come back to whoever moves the mouse, and some lie below the film until then. A player may
      // hide them at once again, as it begins to play.
      looks += 1;
      await tab.moveMouse(x + width / 2, y + height / (2 + (looks % 2)));
      const found = await tab.find(role, name);
      const top = found === undefined ? null : found.box.y;
      const isSteady = top !== null && top === before;
      before = top;
      const isInPlace =
        controls.areBelow ?? (found !== undefined && found.box.y + found.box.height / 2 < y + height);
      return isSteady && isInPlace;
    },
    { what: `the ${role} “${name}” to be in its place`, timeoutMs: PATIENCE_MS },
  );
  await tab.clickRole(role, name, role === 'slider' ? HELD_MS : undefined);
}

/** One button, and one name for it in most players. */
const NAMED_AS: { readonly [what: string]: 'play' | 'fullscreen' } = {
  goOn: 'play',
  leaveFullscreen: 'fullscreen',
};

function pressNative(video: Person['video'], what: Parameters<typeof press>[2]): Promise<void> {
  switch (what) {
    case 'timeline':
      return video.clickTimeline(0.5);
    case 'fullscreen':
    case 'leaveFullscreen':
      return video.clickFullscreenButton();
    default:
      return video.clickPlayButton();
  }
}
