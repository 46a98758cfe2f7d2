// Turns what vitest reports into cases of ours. A file that cannot even be loaded has no tests to count, so
// it counts as one failed case: silence must never look like success.

export type Cases = { passed: number; failed: number; skipped: number };

export const NO_CASES: Cases = { passed: 0, failed: 0, skipped: 0 };
export const ONE_PASSED: Cases = { ...NO_CASES, passed: 1 };
export const ONE_FAILED: Cases = { ...NO_CASES, failed: 1 };

/** The fields we read of vitest's JSON report. */
export type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    /** The file. */
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
};

export function countCases(report: VitestReport | undefined, exitCode: number): Cases {
  if (report === undefined) return exitCode === 0 ? NO_CASES : ONE_FAILED;
  const filesWithoutTests = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  ).length;
  const counted: Cases = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + filesWithoutTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
  // Something outside every test went wrong, such as an unhandled rejection.
  return exitCode !== 0 && counted.failed === 0 ? addCases(counted, ONE_FAILED) : counted;
}

/** What failed, by name, with the first line of why: a long log's end has to tell. */
export function listFailures(report: VitestReport | undefined): string[] {
  return (report?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((assertion) => assertion.status === 'failed');
    if (status === 'failed' && failed.length === 0) return [`${name}: ${firstLine(message)}`];
    return failed.map(
      ({ fullName, failureMessages }) => `${name} > ${fullName}: ${firstLine(failureMessages[0])}`,
    );
  });
}

function firstLine(text = ''): string {
  return text.split('\n', 1)[0] ?? '';
}

export function addCases(left: Cases, right: Cases): Cases {
  return {
    passed: left.passed + right.passed,
    failed: left.failed + right.failed,
    skipped: left.skipped + right.skipped,
  };
}

export function formatCases({ passed, failed, skipped }: Cases): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
