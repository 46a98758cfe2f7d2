// PURE. What a new site begins with: a folder with an adapter, a page to try it on and a test, and its line in the
// registry. Knows neither the disk nor the site.
import { fail, type Result, succeed } from '@sameframe/shared/result.ts';

export interface NewSite {
  /** Its folder's name. */
  readonly id: string;
  readonly host: string;
}

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const LONGEST_ID = 40;
const HOST = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;

export const USAGE = 'npm run new:site NAME [HOST], as in: npm run new:site dropout dropout.tv';

/** Fails with a sentence for the person who typed the words. `taken`: the folders that there are. */
export function readNewSite(words: readonly string[], taken: readonly string[]): Result<NewSite, string> {
  const [id, host = `${id}.com`, ...rest] = words;
  if (id === undefined || rest.length > 0) return fail(`Say which site: ${USAGE}`);
  if (!ID.test(id) || id.length > LONGEST_ID) {
    return fail(
      `${JSON.stringify(id)} is no name for a folder: lower-case letters and digits, words joined by “-”, ${LONGEST_ID} at most.`,
    );
  }
  if (taken.includes(id)) {
    return fail(`extension/src/sites/${id} is there already. Choose another name, or change that one.`);
  }
  if (!HOST.test(host)) {
    return fail(
      `${JSON.stringify(host)} is no host: only the name, as in dropout.tv, without https:// or a path.`,
    );
  }
  return succeed({ id, host: host.replace(/^www\./, '') });
}

/** The files of its folder, by name. */
export function composeSite({ id, host }: NewSite): Readonly<Record<string, string>> {
  const name = id.replace(/(^|-)([a-z])/g, (_, dash, letter) => `${dash && ' '}${letter.toUpperCase()}`);
  return {
    'index.ts': `// ${name}: what its player does that others do not, and where that is known from.
import type { SiteAdapter } from '../site.ts';

export const ${variableOf(id)}: SiteAdapter = {
  id: '${id}',
  name: '${name}',
  isExperimental: true,
  matches: ({ hostname }) => /(^|\\.)${host.replaceAll('.', '\\.')}$/.test(hostname),
  canonicalUrl({ pathname }) {
    // What says which film it is stays; what each visitor has of their own goes. Of other pages, all is kept.
    const film = /^\\/watch\\/([\\w-]+)/.exec(pathname)?.[1];
    return film === undefined ? null : \`https://${host}/watch/\${film}\`;
  },
};
`,
    [`${id}.test.ts`]: `import { describe, expect, it } from 'vitest';
import { canonicalUrlOf, siteFor } from '../index.ts';

const FILM = 'https://${host}/watch/1';

describe('the address of a film on ${name}', () => {
  it.each([FILM, 'https://www.${host}/watch/1?from=mail', 'https://${host}/watch/1#t=20'])(
    '[MK1] is one for %s',
    (address) => {
      expect(siteFor(new URL(address)).id).toBe('${id}');
      expect(canonicalUrlOf(new URL(address))).toBe(FILM);
    },
  );

  it('[MK1] is another of another film', () => {
    expect(canonicalUrlOf(new URL('https://${host}/watch/2'))).not.toBe(FILM);
  });
});
`,
    'fixture.html': `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>A film like ${name}’s · Sameframe playground</title>
    <link rel="stylesheet" href="/playground.css" />
  </head>
  <body>
    <h1>A film like ${name}’s</h1>
    <p>Make this page do to its film what the site does to its own: that is what the adapter is tried on.</p>
    <video id="film" preload="auto" src="/media/sample.mp4"></video>
    <button id="play">Play</button>
    <button id="forward">Forward 10 seconds</button>
    <script>
      const film = document.querySelector('#film');
      document.querySelector('#play').addEventListener('click', () => {
        if (film.paused) film.play();
        else film.pause();
      });
      document.querySelector('#forward').addEventListener('click', () => {
        film.currentTime += 10;
      });
    </script>
  </body>
</html>
`,
  };
}

/** The registry with the site in it, before all others: one that goes by its host is more particular than any that does not. */
export function registerSite(registry: string, id: string): string {
  const variable = variableOf(id);
  const list = /(export const SITES: readonly SiteAdapter\[\] = \[)/;
  if (!list.test(registry))
    throw new Error('extension/src/sites/index.ts has no list SITES to add a site to.');
  return registry
    .replace(list, `$1${variable}, `)
    .replace(/^import /m, `import { ${variable} } from './${id}/index.ts';\nimport `);
}

/** What is left to do by hand. */
export function tellNextSteps({ id, host }: NewSite): string {
  return `${`extension/src/sites/${id} is there, and in extension/src/sites/index.ts.`}

Next:
  1. index.ts: which address names a film, and what else its player wants (extension/src/sites/site.ts lists it).
  2. fixture.html: the trap that makes the site need you, as a page. Served by the playground at
     http://${host}.localhost:PORT/any/path, where the adapter works as on the site.
  3. A row in scripts/e2e/sites.browser.test.ts, which drives that page in both browsers:
     npx vitest run --project browsers scripts/e2e/sites.browser.test.ts -t ${host}
  4. A row in the table “Sites” of README.md; take isExperimental out once you would promise it.
  5. npx vitest run --project unit extension/src/sites && npm run check
`;
}

/** No word of the language, whatever the site is called. */
function variableOf(id: string): string {
  return `${id.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase())}Site`;
}
