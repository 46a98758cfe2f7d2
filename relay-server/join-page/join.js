// The invite page's few moving parts, and its language. It only shows and copies the code; joining is the extension's business.
//
// Contract with the extension's content script on this page (it runs at document_start): before this script runs
// it may take the code out of the fragment, clear the fragment, and set `data-sameframe="pending"` on <html>.
// The page then says that a click on the toolbar icon joins, and shows no code. With `data-sameframe-party="on"` besides, which
// comes and goes, it says that one is in the party.

import { JOIN_TEXTS } from './join-texts.js';

/** What is said only after a press; all else stands in the page. */
const ENGLISH = { copied: 'Copied.', copyByKeys: 'Press Ctrl+C (⌘C on a Mac) to copy.' };
const FROM_RIGHT = ['ar'];
const CODE_SHAPE = /^[0-9A-TV-Z]{20}$/i;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** @param {string} id */
function part(id) {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page has no part ${id}`);
  return element;
}

function isPending() {
  return document.documentElement.dataset.sameframe === 'pending';
}

function isOn() {
  return isPending() && document.documentElement.dataset.sameframeParty === 'on';
}

/** The code with this relay's address, so that it works whatever relay the extension would use by itself. */
function readInvite() {
  let fragment = '';
  try {
    fragment = decodeURIComponent(location.hash.slice(1));
  } catch {
    return null; // A broken escape is no code.
  }
  // What may stand behind the code, such as the address of a video, is the extension's business.
  const symbols = (fragment.split('&')[0] ?? '').replace(/[\s_-]/g, '').toUpperCase();
  if (!CODE_SHAPE.test(symbols)) return null;
  return `${symbols.match(/.{4}/g)?.join('-')}@${location.host}`;
}

/** The first of the reader's languages that there are texts for. */
function translate() {
  for (const tag of navigator.languages) {
    const language = tag.toLowerCase().split('-')[0] ?? '';
    if (language === 'en') break;
    const texts = JOIN_TEXTS[language];
    if (texts === undefined) continue;
    document.documentElement.lang = language;
    document.documentElement.dir = FROM_RIGHT.includes(language) ? 'rtl' : 'ltr';
    for (const each of document.querySelectorAll('[data-text]')) {
      each.textContent = texts[each.dataset.text] ?? each.textContent;
    }
    return texts;
  }
  return ENGLISH;
}

function render() {
  const invite = isPending() ? null : readInvite();
  part('ready').hidden = !isPending() || isOn();
  part('on').hidden = !isOn();
  part('steps').hidden = isPending();
  part('invite').hidden = invite === null;
  part('incomplete').hidden = isPending() || invite !== null;
  part('loopback').hidden = !LOOPBACK.test(location.hostname);
  const field = part('code');
  if (field instanceof HTMLInputElement) field.value = invite ?? '';
}

async function copyCode() {
  const field = part('code');
  if (!(field instanceof HTMLInputElement)) return;
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    part('copied').textContent = words.copied;
  } catch {
    // No clipboard without https, or refused: the code is selected, so the keyboard does it.
    part('copied').textContent = words.copyByKeys;
  }
}

const words = translate();
part('copy').addEventListener('click', () => void copyCode());
addEventListener('hashchange', render);
const said = { attributeFilter: ['data-sameframe', 'data-sameframe-party'] };
new MutationObserver(render).observe(document.documentElement, said);
render();
