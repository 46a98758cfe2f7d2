// Builds the unpacked extension for one browser. Knows files and folders; what a manifest says and how
// scripts are bundled is decided next door.
import { cpSync, mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildFailure, build, context, formatMessagesSync, type Plugin } from 'esbuild';
import { BuildError } from './build-error.ts';
import { bundleOptions, MODULES } from './bundle-options.ts';
import { type Browser, composeManifest, type HostAccess, type JsonObject } from './manifest.ts';
import { type BuildMode, chooseRelayUrl } from './relay-url.ts';
import { shrinkScripts } from './shrink-scripts.ts';

export const REPOSITORY_DIR = join(import.meta.dirname, '..', '..');

export type BuildRequest = {
  browser: Browser;
  mode: BuildMode;
  /** Default: `extension/dist/<browser>`. Emptied first. */
  outDir?: string;
  /** Default: RELAY_URL is required for a release; a development build uses `http://localhost:8787`. */
  relayUrl?: string | undefined;
  hostAccess?: HostAccess;
  /** Default: releases are made as small as they get. */
  isShrunk?: boolean;
  repositoryDir?: string;
};

type ResolvedRequest = Required<BuildRequest> & { relayUrl: string; extensionDir: string };

/** Throws a BuildError with advice; returns the folder to load as an unpacked extension. */
export async function buildExtension(request: BuildRequest): Promise<string> {
  const resolved = resolveRequest(request);
  const options = bundleOptions(resolved);
  rmSync(resolved.outDir, { recursive: true, force: true });
  mkdirSync(resolved.outDir, { recursive: true });
  writeStaticFiles(resolved);
  try {
    await Promise.all(options.map((each) => build(each)));
  } catch (error) {
    throw explainFailure(error);
  }
  if (resolved.isShrunk) await shrinkScripts(resolved.outDir, (script) => MODULES.includes(script));
  return resolved.outDir;
}

/** An extension that is built again after every change of its sources, until it is stopped. */
export type WatchedExtension = {
  /** The folder to load as an unpacked extension. */
  readonly folder: string;
  /** Resolves when nothing more is written: a build under way is let finish. */
  stop(): Promise<void>;
};

/** Builds, then builds again after every change of a source or static file. Throws as `buildExtension` does. */
export async function watchExtension(
  request: BuildRequest,
  onRebuilt: (problem: BuildError | undefined) => void,
): Promise<WatchedExtension> {
  const folder = await buildExtension(request);
  const resolved = resolveRequest(request);
  const report: Plugin = {
    name: 'report',
    setup: ({ onEnd }) => {
      onEnd(({ errors }) => onRebuilt(errors.length > 0 ? explainFailure({ errors }) : undefined));
    },
  };
  const contexts = await Promise.all(
    bundleOptions(resolved).map((options) =>
      context({ ...options, plugins: [...(options.plugins ?? []), report] }),
    ),
  );
  await Promise.all(contexts.map((each) => each.watch()));
  const staticFiles = watch(join(resolved.extensionDir, 'static'), { recursive: true }, () => {
    writeStaticFiles(resolved);
    onRebuilt(undefined);
  });
  const stop = async () => {
    staticFiles.close();
    await Promise.all(contexts.map((each) => each.dispose()));
  };
  return { folder, stop };
}

function resolveRequest(request: BuildRequest): ResolvedRequest {
  const repositoryDir = request.repositoryDir ?? REPOSITORY_DIR;
  const extensionDir = join(repositoryDir, 'extension');
  return {
    browser: request.browser,
    mode: request.mode,
    outDir: request.outDir ?? join(extensionDir, 'dist', request.browser),
    relayUrl: chooseRelayUrl(request.mode, request.relayUrl),
    hostAccess: request.hostAccess ?? 'asked-for',
    isShrunk: request.isShrunk ?? request.mode === 'release',
    repositoryDir,
    extensionDir,
  };
}

function writeStaticFiles(request: ResolvedRequest): void {
  const { extensionDir, repositoryDir, outDir, browser, relayUrl, hostAccess } = request;
  cpSync(join(extensionDir, 'static'), outDir, { recursive: true });
  const manifest = composeManifest({
    base: readJson(join(extensionDir, 'manifest.base.json')),
    delta: readJson(join(extensionDir, `manifest.${browser}.json`)),
    version: String(readJson(join(repositoryDir, 'package.json')).version),
    relayUrl,
    hostAccess,
  });
  writeFileSync(join(outDir, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

function explainFailure(error: unknown): BuildError {
  const errors = (error as BuildFailure).errors;
  if (!Array.isArray(errors)) throw error;
  return new BuildError(
    'bundling-failed',
    formatMessagesSync(errors, { kind: 'error' }).join('\n'),
    'Correct the files named above and build again.',
  );
}

function readJson(file: string): JsonObject {
  return JSON.parse(readFileSync(file, 'utf8')) as JsonObject;
}
