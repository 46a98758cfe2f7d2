// The queue's panel in real browsers: opened, filled and read.
import { parseQueueAct } from '../../extension/src/features/queue/channel.ts';
import { waitFor, waitForValue } from '../rig/wait-for.ts';
import type { LightMember } from './light-member.ts';
import { PATIENCE_MS, type Person } from './person.ts';

/** However many things are new, and however a browser puts that into a name. */
const COUNTS = ['', ...Array.from({ length: 20 }, (_, index) => index + 1)];

/** Names change while things come in: whichever it is then, it is pressed as soon as it stands still. */
async function pressOneOf({ tab }: Person, role: string, names: readonly string[]): Promise<boolean> {
  for (const name of names) {
    if (!(await tab.has(role, name))) continue;
    await tab.clickRole(role, name).catch(() => undefined);
    return true;
  }
  return false;
}

const OPENERS = COUNTS.map((count) => (count === '' ? 'Chat and people' : `Chat and people, ${count} new`));
const TABS = COUNTS.flatMap((count) => [`Queue${count}`, `Queue ${count}`]);

/** Opens the queue beside the film, wherever its panel stands. */
export async function openQueue(person: Person): Promise<void> {
  const { tab } = person;
  await waitFor(
    async () => {
      if (await tab.has('textbox', 'Link to a video')) return true;
      if (await pressOneOf(person, 'tab', TABS)) return false;
      // Its button is there for whoever moves.
      const { x, y, width, height } = await person.video.box();
      await tab.moveMouse(x + width / 3, y + height / 3);
      await tab.moveMouse(x + width / 2, y + height / 3);
      await pressOneOf(person, 'button', OPENERS);
      return false;
    },
    { what: 'the queue', timeoutMs: PATIENCE_MS },
  );
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
