/** The key that a session is bound to. */
import { z } from 'zod';
import { digest } from '../encoded.ts';

/** A public P-256 key. A key with its private part is refused, because that part must never leave the browser. */
export const PublicJwk = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: digest,
  y: digest,
});
export type PublicJwk = z.infer<typeof PublicJwk>;

export const BindKey = z.strictObject({ jwk: PublicJwk });
export const BoundKey = z.object({ jkt: digest });
