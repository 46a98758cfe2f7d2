// Every text in every language, none that nobody shows, and none that a component brings itself.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Messages } from '../../extension/src/ui/testing/stand-in-texts.ts';
import { REPOSITORY_DIR } from '../build/build-extension.ts';
import { type Catalogues, type EqualTexts, findFaults } from './catalogues.ts';
import { type CheckOutcome, reportCheck } from './report-check.ts';
import { isTestFile, listSourceFiles } from './source-files.ts';
import { findMisuses, findUnused, type Source } from './text-uses.ts';

/** What is the same word there, as somebody has looked at. */
const MAY_BE_EQUAL: EqualTexts = {
  chat: ['de', 'es', 'fr'],
  chatMessage: ['fr'],
  chatMessages: ['fr'],
  chatSaid: ['ar', 'de', 'es'],
  direction: 'all',
  libraryEntry: ['ar', 'de', 'es', 'ja'],
  libraryPlaylists: ['de'],
  listComma: 'all',
  name: 'all',
  ownName: 'all',
  popupInvitedCode: ['de', 'fr'],
  popupInvitedRelay: ['de'],
  popupInvitedVideo: ['de'],
  reactionsWow: ['de'],
  recentUntitled: ['de'],
  rulesBesideNow: ['ar', 'de', 'es', 'ja'],
  sentenceStop: 'all',
  settingsDelayUnit: 'all',
  side: ['de'],
  unitMin: 'all',
  unitMs: 'all',
  unitS: 'all',
  videosLive: ['de'],
  videosPicture: ['de'],
  welcomeFriend: ['de', 'es', 'fr'],
};

/** Of the repository in `rootDir`. */
export function checkTexts(rootDir: string): CheckOutcome {
  const extensionDir = join(rootDir, 'extension');
  const catalogues = readCatalogues(join(extensionDir, 'static', '_locales'));
  const english = catalogues.en ?? {};
  const sources = readSources(rootDir);
  const manifest = { path: 'extension/manifest.base.json', code: read(extensionDir, 'manifest.base.json') };
  const languages = Object.keys(catalogues);
  return {
    summary: `${Object.keys(english).length} in ${languages.length} languages (${languages.join(', ')})`,
    problems: [
      ...findFaults(catalogues, MAY_BE_EQUAL),
      ...findUnused(english, [...sources, manifest]),
      ...sources.flatMap((source) => findMisuses(source, english)),
    ],
  };
}

function readCatalogues(folder: string): Catalogues {
  const languages = readdirSync(folder).sort();
  return Object.fromEntries(
    languages.map((language) => [
      language,
      JSON.parse(read(folder, join(language, 'messages.json'))) as Messages,
    ]),
  );
}

function readSources(rootDir: string): Source[] {
  return listSourceFiles(rootDir)
    .filter((path) => path.startsWith('extension/src/') && !isTestFile(path) && !path.includes('/testing/'))
    .map((path) => ({ path, code: read(rootDir, path) }));
}

function read(folder: string, file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}

if (process.argv[1] === import.meta.filename) reportCheck('texts', checkTexts(REPOSITORY_DIR));
