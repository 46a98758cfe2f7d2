/** Ways a build can be refused. Closed, so that a script can react to one of them. */
export type BuildErrorCode =
  | 'relay-url-missing'
  | 'relay-url-invalid'
  | 'relay-url-insecure'
  | 'entrypoint-missing'
  | 'bundling-failed';

/** A build that could not be made: what is wrong, and in `advice` what to do next. */
export class BuildError extends Error {
  readonly code: BuildErrorCode;
  readonly advice: string;

  constructor(code: BuildErrorCode, problem: string, advice: string) {
    super(`${problem}\n${advice}`);
    this.name = 'BuildError';
    this.code = code;
    this.advice = advice;
  }
}
