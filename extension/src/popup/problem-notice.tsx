// What went wrong and what to do next, or what has happened that one should know; read aloud as soon as it appears.
import { describeProblem, type ShownProblem } from './problems.ts';

export function ProblemNotice({ problem }: { readonly problem: ShownProblem }) {
  const { what, advice } = describeProblem(problem);
  const [role, look] =
    problem.kind === 'went-on' ? (['status', 'news'] as const) : (['alert', 'problem'] as const);
  return (
    <div role={role} class={`notice ${look}`}>
      <strong>{what}</strong> <span>{advice}</span>
    </div>
  );
}
