/** Everything that can end a run without an appraisal: the verifier's refusals, and failures on this device. */
import type { FailureCode } from '#protocol/failure-code.ts';

export type { AttesterCode, FailureCode } from '#protocol/failure-code.ts';

/** The one error that the widget throws on purpose. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;
  /** How long the verifier makes the person wait before the next attempt. */
  readonly retryAfterMs: number | undefined;

  constructor(code: FailureCode, options?: { cause?: unknown; retryAfterMs?: number | undefined }) {
    super(code, options);
    this.code = code;
    this.retryAfterMs = options?.retryAfterMs;
  }
}
