/** The person in charge signs the record as it is, by the key of their session. */
import type { SignRecord } from '#protocol/session/signature.ts';
import { Refusal } from '#protocol/refusal.ts';
import { isSignedBy } from '../../form/signatures.ts';
import type { LiveSession } from '../../session/state.ts';
import type { Cases } from '../cases.ts';
import { boundSubject } from './bound-subject.ts';

/** How far a signature's time may be ahead of the server's. The attester counts from the server's time. Convention. */
const aheadMs = 60_000;

/**
 * @param session that the filer has read with the session's key
 * @throws Refusal case-not-bound, key-missing, consent-missing, signature-refused, record-changed, and as `boundSubject` does
 */
export async function signRecord(
  cases: Cases,
  { id, bound, jkt, consent, createdAtMs }: LiveSession,
  { recordDigest, signature }: SignRecord,
  nowMs: number,
): Promise<void> {
  if (!bound) throw new Refusal('case-not-bound');
  if (jkt === undefined) throw new Refusal('key-missing');
  if (!consent) throw new Refusal('consent-missing');
  const { state, subject } = await boundSubject(cases, id, bound, nowMs);
  if (recordDigest !== state.recordDigest) throw new Refusal('record-changed');
  const { role, name, atMs } = signature;
  const isRight =
    role === 'person-in-charge' &&
    name === subject.name &&
    atMs >= createdAtMs &&
    atMs <= nowMs + aheadMs &&
    (await isSignedBy(signature, recordDigest, jkt));
  if (!isRight) throw new Refusal('signature-refused');
  const signed = { session: id, recordDigest, signature, jkt };
  await cases.run(bound.case, 'sign', { by: { session: id }, subject: bound.subject, signature: signed }, nowMs);
}
