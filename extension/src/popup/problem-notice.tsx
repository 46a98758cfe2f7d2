// What went wrong and what to do next; read aloud as soon as it appears.
import type { ProblemText } from './strings.ts';

export function ProblemNotice({ text }: { readonly text: ProblemText }) {
  return (
    <div role="alert" class="notice problem">
      <strong>{text.what}</strong> <span>{text.advice}</span>
    </div>
  );
}
