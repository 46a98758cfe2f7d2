// Every expected failure of the rig carries a code for tests and one sentence of advice for people.

export type RigErrorCode =
  | 'browser-not-found'
  | 'compiler-missing'
  | 'display-missing'
  | 'extension-invalid'
  | 'extension-not-loaded'
  | 'frame-not-found'
  | 'element-not-found'
  | 'page-threw'
  | 'popup-did-not-open'
  | 'popup-closed'
  | 'prompt-not-found'
  | 'not-supported'
  | 'timed-out';

export class RigError extends Error {
  override readonly name = 'RigError';
  readonly code: RigErrorCode;
  readonly advice: string;

  constructor(code: RigErrorCode, message: string, advice: string, cause?: unknown) {
    super(`${message} ${advice}`, { cause });
    this.code = code;
    this.advice = advice;
  }
}
