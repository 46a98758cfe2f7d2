// How every check of ours ends: one line when all is well, otherwise each problem and exit code 1.

export type CheckOutcome = { summary: string; problems: readonly string[] };

export function reportCheck(name: string, { summary, problems }: CheckOutcome): void {
  for (const problem of problems) console.error(problem);
  console.log(`${name}: ${summary}${problems.length > 0 ? ` (${problems.length} problems)` : ''}`);
  if (problems.length > 0) process.exitCode = 1;
}
