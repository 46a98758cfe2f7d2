// What the deployment files say about the relay is so.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const REPOSITORY = join(import.meta.dirname, '../..');
const FILES = ['DEPLOY.md', 'deploy/Containerfile', 'deploy/sameframe-relay.service', 'deploy/nginx.conf'];
const read = (file: string) => readFileSync(join(REPOSITORY, 'relay-server', file), 'utf8');

test('[CF3] every variable that a deployment file sets is one of the relay’s', () => {
  const request = readConfig({}, ['--print-config']);
  const known = request.kind === 'tell' ? request.text.split('\n').map((line) => line.split('=', 1)[0]) : [];
  for (const file of FILES) {
    const set = Array.from(
      read(file).matchAll(/\b([A-Z][A-Z_\d]*_[A-Z_\d]+|HOST|PORT)=[^=]/g),
      ([, name]) => name,
    );
    expect([file, set.filter((name) => name !== 'NODE_ENV' && !known.includes(name))]).toEqual([file, []]);
  }
});

test('what the container file copies is there', () => {
  const sources = Array.from(
    read('deploy/Containerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm),
    ([, list = '']) => list.split(' '),
  ).flat();
  expect(sources.length).toBeGreaterThan(5);
  expect(sources.filter((source) => !existsSync(join(REPOSITORY, source)))).toEqual([]);
});
