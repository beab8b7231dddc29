import { limits } from '#protocol/limits.ts';
import { Refusal } from '#protocol/refusal.ts';
import type { Spent } from '../state.ts';
import type { Command, Filer } from './command.ts';
import { revealableChallenge } from './guard.ts';

export interface BeginUploadArgs {
  readonly by: Filer;
  /** Names this upload among those of the challenge. */
  readonly uploadId: string;
}

/**
 * Reserves the upload of the drawn frames, before its body is read: a second one is refused until this one has ended. The
 * deadline counts from the arrival of the request, so it does not pass during the upload. Answers the id of the challenge.
 */
export const beginUpload: Command<BeginUploadArgs, string> = {
  onLive(session, { uploadId }, { nowMs }) {
    const challenge = revealableChallenge(session);
    if (challenge.upload && nowMs < challenge.upload.untilMs) {
      throw new Refusal('upload-underway', { retryAfterMs: limits.load.retryAfterMs });
    }
    const upload = { id: uploadId, untilMs: nowMs + limits.upload.mostMs + endedMs };
    const reserved: Spent = { ...challenge, upload };
    return { state: { ...session, challenge: reserved }, answer: challenge.id };
  },
};

/** From the longest upload to the end of its reservation, if the verifier fails to end it. Convention. */
const endedMs = 5_000;
