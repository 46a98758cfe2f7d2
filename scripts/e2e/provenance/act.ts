// One act on a page's film: who does it, from where, and as what it has to be taken.
import type { Change } from '../../../extension/src/engine/provenance.ts';
import type { RigFrame } from '../../rig/rig.ts';
import type { LightMember } from '../light-member.ts';
import type { Person } from '../person.ts';
import type { Ground } from './grounds.ts';
import type { Author, Verdict } from './tally.ts';

export interface Stand {
  readonly ground: Ground;
  readonly person: Person;
  readonly lea: LightMember;
  /** The document that the film is in. */
  readonly frame: RigFrame;
}

export interface Act {
  readonly name: string;
  readonly author: Author;
  readonly from: 'playing' | 'paused' | 'nearly over';
  readonly change: Change;
  /** `click`: on something that has nothing to do with the film, a moment before. `calm`: nobody has clicked lately. */
  readonly after?: 'click' | 'calm';
  readonly right: Verdict;
  /** The log is told of it: a person did it, or said that it was for everyone. */
  readonly isTold: boolean;
  /** Sent without asking, as all that happens while the page is hidden or its film in the little window. */
  readonly isByRule?: true;
  do(stand: Stand): Promise<unknown>;
}

export type Moved = Pick<Act, 'from' | 'change'>;
export const TO_PLAY: Moved = { from: 'paused', change: 'play' };
export const TO_PAUSE: Moved = { from: 'playing', change: 'pause' };
export const TO_SEEK: Moved = { from: 'playing', change: 'seek' };
export const TO_SEEK_AT_REST: Moved = { from: 'paused', change: 'seek' };
export const TO_SPEED: Moved = { from: 'playing', change: 'rate' };
