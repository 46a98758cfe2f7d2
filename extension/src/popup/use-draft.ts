// What is being typed into a field. Views arrive every second or two; it must outlive them, up to the answer to it.
import { useState } from 'preact/hooks';

export interface Draft {
  readonly text: string;
  type(text: string): void;
}

export function useDraft(value: string): Draft {
  const [draft, setDraft] = useState({ text: value, basis: value });
  return {
    text: draft.basis === value ? draft.text : value,
    type: (text) => setDraft({ text, basis: value }),
  };
}
