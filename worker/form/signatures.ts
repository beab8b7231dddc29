/** Whether a document is signed by everybody who must sign it, each with the key that is known to be theirs. */
import { base64url, calculateJwkThumbprint } from 'jose';
import { formFinding, type FormFinding } from '#protocol/filing/form/finding.ts';
import { Signature, type Role } from '#protocol/filing/form/signature.ts';
import { signedBytes } from '#protocol/filing/form/signed-bytes.ts';

/** Who must sign. */
export interface Signer {
  readonly role: Role;
  readonly name: string;
  /** Of what they sign; undefined if there is nothing that they could have signed. */
  readonly digest: string | undefined;
  /** Thumbprint (RFC 7638) of the key that is known to be theirs. */
  readonly key: string | undefined;
}

export async function checkSignatures(
  signatures: readonly Signature[],
  signers: readonly Signer[],
): Promise<FormFinding[]> {
  const findings = await Promise.all(
    signers.map(async ({ role, name, digest, key }) => {
      const [signature, ...more] = signatures.filter((each) => each.role === role);
      if (!signature) return formFinding('signature-missing', { role });
      const isRight = more.length === 0 && signature.name === name && (await isSignedBy(signature, digest, key));
      return isRight ? undefined : formFinding('signature-invalid', { role });
    }),
  );
  return findings.filter((finding) => finding !== undefined);
}

/** Whether it is ES256 over the strokes and the digest, by the key of this thumbprint. */
export async function isSignedBy(
  signature: Signature,
  digest: string | undefined,
  key: string | undefined,
): Promise<boolean> {
  if (digest === undefined || !Signature.safeParse(signature).success) return false;
  if ((await calculateJwkThumbprint(signature.jwk)) !== key) return false;
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;
  const publicKey = await crypto.subtle
    .importKey('jwk', signature.jwk, algorithm, false, ['verify'])
    .catch(() => undefined);
  if (!publicKey) return false;
  const value = Uint8Array.from(base64url.decode(signature.value));
  const signed = Uint8Array.from(signedBytes(digest, signature));
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, publicKey, value, signed);
}
