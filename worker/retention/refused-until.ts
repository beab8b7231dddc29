import { Refusal } from '#protocol/refusal.ts';

/**
 * When work that was refused for now is tried again; undefined for any other failure. A part of the time that the refusal says is added,
 * so that what was refused together does not come back together.
 *
 * @param nowMs when the work began
 * @param chance from 0 to 1
 */
export const refusedUntilMs = (error: unknown, nowMs: number, chance: number): number | undefined =>
  error instanceof Refusal && error.retryAfterMs !== undefined ? nowMs + error.retryAfterMs * (1 + chance) : undefined;
