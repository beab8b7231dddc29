import { Refusal } from '#protocol/refusal.ts';
import { isHandedOver } from '../rounds.ts';
import type { CaseSession, LiveCase, Subject, SubjectAttestation, SubjectConsent } from '../state.ts';
import { noted, type Moment } from '../timeline.ts';
import { done, type By, type Command } from './command.ts';
import { withSubject } from './guard.ts';

export interface CollectArgs extends By {
  readonly session: string;
  readonly consent?: SubjectConsent;
  readonly attestation?: SubjectAttestation;
  /** An attempt has failed. */
  readonly failed?: true;
}

/**
 * What a session of the case has gathered. The newest counts, and repeating it changes nothing. What belongs to another
 * `subjectDigest` is kept out: the person has seen something else. An attestation waits while the case is compared or reviewed
 * with another one, and everything waits while the ministry has the case; a later command of this kind brings it.
 */
export const collect: Command<CollectArgs, LiveCase> = {
  isRepeatable: true,

  onLive(state, { by, session: id, consent, attestation, failed }, nowMs) {
    const session = state.sessions.find((each) => each.id === id);
    if (!session) throw new Refusal('session-unknown');
    if (session.withdrawn || isHandedOver(state)) return done(state);
    const moment = { by, nowMs };
    const consented = consent ? withConsent(state, session, consent, moment) : state;
    const verified = attestation ? withAttestation(consented, session, attestation, moment) : consented;
    return done(failed ? withFailure(verified, session, moment) : verified);
  },
};

/** The session's subject, if what the session gathered is of what the subject is shown now. */
const subjectOf = ({ subjects }: LiveCase, { subject }: CaseSession, subjectDigest: string): Subject | undefined =>
  subjects.find((each) => each.id === subject && each.subjectDigest === subjectDigest);

const isNewer = (given: { readonly atMs: number }, present: { readonly atMs: number } | undefined): boolean =>
  !present || given.atMs > present.atMs;

function withConsent(state: LiveCase, session: CaseSession, consent: SubjectConsent, moment: Moment): LiveCase {
  const subject = subjectOf(state, session, consent.subjectDigest);
  if (!subject || !isNewer(consent, subject.consent)) return state;
  const facts = { subject: subject.id, session: session.id };
  return noted(withSubject(state, subject.id, { consent }), moment, 'consented', facts);
}

function withAttestation(
  state: LiveCase,
  session: CaseSession,
  attestation: SubjectAttestation,
  moment: Moment,
): LiveCase {
  const subject = subjectOf(state, session, attestation.subjectDigest);
  if (state.state !== 'open' || !subject || !isNewer(attestation, subject.attestation)) return state;
  const facts = { subject: subject.id, session: session.id };
  // What was compared was another portrait.
  const verified = { ...withSubject(state, subject.id, { attestation }), compared: [] };
  return noted(verified, moment, 'verified', facts);
}

function withFailure(state: LiveCase, session: CaseSession, moment: Moment): LiveCase {
  if (state.sessions.some(({ id, failed }) => id === session.id && failed)) return state;
  const sessions = state.sessions.map((each) => (each.id === session.id ? { ...each, failed: true as const } : each));
  return noted({ ...state, sessions }, moment, 'not-verified', { subject: session.subject, session: session.id });
}
