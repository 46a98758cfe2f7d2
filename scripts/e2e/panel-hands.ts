// The panel beside the film in real browsers: opened at one of its tabs, wherever it stands.
import { waitFor } from '../rig/wait-for.ts';
import { PATIENCE_MS, type Person } from './person.ts';

/** However many things are new, and however a browser puts that into a name. */
const COUNTS = ['', ...Array.from({ length: 20 }, (_, index) => index + 1)];
const OPENERS = COUNTS.map((count) => (count === '' ? 'Chat and people' : `Chat and people, ${count} new`));

/** Names change while things come in: whichever it is then, it is pressed as soon as it stands still. */
async function pressOneOf({ tab }: Person, role: string, names: readonly string[]): Promise<boolean> {
  for (const name of names) {
    if (!(await tab.has(role, name))) continue;
    await tab.clickRole(role, name).catch(() => undefined);
    return true;
  }
  return false;
}

export async function openTab(person: Person, label: string, isThere: () => Promise<boolean>): Promise<void> {
  const { tab } = person;
  const names = COUNTS.flatMap((count) => [`${label}${count}`, `${label} ${count}`]);
  await waitFor(
    async () => {
      if (await isThere()) return true;
      if (await pressOneOf(person, 'tab', names)) return false;
      // Its button is there for whoever moves.
      const { x, y, width, height } = await person.video.box();
      await tab.moveMouse(x + width / 3, y + height / 3);
      await tab.moveMouse(x + width / 2, y + height / 3);
      await pressOneOf(person, 'button', OPENERS);
      return false;
    },
    { what: `the panel at ${label}`, timeoutMs: PATIENCE_MS },
  );
}
