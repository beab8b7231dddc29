import { env } from 'cloudflare:workers';
import type { JSONWebKeySet } from 'jose';
import { describe, expect, it } from 'vitest';
import { createHost, origin } from './host.ts';

describe('the key ring', () => {
  it('creates one key for many simultaneous requests', async () => {
    const stub = env.KEY_RING.getByName('many');
    const answers = await Promise.all(Array.from({ length: 10 }, () => stub.current(1)));
    expect(new Set(answers.flatMap((stored) => stored.map(({ kid }) => kid))).size).toBe(1);
  });

  it('publishes no private part', async () => {
    const response = await createHost().app.request(`${origin}/.well-known/jwks.json`);
    const { keys } = await response.json<JSONWebKeySet>();
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) {
      expect(key).toMatchObject({ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig' });
      expect(key).not.toHaveProperty('d');
    }
  });
});
