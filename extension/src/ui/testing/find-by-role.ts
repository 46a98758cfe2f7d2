// Finds what is on a page the way assistive technology does: by role and accessible name.
// Covers the few roles and the ways of naming that our own components use.

export type Role =
  | 'button'
  | 'textbox'
  | 'spinbutton'
  | 'status'
  | 'alert'
  | 'list'
  | 'listitem'
  | 'heading'
  | 'radio'
  | 'combobox'
  | 'checkbox'
  | 'img'
  | 'dialog'
  | 'gridcell';

const SELECTORS: Record<Role, string> = {
  button: 'button, [role=button]',
  textbox: 'input[type=text], [role=textbox]',
  spinbutton: 'input[type=number]',
  status: '[role=status]',
  alert: '[role=alert]',
  list: 'ul, ol, [role=list]',
  listitem: 'li',
  radio: 'input[type=radio]',
  combobox: 'select',
  checkbox: 'input[type=checkbox]',
  heading: 'h1, h2, h3',
  img: 'img, [role=img]',
  dialog: '[role=dialog]',
  gridcell: '[role=gridcell]',
};

/** Null when it is not there; throws when there are two, as then nobody knows which one is meant. */
export function findByRole(root: ParentNode, role: Role, name?: string): HTMLElement | null {
  const found = Array.from(root.querySelectorAll<HTMLElement>(SELECTORS[role])).filter(
    (element) => name === undefined || accessibleName(element) === name,
  );
  if (found.length > 1) throw new Error(`${found.length} times a ${role} named “${name ?? ''}”`);
  return found[0] ?? null;
}

export function getByRole(root: ParentNode, role: Role, name?: string): HTMLElement {
  const found = findByRole(root, role, name);
  if (found === null) throw new Error(`no ${role} named “${name ?? ''}” in: ${root.textContent ?? ''}`);
  return found;
}

function accessibleName(element: HTMLElement): string {
  const label = element.getAttribute('aria-label');
  if (label !== null) return label;
  const field = element.id === '' ? null : element.ownerDocument.querySelector(`label[for="${element.id}"]`);
  return (field ?? element).textContent?.trim() ?? '';
}
