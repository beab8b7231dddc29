import { opened } from '../course.ts';
import type { LiveCase, Subject } from '../state.ts';
import { noted } from '../timeline.ts';
import { done, type By, type Command } from './command.ts';
import { restsOn } from './guard.ts';

export interface VoidSessionArgs extends By {
  readonly session: string;
}

/**
 * The session was withdrawn, so consent, live check and signature that came from it count no more. If the case rested on them it
 * is open again, without its forms. Nothing of the session is taken afterwards.
 */
export const voidSession: Command<VoidSessionArgs, LiveCase> = {
  isRepeatable: true,

  onLive(state, { by, session: id }, nowMs) {
    const session = state.sessions.find((each) => each.id === id);
    if (!session || session.withdrawn) return done(state);
    const moment = { by, nowMs };
    const sessions = state.sessions.map((each) => (each === session ? { ...each, withdrawn: true as const } : each));
    const subjects = state.subjects.map((subject) => without(subject, id));
    const isOfNone = subjects.every((subject, n) => subject === state.subjects[n]);
    const facts = { subject: session.subject, session: id };
    const told = noted({ ...state, sessions, subjects }, moment, 'session-withdrawn', facts);
    return done(isOfNone ? told : { ...opened(told, moment), forms: [] });
  },
};

function without(subject: Subject, session: string): Subject {
  const { consent, attestation, signature, ...rest } = subject;
  if (!restsOn(subject, session)) return subject;
  return {
    ...rest,
    ...(consent && consent.session !== session && { consent }),
    ...(attestation && attestation.session !== session && { attestation }),
    ...(signature && signature.session !== session && { signature }),
  };
}
