// Chromium's own accessibility tree as a surface: roles and names are those a screen reader gets, and closed
// shadow roots are part of the tree.
import { type AccessibleElement, type AccessibleSurface, requireElement } from '../accessible-controls.ts';
import { type ChromiumDocument, callOn } from './chromium-document.ts';

export interface ChromiumSurfacePort {
  findDocument(): Promise<ChromiumDocument>;
  /** Coordinates of the document's own viewport. */
  clickAt(x: number, y: number, heldMs?: number): Promise<void>;
  type(text: string): Promise<void>;
}

const DESCRIBE = `function () {
  const { x, y, top, bottom, width, height } = this.getBoundingClientRect();
  // Also where something else lies over it, as the footer of a small popup does: a person scrolls to what they want.
  const onTop = this.getRootNode().elementFromPoint?.(x + width / 2, y + height / 2) ?? null;
  const isCovered = onTop !== null && !this.contains(onTop) && !onTop.contains(this);
  if (top < 0 || bottom > innerHeight || isCovered) this.scrollIntoView({ block: 'center', behavior: 'instant' });
  const rect = this.getBoundingClientRect();
  const items = [...this.querySelectorAll('li, [role=listitem]')].map((item) => item.innerText.trim());
  return {
    text: (this.innerText ?? this.textContent ?? '').trim(),
    value: String(this.value ?? ''),
    isDisabled: this.disabled === true || this.getAttribute('aria-disabled') === 'true',
    items,
    box: { x: rect.x, y: rect.y, width: rect.width, height: rect.height },
  };
}`;

const SELECT_ALL = `function () {
  this.focus();
  if (this.select) this.select();
  else getSelection().selectAllChildren(this);
}`;

export function createChromiumSurface(port: ChromiumSurfacePort): AccessibleSurface {
  const locate = async (role: string, name: string): Promise<ChromiumDocument | undefined> => {
    const target = await port.findDocument();
    const { nodes } = await target.client.send('Accessibility.queryAXTree', {
      objectId: target.objectId,
      accessibleName: name,
      role,
    });
    const node = nodes.find(({ ignored, backendDOMNodeId }) => !ignored && backendDOMNodeId !== undefined);
    if (node?.backendDOMNodeId === undefined) return undefined;
    const { object } = await target.client.send('DOM.resolveNode', { backendNodeId: node.backendDOMNodeId });
    return object.objectId === undefined ? undefined : { client: target.client, objectId: object.objectId };
  };

  const find = async (role: string, name: string): Promise<AccessibleElement | undefined> => {
    const located = await locate(role, name);
    return located && callOn<AccessibleElement>(located, DESCRIBE);
  };

  const click = async (role: string, name: string, heldMs?: number) => {
    const { box } = requireElement(await find(role, name), role, name);
    await port.clickAt(box.x + box.width / 2, box.y + box.height / 2, heldMs);
  };

  return {
    find,
    click,
    fill: async (role, name, text) => {
      const located = await locate(role, name);
      if (!located) return;
      await click(role, name);
      await callOn(located, SELECT_ALL);
      await port.type(text);
    },
  };
}
