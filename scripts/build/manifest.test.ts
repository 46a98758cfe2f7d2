import { expect, test } from 'vitest';
import { composeManifest, mergeDeep } from './manifest.ts';

test('objects merge, other values are replaced, null takes away', () => {
  const base = { background: { type: 'module', scripts: ['a.js'] }, permissions: ['storage'], gone: 1 };
  const delta = { background: { service_worker: 'a.js' }, permissions: ['scripting'], gone: null };
  expect(mergeDeep(base, delta)).toEqual({
    background: { type: 'module', scripts: ['a.js'], service_worker: 'a.js' },
    permissions: ['scripting'],
  });
});

test('the build adds version and invite page, and gives hosts only to a test build', () => {
  const parts = {
    base: { optional_host_permissions: ['*://*/*'] },
    delta: {},
    version: '1.2.3',
    relayUrl: 'https://relay.example.org',
  };
  const shipped = {
    optional_host_permissions: ['*://*/*'],
    version: '1.2.3',
    content_scripts: [
      { matches: ['https://relay.example.org/join*'], js: ['invite.js'], run_at: 'document_start' },
    ],
  };
  expect(composeManifest({ ...parts, hostAccess: 'asked-for' })).toEqual(shipped);
  expect(composeManifest({ ...parts, hostAccess: 'granted' })).toEqual({
    ...shipped,
    host_permissions: ['*://*/*'],
  });
});
