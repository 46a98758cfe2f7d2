import type { MemberId } from '@sameframe/shared/ids.ts';
import { expect, test } from 'vitest';
import { ANNOUNCEMENTS, type Announcements } from '../messages/own-settings.ts';
import type { OverlayHandle } from '../overlay/host.ts';
import { ALICE, acted, BOB } from '../overlay/testing/sample-situations.ts';
import type { Happening } from '../overlay/words.ts';
import { createToasts, isTold } from './toasts.ts';

const members = [BOB] as readonly MemberId[];

test.each<readonly [Happening, readonly Announcements[]]>([
  [acted(BOB, 'seek-to'), ['all']],
  [{ kind: 'host-changed', host: BOB }, ['all']],
  [{ kind: 'went-on', by: BOB }, ['all']],
  [{ kind: 'joined', members }, ['all', 'people']],
  [{ kind: 'left', members }, ['all', 'people']],
  [{ kind: 'knocked', names: ['Dora'] }, ANNOUNCEMENTS],
  [{ kind: 'act-not-allowed' }, ANNOUNCEMENTS],
  [{ kind: 'act-overtaken' }, ANNOUNCEMENTS],
  [{ kind: 'no-panels' }, ANNOUNCEMENTS],
  [{ kind: 'site', site: 'Netflix', standing: 'lost' }, ANNOUNCEMENTS],
])('[OS2] %o is told to who wants %o', (happening, wanted) => {
  expect(ANNOUNCEMENTS.filter((announcements) => isTold(happening, announcements))).toEqual(wanted);
});

test('[OS2] what is not told does not come to the overlay', () => {
  const told: string[] = [];
  const overlay = { toast: (text: string) => told.push(text) } as unknown as OverlayHandle;
  const own = { current: { announcements: 'people' as Announcements } };
  const { tell } = createToasts(() => overlay, { state: { self: ALICE, replica: null } }, own);
  tell(acted(BOB, 'pause'));
  tell({ kind: 'act-overtaken' });
  own.current = { announcements: 'all' };
  tell(acted(ALICE, 'pause'));
  expect(told).toEqual(['That came too late: the party had moved on', 'You paused']);
});
