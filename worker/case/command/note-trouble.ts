import type { MinistryCode } from '#protocol/case/submission.ts';
import { isAtRound, roundOf, withRound } from '../rounds.ts';
import type { LiveCase } from '../state.ts';
import { noted } from '../timeline.ts';
import { done, type By, type Command } from './command.ts';

export interface NoteTroubleArgs extends By {
  readonly round: number;
  readonly trouble: MinistryCode;
  /** Since when. */
  readonly atMs: number;
}

/**
 * A round cannot be sent, or its file was refused. Where a correction of the case is the only remedy, the case is returned;
 * otherwise it waits. Each cause is in the timeline once a round, because an outage may last.
 */
export const noteTrouble: Command<NoteTroubleArgs, LiveCase> = {
  isRepeatable: true,

  onLive(state, { by, round: n, trouble, atMs }, nowMs) {
    const submission = roundOf(state, n);
    const { code, cause, remedy } = trouble;
    if (submission.stage !== 'queued') return done(state);
    if (submission.trouble?.code === code && submission.trouble.cause === cause) return done(state);
    const troubled = withRound(state, { ...submission, trouble: { ...trouble, sinceMs: atMs } });
    const round = String(n);
    const isKnown = state.timeline.some(
      ({ event, facts = {} }) => event === 'upload-trouble' && facts['round'] === round && facts['cause'] === cause,
    );
    const returns = remedy === 'correct' && isAtRound(state, submission);
    const next: LiveCase = returns ? { ...troubled, state: 'returned' } : troubled;
    if (isKnown && next.state === state.state) return done(next);
    return done(noted(next, { by, nowMs }, 'upload-trouble', { round, code: String(code), cause, remedy }));
  },
};
