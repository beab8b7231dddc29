/**
 * What a filer may read of a case: what the own person has to do, and no more. A comparison is an oracle, so neither why it did not
 * confirm the person is told, nor that it confirmed one, nor anything of another person's.
 */
import type { FilerCase, FilerStatus } from '#protocol/case/case.ts';
import { channelOfKind } from '#protocol/case/document.ts';
import { papersNeeded } from './papers.ts';
import { missingCauses, missingOf } from './reasons.ts';
import { newestRound } from './rounds.ts';
import { hasSigned } from './signature.ts';
import type { LiveCase } from './state.ts';

export function filerView(state: LiveCase, subject: string, nowMs: number): FilerCase {
  const isOwed = ({ kind, place }: { readonly kind: string; readonly place?: number }) =>
    !state.documents.some((each) => each.kind === kind && each.subject === subject && each.place === place);
  const untilMs = newestRound(state)?.smsUntilMs;
  const status = statusOf(state, subject, nowMs);
  return {
    state: status,
    notConfirmed: state.reasons.some(({ cause, about }) => cause.startsWith('comparison-') && about === subject),
    signed: state.subjects.some((each) => each.id === subject && hasSigned(each, state)),
    documentsMissing: papersNeeded(state)
      .filter((paper) => paper.subject === subject && !(paper.kind in channelOfKind) && isOwed(paper))
      .map(({ kind }) => kind),
    ...(status === 'sms-pending' && untilMs !== undefined && { smsUntilMs: untilMs }),
  };
}

function statusOf(state: LiveCase, subject: string, nowMs: number): FilerStatus {
  const { state: status } = state;
  if (status === 'sms-pending' || status === 'accepted') return status;
  return (status === 'open' || status === 'returned') && hasToAct(state, subject, nowMs) ? 'open' : 'processing';
}

/** Whether anything that keeps the case open is about the person. */
const hasToAct = (state: LiveCase, subject: string, nowMs: number): boolean =>
  [...missingOf(state, nowMs), ...state.reasons.filter(({ cause }) => !missingCauses.includes(cause))].some(
    ({ about }) => about === subject,
  );
