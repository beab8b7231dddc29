/** Everything that can end a check without an appraisal: what the verifier refused, and what failed on this device. */
import type { FailureCode } from '#protocol/failure-code.ts';

export type { AttesterCode, FailureCode } from '#protocol/failure-code.ts';

/** The one error the widget throws on purpose. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;
  /** How long the verifier asks to wait before the next attempt. */
  readonly retryAfterMs: number | undefined;

  constructor(code: FailureCode, options?: { cause?: unknown; retryAfterMs?: number | undefined }) {
    super(code, options);
    this.code = code;
    this.retryAfterMs = options?.retryAfterMs;
  }
}
