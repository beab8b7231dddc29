import { Refusal } from '#protocol/refusal.ts';
import { reopened } from '../course.ts';
import { hasSigned } from '../signature.ts';
import type { LiveCase, SubjectSignature } from '../state.ts';
import { noted } from '../timeline.ts';
import { done, type By, type Command } from './command.ts';
import { requireOwn, requireUnfinished, subjectOf, withSubject } from './guard.ts';

export interface SignArgs extends By {
  readonly subject: string;
  /** Checked by the caller: its strokes, its value and its key. */
  readonly signature: SubjectSignature;
}

/** The person signs the record as it is. The first signature stays, as long as it counts. */
export const sign: Command<SignArgs, LiveCase> = {
  isFilers: true,
  isRepeatable: true,

  onLive(state, { by, subject: id, signature }, nowMs) {
    requireOwn(state, by, id);
    const subject = subjectOf(state, id);
    if (signature.recordDigest !== state.recordDigest) throw new Refusal('record-changed');
    if (hasSigned(subject, state)) return done(state);
    requireUnfinished(state);
    const facts = { subject: id, session: signature.session };
    const moment = { by, nowMs };
    return done(reopened(noted(withSubject(state, id, { signature }), moment, 'signed', facts), moment));
  },
};
