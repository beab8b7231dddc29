import { Refusal } from '#protocol/refusal.ts';
import { isRepeated, remembered, type Idempotency } from '../idempotency.ts';
import type { LiveCase, StoredSubmission } from '../state.ts';
import { noted } from '../timeline.ts';
import { done, type By, type Command } from './command.ts';
import { requireNotHandedOver } from './guard.ts';

export interface HandOverArgs extends By {
  /** Of the record that the caller has checked. */
  readonly recordDigest: string;
  /** Name of the bureau account. */
  readonly account: string;
  readonly idempotency?: Idempotency;
}

/** The provider hands record and forms over. From now on nobody changes them, until the ministry has answered. */
export const handOver: Command<HandOverArgs, LiveCase> = {
  onLive(state, { by, recordDigest, account, idempotency }, nowMs) {
    if (isRepeated(state, idempotency)) return done(state);
    admitHandOver(state);
    if (recordDigest !== state.recordDigest) throw new Refusal('record-changed');
    const round = state.submissions.length + 1;
    const submission: StoredSubmission = {
      round,
      account,
      handedOverAtMs: nowMs,
      recordDigest,
      forms: [...state.forms],
      stage: 'queued',
      reminded: 0,
    };
    const handed: LiveCase = {
      ...remembered(state, idempotency),
      state: 'submitted',
      submissions: [...state.submissions, submission],
    };
    return done(noted(handed, { by, nowMs }, 'handed-over', { round: String(round), account, recordDigest }));
  },
};

/**
 * Whether the case can be handed over. It is asked before the record is checked too.
 *
 * @throws Refusal case-handed-over; case-closed before its forms are made
 */
export function admitHandOver(state: LiveCase): void {
  requireNotHandedOver(state);
  if (state.state !== 'form-ready') throw new Refusal('case-closed');
}
