/** Everything that can end a check without an appraisal: what the verifier refused, and what failed on this device. */
import type { RefusalCode } from '#protocol/refusal.ts';
import { visionCodes, type VisionCode } from './vision/api.ts';

export const attesterCodes = [
  ...visionCodes,
  'vision-blocked',
  'camera-denied',
  'camera-forbidden',
  'camera-absent',
  'camera-busy',
  'camera-lost',
  'browser-unsupported',
  'verifier-failed',
  'page-hidden',
] as const;
export type AttesterCode = (typeof attesterCodes)[number] | VisionCode;
export type FailureCode = AttesterCode | RefusalCode;

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
