// Finds and uses things the way assistive technology does: by role and accessible name, never by selector.
// Each browser brings its own surface; the waiting and the wording of failures are the same for all.
import { RigError } from './rig-error.ts';
import { type WaitOptions, waitFor, waitForValue } from './wait-for.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface AccessibleElement {
  readonly text: string;
  readonly value: string;
  readonly isDisabled: boolean;
  /** Texts of the list items, for lists. */
  readonly items: readonly string[];
  readonly box: Box;
}

/** One document's accessible content; closed shadow roots count as part of it. */
export interface AccessibleSurface {
  find(role: string, name: string): Promise<AccessibleElement | undefined>;
  /**
   * Trusted click: the document gets user activation as from a person's mouse. The surface looks once more where the
   * element is, as late as it can: a list that folds open moves what was measured before.
   */
  click(role: string, name: string, heldMs?: number): Promise<void>;
  /** Replaces the text of a text box, with trusted input events. */
  fill(role: string, name: string, text: string): Promise<void>;
}

export interface AccessibleControls {
  clickButton(name: string): Promise<void>;
  /** `heldMs`: how long the button is down, in a tab; at once up again unless given. */
  clickRole(role: string, name: string, heldMs?: number): Promise<void>;
  fill(textboxName: string, text: string): Promise<void>;
  statusText(name: string): Promise<string>;
  listItems(name: string): Promise<readonly string[]>;
  hasButton(name: string): Promise<boolean>;
  has(role: string, name: string): Promise<boolean>;
  /** The element as it is now, or nothing; does not wait. */
  find(role: string, name: string): Promise<AccessibleElement | undefined>;
  waitForStatus(
    name: string,
    isAccepted: (text: string) => boolean,
    options?: Partial<WaitOptions>,
  ): Promise<string>;
}

function isSameBox(a: Box, b: Box | undefined): boolean {
  return b !== undefined && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

/** @throws RigError `element-not-found` when it has gone since it was last seen. */
export function requireElement(
  element: AccessibleElement | undefined,
  role: string,
  name: string,
): AccessibleElement {
  if (element) return element;
  throw new RigError('element-not-found', `The ${role} “${name}” has gone.`, 'Wait for it to be steady.');
}

export function createAccessibleControls(surface: AccessibleSurface): AccessibleControls {
  const findSoon = (role: string, name: string) =>
    waitFor(() => surface.find(role, name), { what: `a ${role} named “${name}”` });

  const clickRole = async (role: string, name: string, heldMs?: number) => {
    // A popup still growing into its place moves what a click is aimed at: two looks must agree.
    let before: AccessibleElement | undefined;
    const element = await waitFor(
      async () => {
        const found = await surface.find(role, name);
        const isSteady = found !== undefined && isSameBox(found.box, before?.box);
        before = found;
        return found !== undefined && isSteady && !found.isDisabled ? found : undefined;
      },
      { what: `an enabled ${role} named “${name}” that keeps its place` },
    );
    if (element.box.width === 0 || element.box.height === 0) {
      throw new RigError(
        'element-not-found',
        `The ${role} “${name}” has no size.`,
        'It is not on the screen.',
      );
    }
    await surface.click(role, name, heldMs);
  };

  return {
    clickRole,
    clickButton: (name) => clickRole('button', name),
    fill: async (name, text) => {
      await findSoon('textbox', name);
      await surface.fill('textbox', name, text);
    },
    statusText: async (name) => (await findSoon('status', name)).text,
    listItems: async (name) => (await findSoon('list', name)).items,
    hasButton: async (name) => (await surface.find('button', name)) !== undefined,
    has: async (role, name) => (await surface.find(role, name)) !== undefined,
    find: (role, name) => surface.find(role, name),
    waitForStatus: (name, isAccepted, options = {}) =>
      waitForValue(async () => (await surface.find('status', name))?.text ?? '', isAccepted, {
        what: `the status “${name}” to be as expected`,
        ...options,
      }),
  };
}
