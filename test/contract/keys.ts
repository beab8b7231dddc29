import { decodeProtectedHeader } from 'jose';
import { describe, expect, it } from 'vitest';
import { announcedMs, keptMs, turnMs } from '../../worker/trust/keyring.ts';
import { sealToken, verifyToken } from '../../worker/trust/token.ts';
import type { ContractHost } from './host.ts';

const issuer = 'http://localhost:8787';

/** The time of the first request for the ring. */
const startMs = 1_800_000_000_000;

/** What the key ring of every host must do. */
export function describeKeys({ ports: { keys } }: ContractHost): void {
  describe('the key ring', () => {
    it('is the same for all simultaneous requests, and publishes no private part', async () => {
      const rings = await Promise.all(Array.from({ length: 10 }, () => keys.ring(startMs)));
      expect(new Set(rings.map(({ signing }) => signing.kid)).size).toBe(1);
      for (const key of rings.flatMap(({ published }) => published.keys)) {
        expect(key).toMatchObject({ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig' });
        expect(key).not.toHaveProperty('d');
      }
    });

    it('publishes the next key before it signs with it, and verifies with the old key until its tokens have expired', async () => {
      const before = await keys.ring(startMs);
      const lifetime = { createdAtMs: startMs, expiresAtMs: startMs + 3 * turnMs };
      const claims = { session: 's', tenant: 't', issuer, ...lifetime };
      const token = await sealToken(claims, before);

      const announced = await keys.ring(startMs + turnMs);
      expect(announced.published.keys.length).toBe(before.published.keys.length + 1);
      expect(announced.signing.kid).toBe(before.signing.kid);

      const laterMs = startMs + turnMs + announcedMs + 120_000;
      const after = await keys.ring(laterMs);
      expect(after.signing.kid).not.toBe(before.signing.kid);
      expect(announced.published.keys.map(({ kid }) => kid)).toContain(after.signing.kid);
      expect(decodeProtectedHeader(await sealToken(claims, after)).kid).toBe(after.signing.kid);
      expect(await verifyToken(token, issuer, after, laterMs)).toEqual({ session: 's', tenant: 't' });

      const forgotten = await keys.ring(laterMs + keptMs + turnMs);
      await expect(verifyToken(token, issuer, forgotten, laterMs)).rejects.toMatchObject({ code: 'token-invalid' });
    });
  });
}
