/** What went wrong with a call, as cases and operators read it. */
import type { MinistryCode } from '#protocol/case/submission.ts';
import type { BureauAnswer } from '../bureau.ts';
import { ministryCode } from '../v3/codes.ts';

export function meaningOf(answer: BureauAnswer<unknown>): MinistryCode {
  if (answer.kind === 'answered') return ministryCode(answer.code, answer.text);
  const cause = answer.kind === 'unsent' ? 'bureau-unreachable' : 'bureau-unanswered';
  return { code: 0, text: answer.why, cause, remedy: 'wait' };
}

/** A trouble that this verifier has found by itself: the ministry has no code for it. */
export const ownTrouble = (cause: string, remedy: MinistryCode['remedy'], text?: string): MinistryCode => ({
  code: 0,
  ...(text !== undefined && { text }),
  cause,
  remedy,
});
