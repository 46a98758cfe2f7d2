// Search, export and import.
import { Button } from '../ui/button.tsx';
import { text } from '../ui/text.ts';
import type { LibrarySession } from './library-session.ts';

export function LibraryTools({ session }: { readonly session: LibrarySession }) {
  const take = (input: HTMLInputElement): void => {
    const file = input.files?.[0];
    if (file !== undefined) void session.importFile(file);
    // So that the same file may be chosen again.
    input.value = '';
  };
  return (
    <div class="library-tools">
      <search>
        <label class="unseen" for="search">
          {text('librarySearch')}
        </label>
        <input
          id="search"
          class="field"
          type="text"
          dir="auto"
          autocomplete="off"
          spellcheck={false}
          placeholder={text('librarySearch')}
          value={session.search.value}
          onInput={(event) => {
            session.search.value = event.currentTarget.value;
          }}
        />
      </search>
      <Button onPress={session.exportAll}>{text('libraryExport')}</Button>
      <label class="button file-button" for="import">
        <input
          id="import"
          type="file"
          accept="application/json,.json"
          onChange={(event) => take(event.currentTarget)}
        />
        {text('libraryImport')}
      </label>
    </div>
  );
}
