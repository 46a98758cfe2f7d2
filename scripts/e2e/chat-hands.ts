// The chat's panel in real browsers: opened, written in and read.
import { waitForValue } from '../rig/wait-for.ts';
import { openTab } from './panel-hands.ts';
import { PATIENCE_MS, type Person } from './person.ts';

export async function seesMessages(person: Person, what: string, isAccepted: (text: string) => boolean) {
  return waitForValue(async () => (await person.tab.find('log', 'Messages'))?.text ?? '', isAccepted, {
    what,
    timeoutMs: PATIENCE_MS,
  });
}

export function openChat(person: Person): Promise<void> {
  return openTab(person, 'Chat', () => person.tab.has('textbox', 'Message'));
}

export async function say(person: Person, text: string): Promise<void> {
  await person.tab.fill('Message', text);
  await person.tab.press('Enter');
}
