// The queue's panel in real browsers: opened, filled and read.
import { parseQueueAct } from '../../extension/src/features/queue/channel.ts';
import { waitForValue } from '../rig/wait-for.ts';
import type { LightMember } from './light-member.ts';
import { openTab } from './panel-hands.ts';
import { PATIENCE_MS, type Person } from './person.ts';

/** Opens the queue beside the film, wherever its panel stands. */
export function openQueue(person: Person): Promise<void> {
  return openTab(person, 'Queue', () => person.tab.has('textbox', 'Link to a video'));
}

/** Pastes a link, as by hand. */
export async function add({ tab }: Person, link: string): Promise<void> {
  await tab.fill('Link to a video', link);
  await tab.press('Enter');
}

/** The items as listed, by what of them is looked for. */
export function seesQueue(
  { tab }: Person,
  pattern: RegExp,
  expected: readonly string[],
): Promise<readonly string[]> {
  return waitForValue(
    async () => {
      if (!(await tab.has('list', 'Up next'))) return [];
      return (await tab.listItems('Up next')).flatMap((text) => text.match(pattern) ?? []);
    },
    (items) => JSON.stringify(items) === JSON.stringify(expected),
    { what: `the queue to be ${expected}`, timeoutMs: PATIENCE_MS },
  );
}

/** The pictures of what was queued that a member has heard of: with what was added, or later. */
export function picturesHeard(member: LightMember): readonly string[] {
  return member.heard
    .filter(({ feature }) => feature === 'queue')
    .map(({ act }) => parseQueueAct(act))
    .flatMap((act) => {
      if (act?.kind === 'picture') return [act.picture];
      return act?.kind === 'add' ? act.items.flatMap(({ picture = [] }) => picture) : [];
    });
}
