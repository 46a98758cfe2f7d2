// Makes the gallery one page with one script, so that a browser can open it from the disk.
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { EMOJI_LANGUAGES, emojiDataOf } from '../build/emoji-data.ts';
import { catalogueOf, LOCALES } from './locales.ts';

/** Returns the page's file. */
export async function bundleGallery(outDir: string): Promise<string> {
  await build({
    entryPoints: [join(import.meta.dirname, 'gallery-page.ts')],
    outfile: join(outDir, 'gallery.js'),
    bundle: true,
    format: 'iife',
    platform: 'browser',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.css': 'text' },
    logLevel: 'warning',
  });
  const staticDir = join(import.meta.dirname, '..', '..', 'extension', 'static');
  for (const file of ['popup.css', 'welcome.webm']) copyFileSync(join(staticDir, file), join(outDir, file));
  const catalogues = LOCALES.map((locale) => [locale, JSON.parse(readFileSync(catalogueOf(locale), 'utf8'))]);
  writeFileSync(
    join(outDir, 'catalogues.js'),
    `globalThis.sameframeCatalogues = ${JSON.stringify(Object.fromEntries(catalogues))};\n`,
  );
  const emoji = EMOJI_LANGUAGES.map((language) => [language, emojiDataOf(language)]);
  writeFileSync(
    join(outDir, 'emoji.js'),
    `globalThis.sameframeEmojiBook = ${JSON.stringify(Object.fromEntries(emoji))};\n`,
  );
  const page = join(outDir, 'gallery.html');
  writeFileSync(page, PAGE);
  return page;
}

const PAGE = `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <meta name="color-scheme" content="light dark">
  <title>Sameframe gallery</title>
  <link rel="stylesheet" href="popup.css">
  <body></body>
  <script src="catalogues.js"></script>
  <script src="emoji.js"></script>
  <script src="gallery.js"></script>
</html>
`;
