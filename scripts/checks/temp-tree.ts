// A throw-away copy in which a check may delete or break things. Imports between workspaces must stay inside
// the copy, so their links are made anew; every other installed package is borrowed from the real tree.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { REPOSITORY_DIR } from '../build/build-extension.ts';
import { WORKSPACES } from './source-files.ts';

const LEFT_OUT = new Set(['node_modules', 'dist', 'out', 'data']);

export type TempTree = { dir: string; remove: () => void };

/** An empty tree in which the tools and packages of this repository can be used. */
export function createTempTree(): TempTree {
  const dir = mkdtempSync(join(tmpdir(), 'sameframe-tree-'));
  linkPackages(join(REPOSITORY_DIR, 'node_modules'), join(dir, 'node_modules'));
  mkdirSync(join(dir, 'node_modules', '@sameframe'));
  for (const workspace of WORKSPACES) {
    symlinkSync(join(dir, workspace), join(dir, 'node_modules', '@sameframe', workspace));
  }
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** A tree with the given files and folders of the repository, or of another tree, in it. */
export function copyRepository(paths: readonly string[], fromDir: string = REPOSITORY_DIR): TempTree {
  const tree = createTempTree();
  for (const path of paths) {
    if (!existsSync(join(fromDir, path))) continue;
    cpSync(join(fromDir, path), join(tree.dir, path), {
      recursive: true,
      filter: (source) => !LEFT_OUT.has(basename(source)),
    });
  }
  return tree;
}

export function writeFiles(tree: TempTree, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree.dir, path)), { recursive: true });
    writeFileSync(join(tree.dir, path), text);
  }
}

function linkPackages(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (name !== '@sameframe') symlinkSync(join(from, name), join(to, name));
  }
}
