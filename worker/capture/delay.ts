import type { Policy } from '#protocol/policy/policy.ts';
import type { DisclosedWindow } from './capture.ts';

/** How long the verifier itself has delayed these windows, in all. Each lasts longer than the policy says by its delay. */
export const delayedMs = (windows: readonly DisclosedWindow[], { challenge }: Policy): number =>
  windows.reduce((sum, { ask, windowMs }) => sum + windowMs - challenge.windowMs[ask.kind], 0);
