// Calls the functions of privileged/rig-parent.sys.mjs in Firefox's own window. Needs --remote-allow-system-access.
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Json, readPageResult, writePageExpression } from '../page-expression.ts';
import { RigError } from '../rig-error.ts';
import { type BidiConnection, evaluateText } from './bidi-connection.ts';

export interface PrivilegedScope {
  call<Result>(name: string, given?: Readonly<Record<string, Json>>): Promise<Result>;
}

const SOURCE_DIR = fileURLToPath(new URL('./privileged/', import.meta.url));

/** The copy lies in the profile: its path has no commas or spaces, which the sandbox preference cannot express. */
export async function copyPrivilegedCode(
  profileDir: string,
): Promise<{ folder: string; prefs: Record<string, string> }> {
  const folder = `${join(profileDir, 'rig-privileged')}/`;
  await cp(SOURCE_DIR, folder, { recursive: true });
  // Content processes may not read files; without this, loading the child half crashes the tab.
  const prefs = {
    'security.sandbox.content.read_path_whitelist': folder,
    'security.sandbox.content.mac.testing_read_path1': folder,
  };
  return { folder, prefs };
}

export async function openPrivilegedScope(
  connection: BidiConnection,
  folder: string,
): Promise<PrivilegedScope> {
  const tree = (await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' })) as {
    readonly contexts: readonly { readonly context: string }[];
  };
  const window = tree.contexts[0]?.context;
  if (window === undefined)
    throw new RigError('not-supported', 'Firefox shows no window.', 'Did it just start?');

  const run = async <Result>(expression: string): Promise<Result> =>
    readPageResult<Result>(await evaluateText(connection, window, writePageExpression(expression, [])));

  await run(`(() => {
    Services.io.getProtocolHandler('resource').QueryInterface(Ci.nsIResProtocolHandler)
      .setSubstitution('sameframe-rig', Services.io.newURI(${JSON.stringify(pathToFileURL(folder).href)}));
    ChromeUtils.registerWindowActor('SameframeRig', {
      allFrames: true,
      includeChrome: true,
      child: { esModuleURI: 'resource://sameframe-rig/rig-child.sys.mjs' },
    });
    return true;
  })()`);

  return {
    call: (name, given = {}) =>
      run(`ChromeUtils.importESModule('resource://sameframe-rig/rig-parent.sys.mjs')
        .RigParent[${JSON.stringify(name)}](window, ${JSON.stringify(given)})`),
  };
}
