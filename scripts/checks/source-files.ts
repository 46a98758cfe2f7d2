// Which files are ours to check: TypeScript in the four workspaces and at the top, nothing generated.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export const WORKSPACES = ['shared', 'extension', 'relay-server', 'scripts'] as const;

const NOT_OURS = new Set(['node_modules', 'dist', 'out', 'data', '.git']);

/** Paths relative to `rootDir`, with forward slashes, sorted. */
export function listSourceFiles(rootDir: string): string[] {
  const folders = WORKSPACES.filter((workspace) => existsSync(join(rootDir, workspace)));
  const atTop = readdirSync(rootDir).filter((name) => name.endsWith('.ts'));
  return [...atTop, ...folders.flatMap((folder) => listFolder(rootDir, folder))].sort();
}

export function isTestFile(file: string): boolean {
  return /\.test\.tsx?$/.test(file) || /-contract\.ts$/.test(file);
}

function listFolder(rootDir: string, folder: string): string[] {
  return readdirSync(join(rootDir, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : listFolder(rootDir, path);
    return entry.isFile() && /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}
