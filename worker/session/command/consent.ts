import { Refusal } from '#protocol/refusal.ts';
import type { Binding } from '../../consent/binding.ts';
import { consentTo, isConsentTo } from '../../consent/consent.ts';
import { isVerified } from '../state.ts';
import type { Command, Filer } from './command.ts';

export interface ConsentArgs {
  readonly by: Filer;
  readonly textVersion: string;
  readonly purposes: readonly string[];
  readonly subjectDigest?: string | undefined;
  /** The route has verified that the key of `by` signed it. */
  readonly signed?: string | undefined;
}

/** Answers what the session is bound to: the route looks whether the case is still as it was. */
export const consent: Command<ConsentArgs, Binding | undefined> = {
  onLive(session, { textVersion, purposes, subjectDigest, signed }, { nowMs }) {
    if (isVerified(session)) throw new Refusal('session-finished');
    if (session.jkt === undefined) throw new Refusal('key-missing');
    const { bound } = session;
    if (!bound && (subjectDigest !== undefined || signed !== undefined)) throw new Refusal('case-not-bound');
    if (bound && subjectDigest !== bound.subjectDigest) throw new Refusal('subject-digest-stale');
    if (bound && signed === undefined) throw new Refusal('signature-refused');
    if (!isConsentTo(consentTo(bound), textVersion, purposes)) throw new Refusal('consent-outdated');
    const given = { textVersion, purposes, acceptedAtMs: nowMs };
    return {
      state: { ...session, consent: bound ? { ...given, signed: signed! } : given },
      answer: bound,
    };
  },
};
