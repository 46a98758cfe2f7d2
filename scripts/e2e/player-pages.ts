// The pages with real players, and a person's hand on the controls of each.
import type { Person } from './person.ts';

/** Accessible names of a player's own controls; `native`: the browser's are used. */
export type Controls =
  | 'native'
  | {
      readonly play: string;
      /** Where another button goes on than begins. */
      readonly goOn?: string;
      readonly pause: string;
      readonly timeline: string;
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
    controls: { play: 'Play Video', goOn: 'Play', pause: 'Pause', timeline: 'Progress Bar' },
    isAdaptive: true,
  },
  { page: 'plyr', controls: { play: 'Play', pause: 'Pause', timeline: 'Seek' }, isAdaptive: false },
  { page: 'vidstack', controls: { play: 'Play', pause: 'Play', timeline: 'Seek' }, isAdaptive: false },
  { page: 'media-chrome', controls: { play: 'play', pause: 'pause', timeline: 'seek' }, isAdaptive: false },
];

export async function press(
  { tab, video }: Pick<Person, 'tab' | 'video'>,
  controls: Controls,
  what: 'play' | 'goOn' | 'pause' | 'timeline',
): Promise<void> {
  if (controls === 'native') return what === 'timeline' ? video.clickTimeline(0.5) : video.clickPlayButton();
  // Controls that have hidden come back to whoever moves the mouse.
  const { x, y, width, height } = await video.box();
  await tab.moveMouse(x + width / 2, y + height / 3);
  await tab.moveMouse(x + width / 2, y + height / 2);
  const name = what === 'goOn' ? (controls.goOn ?? controls.play) : controls[what];
  await tab.clickRole(what === 'timeline' ? 'slider' : 'button', name);
}
