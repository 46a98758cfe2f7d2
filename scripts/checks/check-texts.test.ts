import { describe, expect, it } from 'vitest';
import type { Messages } from '../../extension/src/ui/testing/stand-in-texts.ts';
import { REPOSITORY_DIR } from '../build/build-extension.ts';
import { findFaults } from './catalogues.ts';
import { checkTexts } from './check-texts.ts';
import { findMisuses, findUnused } from './text-uses.ts';

const WHO = { who: { content: '$1' } };
const COUNT = { count: { content: '$1' } };
const EN: Messages = {
  languageTag: { message: 'en' },
  start: { message: 'Start' },
  paused: { message: '$WHO$ paused', placeholders: WHO },
  more_one: { message: 'and one more' },
  more_other: { message: 'and $COUNT$ more', placeholders: COUNT },
};
const DE: Messages = {
  languageTag: { message: 'de' },
  start: { message: 'Los' },
  paused: { message: '$WHO$ pausiert', placeholders: WHO },
  more_one: { message: 'und noch jemand' },
  more_other: { message: 'und $COUNT$ weitere', placeholders: COUNT },
};

const faultsOf = (de: Messages, mayBeEqual = {}, en: Messages = EN) => findFaults({ en, de }, mayBeEqual);

describe('the catalogues', () => {
  it('of this repository are whole, used and translated', () => {
    expect(checkTexts(REPOSITORY_DIR).problems).toEqual([]);
  });

  it('have no fault when each text is in each language', () => {
    expect(faultsOf(DE)).toEqual([]);
  });

  it('are told apart by what one lacks or has too many', () => {
    const { start, ...rest } = DE;
    expect(faultsOf({ ...rest, stop: { message: 'Halt' } })).toEqual([
      'de: start is missing.',
      'de: stop has no place: English has no such text.',
    ]);
  });

  it('have the forms that the language’s own rules ask for', () => {
    const ja = { ...DE, languageTag: { message: 'ja' } };
    expect(findFaults({ en: EN, ja }, {})).toEqual(['ja: more_one has no place: English has no such text.']);
    const ar = { ...DE, languageTag: { message: 'ar' } };
    expect(findFaults({ en: EN, ar }, {})).toHaveLength(4);
  });

  it.each<[string, Messages, string]>([
    ['an empty text', { start: { message: ' ' } }, 'start is empty.'],
    ['a value left out', { paused: { message: 'pausiert' } }, 'paused leaves out $WHO$.'],
    [
      'a value nobody gives',
      { paused: { message: '$WHO$ $WHEN$', placeholders: WHO } },
      'paused names $WHEN$, which is no placeholder of it.',
    ],
    [
      'a place that is not named',
      { start: { message: 'Los', placeholders: WHO } },
      'start has a placeholder “who” that it does not name.',
    ],
    [
      'a place with another content',
      { paused: { message: '$WHO$ pausiert', placeholders: { who: { content: '$2' } } } },
      'paused has another “who” than English.',
    ],
    ['an English text', { start: { message: 'Start' } }, 'start is as in English: “Start”.'],
    ['another language', { languageTag: { message: 'fr' } }, 'languageTag says “fr”.'],
  ])('show %s', (_what, change, fault) => {
    expect(faultsOf({ ...DE, ...change })).toContain(`de: ${fault}`);
  });

  it('may have the same word as English where that was looked at, and only as long as it is so', () => {
    expect(faultsOf({ ...DE, start: { message: 'Start' } }, { start: ['de'] })).toEqual([]);
    expect(faultsOf(DE, { start: ['de'] })).toEqual([
      'de: start is not as in English any more: take it off the list.',
    ]);
  });

  it('fit the stores', () => {
    const en = { ...EN, description: { message: 'x'.repeat(133) } };
    const de = { ...DE, description: { message: 'y'.repeat(132) } };
    expect(faultsOf(de, {}, en)).toEqual(['en: description has 133 characters, at most 132.']);
  });

  it('have no keys that a browser takes for the same', () => {
    const en = { ...EN, Start: { message: 'Go' } };
    expect(findFaults({ en }, {})).toEqual(['en: start differs from another key by its capitals alone.']);
  });
});

describe('the uses of texts', () => {
  const misuses = (code: string) => findMisuses({ path: 'a.tsx', code }, EN);

  it('find each text that is shown nowhere', () => {
    const sources = [
      { path: 'a.ts', code: "text('paused', who); look('languageTag');" },
      { path: 'manifest.json', code: '"__MSG_start__"' },
    ];
    expect(findUnused(EN, sources)).toEqual(['en: more is used nowhere.']);
  });

  it.each([
    ['<p>Hello</p>', 'Hello'],
    ["<p>{'Hello'}</p>", 'Hello'],
    ["<p>{isOn ? 'On' : text('start')}</p>", 'On'],
    ["<p>{isOn && 'On'}</p>", 'On'],
    ["<p>{name ?? 'Nobody'}</p>", 'Nobody'],
    [`<p>{\`\${count} people\`}</p>`, 'people'],
    ['<button aria-label="Close" />', 'Close'],
    ["<input placeholder={'Code'} />", 'Code'],
    ['<img alt="A film" />', 'A film'],
    [`<Button label={\`Remove \${name}\`} />`, 'Remove'],
  ])('find words of a component’s own: %s', (jsx, words) => {
    expect(misuses(`const a = ${jsx};`)).toEqual([`a.tsx: “${words}” is in no catalogue.`]);
  });

  it.each([
    "<p class=\"quiet\" id='a'>{text('start')}</p>",
    "<p>{isOn && ' '}{' · '}{value ?? '–'}</p>",
    `<p class={\`card \${tone}\`}>{tone === 'good' ? a : b}</p>`,
    '<img alt="" src="a.png" />',
    "<Screen scope='in-party'>{render('popup')}</Screen>",
  ])('let be what nobody reads: %s', (jsx) => {
    expect(misuses(`const a = ${jsx};`)).toEqual([]);
  });

  it('find calls with too few or too many values', () => {
    const code = "text('paused'); text('start', who); countedText('more', 2); countedText('more', 2, who);";
    expect(misuses(code)).toEqual([
      'a.tsx: paused takes 1 values, not 0.',
      'a.tsx: start takes 0 values, not 1.',
      'a.tsx: more takes 1 values, not 2.',
    ]);
  });
});
