// Runs privileged inside every document of Firefox, frames of other sites and extension popups included: what
// WebDriver BiDi cannot reach (native media controls, popups, closed shadow roots) is reached from here.
// It only looks, and sends the mouse events that a person would.

const ROLE_SELECTORS = {
  button: 'button, input[type=button], input[type=submit], input[type=reset], summary, [role=button]',
  textbox:
    'textarea, input:not([type]), input[type=text], input[type=search], input[type=url], input[type=email], input[type=tel], [contenteditable=true], [role=textbox], [role=searchbox]',
  checkbox: 'input[type=checkbox], [role=checkbox]',
  radio: 'input[type=radio], [role=radio]',
  combobox: 'select, [role=combobox]',
  slider: 'input[type=range], [role=slider]',
  status: 'output, [role=status]',
  list: 'ul, ol, menu, [role=list]',
  link: 'a[href], [role=link]',
  heading: 'h1, h2, h3, h4, h5, h6, [role=heading]',
};

const NAMED_BY_CONTENT = new Set([
  'button',
  'link',
  'heading',
  'checkbox',
  'radio',
  'listitem',
  'tab',
  'option',
]);

const VIDEO_PARTS = {
  'play-button': 'playButton',
  timeline: 'scrubber',
  'mute-button': 'muteButton',
  'fullscreen-button': 'fullscreenButton',
};

/** A little less, for its borders. */
const MAX_POPUP_PX = 590;

export class SameframeRigChild extends JSWindowActorChild {
  receiveMessage({ name, data }) {
    switch (name) {
      case 'find':
        return isGrowing(this.document) ? null : describeElement(this.findByRole(data));
      case 'fill':
        return this.fill(data);
      case 'type':
        return this.type(data);
      case 'click':
        return this.click(data);
      case 'text':
        return this.document.body?.innerText ?? '';
      case 'video-part':
        return this.measureVideoPart(data);
      case 'frame':
        return this.measureFrame(data);
      default:
        throw new Error(`the rig asked for ${name}, which is unknown`);
    }
  }

  findByRole({ role, name }) {
    // What is parsed but not yet brought to life by the page's scripts is not there for a person either.
    if (this.document.readyState === 'loading') return null;
    const selector = ROLE_SELECTORS[role] ?? `[role=${role}]`;
    for (const root of listRoots(this.document)) {
      for (const element of root.querySelectorAll(selector)) {
        if (isExposed(element, role) && readName(element, role, root) === name) return element;
      }
    }
    return null;
  }

  /** The way a person's typing arrives: focus, then trusted `input` events. */
  fill({ role, name, text }) {
    const element = this.findByRole({ role, name });
    if (!element) return false;
    element.focus();
    element.select?.();
    element.setUserInput(text);
    return true;
  }

  /** Where the focus is, and nowhere else. */
  type({ text }) {
    const { activeElement } = this.document;
    if (!this.document.hasFocus() || activeElement?.setUserInput === undefined)
      throw new Error('nothing that one can write in has the focus');
    activeElement.setUserInput(activeElement.value + text);
  }

  /** Found, scrolled to and clicked in one turn: nothing can move in between. */
  click({ role, name }) {
    const element = this.findByRole({ role, name });
    if (!element) throw new Error(`the ${role} “${name}” has gone before the click`);
    const box = measure(element);
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    for (const kind of ['mousemove', 'mousedown', 'mouseup']) {
      this.contentWindow.synthesizeMouseEvent(kind, x, y, {
        button: 0,
        clickCount: kind === 'mousemove' ? 0 : 1,
      });
    }
  }

  measureVideoPart({ selector, part }) {
    const video = this.document.querySelector(selector);
    if (!video) throw new Error(`no video at ${selector}`);
    const found = video.openOrClosedShadowRoot?.getElementById(VIDEO_PARTS[part]);
    return found ? measure(found) : null;
  }

  measureFrame({ selector }) {
    const element = this.document.querySelector(selector);
    if (!element?.browsingContext) return null;
    const rect = element.getBoundingClientRect();
    const style = this.contentWindow.getComputedStyle(element);
    return {
      browsingContextId: element.browsingContext.id,
      x: rect.x + element.clientLeft + Number.parseFloat(style.paddingLeft),
      y: rect.y + element.clientTop + Number.parseFloat(style.paddingTop),
    };
  }
}

function listRoots(root) {
  const roots = [root];
  for (const element of root.querySelectorAll('*')) {
    // The shadow root of a media element holds the browser's own controls, which are not the page's.
    if (element.openOrClosedShadowRoot && !['video', 'audio'].includes(element.localName)) {
      roots.push(...listRoots(element.openOrClosedShadowRoot));
    }
  }
  return roots;
}

function isExposed(element, role) {
  const own = element.getAttribute('role');
  if (own !== null && own !== role && !(role === 'textbox' && own === 'searchbox')) return false;
  // An empty status is exposed too: it is where text will appear.
  return (
    element.checkVisibility({ visibilityProperty: true }) && !element.closest('[aria-hidden=true], [inert]')
  );
}

function readName(element, role, root) {
  const labelledBy = element.getAttribute('aria-labelledby');
  if (labelledBy) {
    const texts = labelledBy.split(/\s+/).map((id) => root.getElementById(id)?.textContent ?? '');
    return squeeze(texts.join(' '));
  }
  const label = element.getAttribute('aria-label');
  if (label) return squeeze(label);
  if (element.labels?.length) return squeeze([...element.labels].map(readLabelText).join(' '));
  const content = NAMED_BY_CONTENT.has(role) ? squeeze(readShownText(element)) : '';
  if (content) return content;
  return squeeze(element.getAttribute('title') || element.getAttribute('placeholder') || element.value || '');
}

/** A button that has a text for each of its states shows one of them. */
function readShownText(node) {
  if (node.nodeType === node.TEXT_NODE) return node.data;
  const style = node.ownerDocument.defaultView?.getComputedStyle(node);
  if (style?.display === 'none') return '';
  return [...node.childNodes].map(readShownText).join('');
}

/** A label's text without the text inside the control that it wraps. */
function readLabelText(label) {
  const copy = label.cloneNode(true);
  for (const control of copy.querySelectorAll('input, textarea, select, button')) control.remove();
  return copy.textContent;
}

function describeElement(element) {
  if (!element) return null;
  return {
    text: (element.innerText ?? element.textContent ?? '').trim(),
    value: String(element.value ?? ''),
    isDisabled: element.disabled === true || element.getAttribute('aria-disabled') === 'true',
    items: [...element.querySelectorAll('li, [role=listitem]')].map((item) => item.innerText.trim()),
    box: measure(element),
  };
}

/**
 * Firefox makes a popup as high as its content some 100 ms after that has changed, up to 600 px, and everything in it
 * moves then.
 */
function isGrowing(document) {
  const { innerHeight } = document.defaultView;
  const isOurs = document.location.protocol === 'moz-extension:';
  return isOurs && innerHeight < MAX_POPUP_PX && document.documentElement.scrollHeight > innerHeight + 1;
}

function measure(element) {
  // As a person scrolls to what they want to click, in a list of its own too; what is to be seen stays where it is.
  element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
}

function squeeze(text) {
  return text.replace(/\s+/g, ' ').trim();
}
