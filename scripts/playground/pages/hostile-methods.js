// Whatever a script may call on a player or build a page with is replaced by something that throws, and frozen.
const refuse = (name) =>
  function refused() {
    throw new TypeError(`${name} is not for you`);
  };
const spoil = (owner, ...names) => {
  for (const name of names) {
    const descriptor = Object.getOwnPropertyDescriptor(owner, name);
    if (descriptor === undefined) continue;
    const isMethod = 'value' in descriptor;
    const spoilt = isMethod
      ? { value: refuse(name), writable: false, configurable: false }
      : { get: () => 0, set: refuse(name), configurable: false };
    Object.defineProperty(owner, name, spoilt);
  }
};
const ofPlayers = ['play', 'pause', 'currentTime', 'playbackRate', 'paused', 'readyState'];
spoil(HTMLMediaElement.prototype, ...ofPlayers);
for (const name of ofPlayers) {
  const spoilt = { get: () => refuse(name), set: refuse(name), configurable: false };
  Object.defineProperty(document.querySelector('#film'), name, spoilt);
}
spoil(Element.prototype, 'attachShadow', 'append', 'matches', 'shadowRoot');
spoil(Node.prototype, 'appendChild', 'insertBefore', 'isConnected');
spoil(HTMLElement.prototype, 'showPopover', 'popover');
spoil(Document.prototype, 'createElement', 'adoptedStyleSheets');
spoil(CSSStyleSheet.prototype, 'replaceSync');
spoil(CustomElementRegistry.prototype, 'define', 'get');
spoil(Event.prototype, 'stopPropagation', 'preventDefault', 'target', 'type');
spoil(EventTarget.prototype, 'addEventListener', 'removeEventListener', 'dispatchEvent');
for (const name of ['CustomEvent', 'MutationObserver', 'ResizeObserver', 'AbortController']) {
  Object.defineProperty(globalThis, name, { value: refuse(name), writable: false, configurable: false });
}
for (const owner of [HTMLMediaElement, Element, Node, Event, EventTarget]) Object.freeze(owner.prototype);
