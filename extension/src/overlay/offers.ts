// Buttons over elements of the page, each as large as its element, to choose one of them: what is clicked is ours, so
// the click is never the page's, not even where a player has controls of the browser's own.
import { setLanguage } from '../ui/set-language.ts';
import { text } from '../ui/text.ts';
import type { Offers } from './panel-set.ts';

export function createOffers(root: ShadowRoot): Offers {
  let shown: readonly { readonly element: Element; readonly button: HTMLButtonElement }[] = [];
  let choose: (index: number) => void = () => undefined;

  const createButton = (index: number): HTMLButtonElement => {
    const button = root.ownerDocument.createElement('button');
    button.type = 'button';
    button.className = 'offer';
    setLanguage(button);
    const label = root.ownerDocument.createElement('span');
    label.textContent = text('panelPickThis');
    button.append(label);
    button.addEventListener('click', () => choose(index));
    return button;
  };

  const place = () => {
    for (const { element, button } of shown) {
      const box = element.getBoundingClientRect();
      for (const side of ['left', 'top', 'width', 'height'] as const) button.style[side] = `${box[side]}px`;
      // An advert that lies over the film is the smaller one.
      button.style.zIndex = `${10_000 - Math.min(9_999, Math.round(Math.sqrt(box.width * box.height)))}`;
    }
  };

  return {
    show(elements, onChoose) {
      choose = onChoose;
      // The buttons stay where they can: one of them may have the focus.
      const isSame =
        elements.length === shown.length &&
        elements.every((element, index) => shown[index]?.element === element);
      if (!isSame) {
        for (const { button } of shown) button.remove();
        shown = elements.map((element, index) => ({ element, button: createButton(index) }));
        root.append(...shown.map(({ button }) => button));
      }
      place();
    },
    place,
  };
}
