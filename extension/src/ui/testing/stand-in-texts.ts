// In place of the browser's own `i18n`, where there is no extension: tests, and pages that show its parts.

export interface Message {
  readonly message: string;
  readonly description?: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string; readonly example?: string }>>;
}

export type Messages = Readonly<Record<string, Message>>;

/** From now on the texts are those of this catalogue. */
export function standInTexts(messages: Messages): void {
  const scope = globalThis as { chrome?: object };
  scope.chrome = {
    ...scope.chrome,
    i18n: { getMessage: (key: string, values: string[] = []) => fillMessage(messages[key], values) },
  };
}

/** As browsers do: named placeholders first, then `$1` to `$9`, and `$$` for a dollar; a message not there is empty. */
export function fillMessage(found: Message | undefined, values: readonly string[]): string {
  if (found === undefined) return '';
  const named = found.message.replace(
    /\$(\w+)\$/g,
    (whole, name: string) => found.placeholders?.[name.toLowerCase()]?.content ?? whole,
  );
  return named.replace(/\$([1-9])|\$\$/g, (whole, place: string | undefined) =>
    place === undefined ? whole.slice(1) : (values[Number(place) - 1] ?? ''),
  );
}
