import type { CaseSubmission } from '#protocol/case/submission.ts';
import { isAtRound, roundOf, smsUntilMs, withRound } from '../rounds.ts';
import type { LiveCase, StoredSubmission } from '../state.ts';
import { noted } from '../timeline.ts';
import { done, type By, type Command } from './command.ts';

export interface NoteUploadArgs extends By {
  readonly round: number;
  readonly file: NonNullable<CaseSubmission['file']>;
  /** When the bureau took the file. */
  readonly atMs: number;
}

/** The bureau has taken the file of a round. A result may have come before, which stays. */
export const noteUpload: Command<NoteUploadArgs, LiveCase> = {
  isRepeatable: true,

  onLive(state, { by, round, file, atMs }, nowMs) {
    const { trouble: _, ...submission } = roundOf(state, round);
    if (submission.file?.digest === file.digest && submission.file.sequence === file.sequence) return done(state);
    const isAnswered = submission.stage === 'answered';
    const taken: StoredSubmission = {
      ...submission,
      enqueued: true,
      file,
      takenAtMs: atMs,
      ...(!isAnswered && { stage: 'taken', smsUntilMs: smsUntilMs(atMs, atMs) }),
    };
    const facts = { round: String(round), sequence: String(file.sequence), file: file.digest };
    const told = noted(withRound(state, taken), { by, nowMs }, 'upload-taken', facts);
    return done(isAtRound(state, submission) && !isAnswered ? { ...told, state: 'sms-pending' } : told);
  },
};
