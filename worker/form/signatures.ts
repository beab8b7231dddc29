/** Whether a document is signed by everybody who must sign it, each with the key that is known to be theirs. */
import { base64url, calculateJwkThumbprint } from 'jose';
import { formFinding, type FormFinding } from '#protocol/filing/form/finding.ts';
import type { SignedForm } from '#protocol/filing/form/form.ts';
import { roles, Signature, signedBytes, type Role } from '#protocol/filing/form/signature.ts';

export async function checkSignatures(
  form: SignedForm,
  keys: Readonly<Record<Role, string>> | undefined,
): Promise<FormFinding[]> {
  const names: Readonly<Record<Role, string>> = {
    'person-in-charge': form.service.personInCharge.name,
    checker: form.checker,
  };
  const findings = await Promise.all(
    roles.map(async (role) => {
      const [signature, ...more] = form.signatures.filter((each) => each.role === role);
      if (!signature) return formFinding('signature-missing', { role });
      const isRight =
        more.length === 0 &&
        signature.name === names[role] &&
        keys !== undefined &&
        (await isSignedBy(signature, form.digest, keys[role]));
      return isRight ? undefined : formFinding('signature-invalid', { role });
    }),
  );
  return findings.filter((finding) => finding !== undefined);
}

/** ES256 over the strokes and the document's digest. @param thumbprint of the key that must have signed */
export async function isSignedBy(signature: Signature, documentDigest: string, thumbprint: string): Promise<boolean> {
  if (!Signature.safeParse(signature).success) return false;
  if ((await calculateJwkThumbprint(signature.jwk)) !== thumbprint) return false;
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;
  const key = await crypto.subtle.importKey('jwk', signature.jwk, algorithm, false, ['verify']).catch(() => undefined);
  if (!key) return false;
  const value = Uint8Array.from(base64url.decode(signature.value));
  const signed = Uint8Array.from(signedBytes(documentDigest, signature));
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, value, signed);
}
