import type { Channel } from '#protocol/case/case.ts';
import { Refusal } from '#protocol/refusal.ts';
import { caseVersion, type CaseLifetime, type CheckedFiling, type LiveCase } from '../state.ts';
import { entryOf } from '../timeline.ts';
import { done, type By, type Command } from './command.ts';

export interface CreateArgs extends CaseLifetime, By {
  readonly requestDigest: string;
  readonly channel: Channel;
  readonly salt: string;
  readonly filing: CheckedFiling;
}

/** Creates a case, or returns the one that the same request created. */
export const create: Command<CreateArgs, LiveCase> = {
  isRepeatable: true,

  onUnknown({ by, filing, id, tenant, createdAtMs, deleteAtMs, requestDigest, channel, salt }, nowMs) {
    return done({
      v: caseVersion,
      kind: 'live',
      id,
      tenant,
      createdAtMs,
      deleteAtMs,
      requestDigest,
      channel,
      salt,
      ...filing,
      state: 'open',
      version: 1,
      sessions: [],
      documents: [],
      reasons: [],
      questions: [],
      compared: [],
      reviews: [],
      reviewsBefore: 0,
      forms: [],
      droppedForms: [],
      submissions: [],
      outbox: [],
      timeline: [entryOf(1, { by, nowMs }, 'created', { channel })],
      done: [],
    });
  },

  onLive(state, { requestDigest }) {
    if (state.requestDigest !== requestDigest) throw new Refusal('idempotency-mismatch');
    return done(state);
  },
};
