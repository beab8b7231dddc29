import type { MinistryResult } from '#protocol/case/submission.ts';
import { jsonDigest } from '#protocol/filing/digest.ts';
import { isAtRound, roundOf, withRound } from '../rounds.ts';
import type { LiveCase } from '../state.ts';
import { noted } from '../timeline.ts';
import { done, type By, type Command } from './command.ts';

export interface NoteResultArgs extends By {
  readonly round: number;
  readonly result: MinistryResult;
}

/**
 * What the ministry has decided on a round. Each result is in the timeline once. Of contradictory ones the newest by the ministry's
 * own time counts, and of the same time the one that came last. A result of a round after whose return a correction has begun
 * changes the round alone.
 */
export const noteResult: Command<NoteResultArgs, LiveCase> = {
  isRepeatable: true,

  onLive(state, { by, round: n, result }, nowMs) {
    const submission = roundOf(state, n);
    const round = String(n);
    const digest = jsonDigest(result);
    const isKnown = state.timeline.some(
      ({ event, facts = {} }) => event === 'result-received' && facts['round'] === round && facts['result'] === digest,
    );
    if (isKnown) return done(state);
    const codes = result.codes.map(({ code }) => code).join(' ');
    const facts = { round, accepted: String(result.accepted), codes: codes === '' ? undefined : codes, result: digest };
    const told = noted(state, { by, nowMs }, 'result-received', facts);
    if (submission.result && result.atMs < submission.result.atMs) return done(told);
    const { trouble: _, ...untroubled } = submission;
    const answered = withRound(told, { ...untroubled, enqueued: true, stage: 'answered', result });
    if (!isAtRound(state, submission)) return done(answered);
    return done({ ...answered, state: result.accepted ? 'accepted' : 'returned' });
  },
};
