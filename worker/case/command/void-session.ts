import { opened } from '../course.ts';
import { isHandedOver, withoutUnsentForms } from '../rounds.ts';
import type { LiveCase, Subject } from '../state.ts';
import { noted } from '../timeline.ts';
import { done, type By, type Command } from './command.ts';
import { restsOn } from './guard.ts';

export interface VoidSessionArgs extends By {
  readonly session: string;
}

/**
 * The session was withdrawn, so consent, live check and signature that came from it count no more. If the case rested on them it
 * is open again, without its forms. Forms that were handed over stay, and so does the state as long as the ministry has the case;
 * the timeline says so. Nothing of the session is taken afterwards.
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
    const voided = isOfNone ? state : withoutUnsentForms(state);
    const isKept = !isOfNone && voided.forms.length > 0;
    const facts = { subject: session.subject, session: id, forms: isKept ? 'handed-over' : undefined };
    const told = noted({ ...voided, sessions, subjects }, moment, 'session-withdrawn', facts);
    return done(isOfNone || isHandedOver(state) ? told : opened(told, moment));
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
