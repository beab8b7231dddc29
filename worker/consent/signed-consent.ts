/** The person's signature under a consent. */
import { calculateJwkThumbprint, compactVerify, EmbeddedJWK } from 'jose';
import { Refusal } from '#protocol/refusal.ts';
import { consentTyp } from '#protocol/session/consent-typ.ts';
import { SignedConsent } from '#protocol/session/consent.ts';

/**
 * The key is in the JWS itself, so that the consent can be verified as long as it is kept, also when the session is gone.
 *
 * @param jkt thumbprint of the session's key
 * @throws Refusal signature-refused if another key signed, or another consent was signed
 */
export async function verifySignedConsent(signed: string, jkt: string, expected: SignedConsent): Promise<void> {
  const { payload, protectedHeader } = await compactVerify(signed, EmbeddedJWK, { algorithms: ['ES256'] }).catch(
    (cause: unknown) => {
      throw refuse(cause);
    },
  );
  if (protectedHeader.typ !== consentTyp) throw refuse('typ');
  if ((await calculateJwkThumbprint(protectedHeader.jwk!)) !== jkt) throw refuse('jwk');
  const consent = SignedConsent.safeParse(parsed(payload));
  if (!consent.success) throw refuse('payload');
  const { textVersion, purposes, subjectDigest } = consent.data;
  const isSame =
    textVersion === expected.textVersion &&
    subjectDigest === expected.subjectDigest &&
    purposes.join() === expected.purposes.join();
  if (!isSame) throw refuse('another consent');
}

const refuse = (cause: unknown) => new Refusal('signature-refused', { cause });

function parsed(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(payload));
  } catch {
    return undefined;
  }
}
