import { Refusal } from '#protocol/refusal.ts';
import { reopened } from '../course.ts';
import type { LiveCase } from '../state.ts';
import { noted } from '../timeline.ts';
import { done, type By, type Command } from './command.ts';
import { requireUnfinished, subjectOf } from './guard.ts';

export interface AddSessionArgs extends By {
  readonly session: string;
  readonly subject: string;
}

/** A session of the case was made. */
export const addSession: Command<AddSessionArgs, LiveCase> = {
  isRepeatable: true,

  onLive(state, { by, session, subject }, nowMs) {
    const existing = state.sessions.find(({ id }) => id === session);
    if (existing && existing.subject !== subject) throw new Refusal('idempotency-mismatch');
    if (existing) return done(state);
    requireUnfinished(state);
    subjectOf(state, subject);
    const added = { ...state, sessions: [...state.sessions, { id: session, subject }] };
    const moment = { by, nowMs };
    return done(reopened(noted(added, moment, 'session-created', { session, subject }), moment));
  },
};
