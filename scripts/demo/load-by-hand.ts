// Where to load the unpacked extension from, in the words of the two browsers' own pages.
import { join } from 'node:path';

export function describeLoading(folders: { readonly chrome: string; readonly firefox: string }): string {
  return `To load the extension into a browser of your own:
  Chrome, Chromium, Edge   chrome://extensions, Developer mode on, “Load unpacked”:
                           ${folders.chrome}
  Firefox                  about:debugging#/runtime/this-firefox, “Load Temporary Add-on…”:
                           ${join(folders.firefox, 'manifest.json')}`;
}
