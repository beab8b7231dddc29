import { limits } from '#protocol/limits.ts';
import type { Spent } from '../state.ts';
import type { Command, Internal } from './command.ts';

export interface EndUploadArgs extends Internal {
  readonly uploadId: string;
  /** How long the filer has to wait before the next upload. */
  readonly retryAfterMs: number;
}

/**
 * Frees the reservation of an upload that brought no frames, and leaves the filer time for another one. How often this happens
 * is limited by a time since the draw.
 */
export const endUpload: Command<EndUploadArgs, undefined> = {
  onLive(session, { uploadId, retryAfterMs }, { nowMs }) {
    const { challenge } = session;
    if (challenge?.stage !== 'spent' || challenge.upload?.id !== uploadId) return { state: session, answer: undefined };
    const { upload: _, ...free } = challenge;
    const lastMs = challenge.spentAtMs + limits.upload.lastMs;
    const again: Spent = { ...free, againUntilMs: Math.min(lastMs, nowMs + retryAfterMs + limits.upload.againMs) };
    return { state: { ...session, challenge: again }, answer: undefined };
  },
};
