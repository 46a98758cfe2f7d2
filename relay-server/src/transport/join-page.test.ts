// The invite page as a browser runs it, without and with the extension.
import { readFileSync } from 'node:fs';
import { Window } from 'happy-dom';
import { afterEach, expect, test } from 'vitest';

const read = (file: string) => readFileSync(new URL(`../../join-page/${file}`, import.meta.url), 'utf8');
/** As a plain script, which happy-dom runs; the modules of the page know each other by these two lines. */
const TEXTS = read('join-texts.js').replace('export const', 'const');
const SCRIPT = read('join.js').replace(/^import .*$/m, '');
const CODE = 'K7QM-4TZP-9XWD-2RHV-6BNC';

const windows: Window[] = [];
afterEach(async () => {
  for (const window of windows.splice(0)) await window.happyDOM.close();
});

/** `beforeScript`: what the extension's content script does at document_start. */
function open(
  url: string,
  beforeScript: (window: Window) => void = () => {},
  languages: readonly string[] = ['en-GB'],
) {
  const window = new Window({
    url,
    settings: { enableJavaScriptEvaluation: true, suppressInsecureJavaScriptEnvironmentWarning: true },
  });
  windows.push(window);
  const page = new window.DOMParser().parseFromString(read('join.html'), 'text/html');
  window.document.head.innerHTML = page.head.innerHTML;
  window.document.body.innerHTML = page.body.innerHTML;
  Object.defineProperty(window.navigator, 'languages', { value: languages });
  beforeScript(window);
  window.eval(`{${TEXTS} ${SCRIPT}}`);
  const isShown = (id: string) => window.document.getElementById(id)?.hasAttribute('hidden') === false;
  return {
    window,
    shown: () => ['ready', 'on', 'steps', 'invite', 'incomplete', 'loopback'].filter(isShown),
    code: () => (window.document.getElementById('code') as unknown as { value: string }).value,
  };
}

test('[IN1] shows the code with its relay, and how to join', () => {
  const page = open(`https://relay.example.org/join#${CODE}`);
  expect(page.shown()).toEqual(['steps', 'invite']);
  expect(page.code()).toBe(`${CODE}@relay.example.org`);
});

test.each(['k7qm4tzp9xwd2rhv6bnc', 'K7QM%204TZP%209XWD%202RHV%206BNC'])('[IN1] forgives %s', (fragment) => {
  expect(open(`https://relay.example.org/join#${fragment}`).code()).toBe(`${CODE}@relay.example.org`);
});

test('[LB8] what stands behind the code, as the address of a video does, is not part of it', () => {
  const page = open(`https://relay.example.org/join#${CODE}&video=https%3A%2F%2Ffilms.example%2F1`);
  expect(page.shown()).toEqual(['steps', 'invite']);
  expect(page.code()).toBe(`${CODE}@relay.example.org`);
});

test.each(['', '#', '#K7QM-4TZP', '#%E0%A4%A', '#<img src=x>'])(
  '[IN2] says that %j holds no code',
  (fragment) => {
    const page = open(`https://relay.example.org/join${fragment}`);
    expect(page.shown()).toEqual(['steps', 'incomplete']);
    expect(page.code()).toBe('');
  },
);

test('[IN3] says that a relay on this computer is for this computer', () => {
  const page = open(`http://localhost:8787/join#${CODE}`);
  expect(page.shown()).toEqual(['steps', 'invite', 'loopback']);
  expect(page.code()).toBe(`${CODE}@localhost:8787`);
});

test('[IN4] with the extension it asks for the click, and shows no code', () => {
  const page = open('https://relay.example.org/join', (window) => {
    window.document.documentElement.setAttribute('data-sameframe', 'pending');
  });
  expect(page.shown()).toEqual(['ready']);
});

test('[IN4] [BG8] who is in its party is asked for no click, as long as the extension says so', async () => {
  const page = open('https://relay.example.org/join');
  const { dataset } = page.window.document.documentElement;
  dataset.sameframe = 'pending';
  dataset.sameframeParty = 'on';
  await page.window.happyDOM.waitUntilComplete();
  expect(page.shown()).toEqual(['on']);
  delete dataset.sameframeParty;
  await page.window.happyDOM.waitUntilComplete();
  expect(page.shown()).toEqual(['ready']);
});

test('[IN4] an extension that comes later is noticed', async () => {
  const page = open(`https://relay.example.org/join#${CODE}`);
  page.window.document.documentElement.setAttribute('data-sameframe', 'pending');
  await page.window.happyDOM.waitUntilComplete();
  expect(page.shown()).toEqual(['ready']);
});

const LANGUAGES = ['de', 'es', 'fr', 'ja', 'ar'];
const SAID_LATER = ['copied', 'copyByKeys'];

test('[IN5] is in the first of the reader’s languages that it has, Arabic from the right, and else in English', () => {
  const headingFor = (...languages: string[]) => {
    const { window } = open('https://relay.example.org/join', undefined, languages);
    const { lang, dir } = window.document.documentElement;
    return [lang, dir, window.document.querySelector('h1')?.textContent];
  };
  expect(headingFor('nl-BE', 'de-AT', 'fr')).toEqual([
    'de',
    'ltr',
    'Du bist eingeladen, gemeinsam zu schauen',
  ]);
  expect(headingFor('ar-EG')).toEqual(['ar', 'rtl', 'أنت مدعو إلى المشاهدة معًا']);
  expect(headingFor('en-US', 'de')[2]).toBe('You are invited to watch together');
  expect(headingFor('nl')[2]).toBe('You are invited to watch together');
});

test.each(LANGUAGES)('[IN5] says all in %s', (language) => {
  const { window } = open('https://relay.example.org/join');
  const inPage = [...window.document.querySelectorAll('[data-text]')].map((each) =>
    each.getAttribute('data-text'),
  );
  const texts: Record<string, string> = window.eval(`{${TEXTS} JOIN_TEXTS.${language}}`);
  expect(Object.keys(texts).sort()).toEqual([...inPage, ...SAID_LATER].sort());
  expect(Object.values(texts).every((text) => text.trim() !== '')).toBe(true);
});
