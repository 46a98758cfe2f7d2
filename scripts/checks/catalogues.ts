// PURE. What may be wrong with the catalogues of texts, one language against another.
import type { Message, Messages } from '../../extension/src/ui/testing/stand-in-texts.ts';

/** By language, as the folders in `_locales` are called. */
export type Catalogues = Readonly<Record<string, Messages>>;

/** Keys whose text may be as in English, and in which languages. */
export type EqualTexts = Readonly<Record<string, 'all' | readonly string[]>>;

const SOURCE_LANGUAGE = 'en';
const FORM = /_(zero|one|two|few|many|other)$/;
/** What the stores take, in characters. */
const STORE_LIMITS: Readonly<Record<string, number>> = { name: 75, description: 132 };

/** The keys as the sources name them: without the form that a number asks for. */
export function keysIn(messages: Messages): readonly string[] {
  return [...new Set(Object.keys(messages).map((key) => key.replace(FORM, '')))];
}

/** One sentence for each fault. */
export function findFaults(catalogues: Catalogues, mayBeEqual: EqualTexts): readonly string[] {
  const source = catalogues[SOURCE_LANGUAGE] ?? {};
  return Object.entries(catalogues).flatMap(([language, messages]) => [
    ...findMissing(language, messages, source),
    ...findClashes(language, messages),
    ...Object.entries(messages).flatMap(([key, message]) =>
      findInMessage(key, message, source).map((fault) => `${language}: ${key} ${fault}`),
    ),
    ...(messages.languageTag?.message === language
      ? []
      : [`${language}: languageTag says “${messages.languageTag?.message}”.`]),
    ...(language === SOURCE_LANGUAGE ? [] : findUntranslated(language, messages, source, mayBeEqual)),
  ]);
}

/** A counted text has the forms that its language's rules know, neither more nor fewer. */
function findMissing(language: string, messages: Messages, source: Messages): string[] {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const counted = new Set(
    Object.keys(source)
      .filter((key) => FORM.test(key))
      .map((key) => key.replace(FORM, '')),
  );
  const wanted = new Set(
    keysIn(source).flatMap((key) => (counted.has(key) ? forms.map((form) => `${key}_${form}`) : [key])),
  );
  return [
    ...[...wanted].filter((key) => !(key in messages)).map((key) => `${language}: ${key} is missing.`),
    ...Object.keys(messages)
      .filter((key) => !wanted.has(key))
      .map((key) => `${language}: ${key} has no place: English has no such text.`),
  ];
}

/** Browsers take `popupCode` and `popupcode` for the same. */
function findClashes(language: string, messages: Messages): string[] {
  const keys = Object.keys(messages);
  const seen = new Map(keys.map((key) => [key.toLowerCase(), key]));
  return keys
    .filter((key) => seen.get(key.toLowerCase()) !== key)
    .map((key) => `${language}: ${key} differs from another key by its capitals alone.`);
}

function findInMessage(key: string, found: Message, source: Messages): string[] {
  const { message } = found;
  const limit = STORE_LIMITS[key] ?? Number.POSITIVE_INFINITY;
  const named = [...message.matchAll(/\$(\w+)\$/g)].map(([, name = '']) => name.toLowerCase());
  const own = Object.keys(found.placeholders ?? {});
  // Of two forms of a counted text one may spell the number out.
  const model = source[key] ?? source[key.replace(FORM, '_other')];
  const isForm = FORM.test(key) && !key.endsWith('_other');
  return [
    ...(message.trim() === '' ? ['is empty.'] : []),
    ...(message.length > limit ? [`has ${message.length} characters, at most ${limit}.`] : []),
    ...difference(named, own).map((name) => `names $${name.toUpperCase()}$, which is no placeholder of it.`),
    ...difference(own, named).map((name) => `has a placeholder “${name}” that it does not name.`),
    ...(isForm ? [] : difference(Object.keys(model?.placeholders ?? {}), own)).map(
      (name) => `leaves out $${name.toUpperCase()}$.`,
    ),
    ...own
      .filter((name) => contentOf(found, name) !== contentOf(formsOf(source, key), name))
      .map((name) => `has another “${name}” than English.`),
  ];
}

/** As if all forms were one message. */
function formsOf(source: Messages, key: string): Pick<Message, 'placeholders'> {
  const base = key.replace(FORM, '');
  const all = Object.entries(source).filter(([each]) => each === key || each.replace(FORM, '') === base);
  return { placeholders: Object.assign({}, ...all.map(([, { placeholders }]) => placeholders)) };
}

function contentOf({ placeholders = {} }: Pick<Message, 'placeholders'>, name: string): string | undefined {
  return placeholders[name]?.content;
}

function findUntranslated(
  language: string,
  messages: Messages,
  source: Messages,
  mayBeEqual: EqualTexts,
): string[] {
  return Object.entries(messages).flatMap(([key, { message }]) => {
    const isEqual = message === source[key]?.message;
    const allowed = mayBeEqual[key] ?? [];
    const isAllowed = allowed === 'all' || allowed.includes(language);
    if (isEqual && !isAllowed) return [`${language}: ${key} is as in English: “${message}”.`];
    // Those that are in all languages may be, but need not.
    if (!isEqual && allowed !== 'all' && isAllowed)
      return [`${language}: ${key} is not as in English any more: take it off the list.`];
    return [];
  });
}

function difference(all: readonly string[], known: readonly string[]): string[] {
  return [...new Set(all)].filter((each) => !known.includes(each));
}
