// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepFocusBeside } from './focus-beside.ts';

let stop: AbortController;
let main: HTMLElement;
let root: ShadowRoot;

/** As the overlay has it: in a shadow root, where the document tells of its host alone. */
beforeEach(() => {
  stop = new AbortController();
  const host = document.body.appendChild(document.createElement('div'));
  root = host.attachShadow({ mode: 'open' });
  main = root.appendChild(document.createElement('div'));
  main.innerHTML = `
    <button role="tab" aria-selected="true">Queue</button>
    <ol><li><button>one</button></li><li><button>two</button></li></ol>`;
  keepFocusBeside(main, stop.signal);
});
afterEach(() => {
  stop.abort();
  document.body.replaceChildren();
});

const rest = () => new Promise((resolve) => setTimeout(resolve, 5));
const button = (index: number) => main.querySelectorAll('li button')[index] as HTMLElement;
const focused = () => root.activeElement?.textContent ?? null;

test('[SI4] a row that goes leaves the focus at the next one, and the last one at what is left', async () => {
  button(0).focus();
  main.querySelector('li')?.remove();
  await rest();
  expect(focused()).toBe('two');
  main.querySelector('ol')?.replaceWith('Nothing is queued.');
  await rest();
  expect(focused()).toBe('Queue');
});

test('[SI4] where nothing stands beside it, the focus goes to what one comes for', async () => {
  const line = main.appendChild(document.createElement('p'));
  line.innerHTML = '<button>only</button>';
  line.querySelector('button')?.focus();
  const field = document.createElement('textarea');
  field.dataset.mainControl = '';
  main.replaceChildren();
  main.append(Object.assign(document.createElement('section'), { innerHTML: '<p>Empty</p>' }));
  main.querySelector('section')?.append(field);
  await rest();
  expect(root.activeElement).toBe(field);
});

test('[SI4] who has left for the page is not called back', async () => {
  button(0).focus();
  button(0).blur();
  await rest();
  main.querySelector('li')?.remove();
  await rest();
  expect(document.activeElement).toBe(document.body);
});
