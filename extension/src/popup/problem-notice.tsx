// What went wrong and what to do next; read aloud as soon as it appears.
import type { ProblemText } from './problems.ts';

export function ProblemNotice({ problem }: { readonly problem: ProblemText }) {
  return (
    <div role="alert" class="notice problem">
      <strong>{problem.what}</strong> <span>{problem.advice}</span>
    </div>
  );
}
