import { createLocalJWKSet, exportJWK, generateKeyPair, jwtVerify } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { policy } from '#protocol/policy/registry.ts';
import { resultProfile, resultTyp, sealResult, type Result } from '../../../../worker/appraisal/attestation.ts';
import { modelsDigest } from '../../../../worker/appraisal/models-digest.ts';
import type { Ring } from '../../../../worker/trust/ring.ts';

const nowMs = 1_700_000_000_999;
const attester = { version: '0.1.0', backend: 'wasm', fallbacks: ['webgpu'], mesh: 'attention', models: 'm' } as const;
const result: Result = {
  issuer: 'https://verifier.test',
  sandbox: false,
  jti: 'j1',
  session: { id: 's1', tenant: 'provider', request: {} },
  challenge: {
    nonce: 'n1',
    windows: [],
    evidence: {
      blob: 'b1',
      challengeDigest: 'c1',
      statementDigest: 'e1',
      root: 'r1',
      traceDigest: 't1',
      attester: { ...attester, fallbacks: [...attester.fallbacks] },
      drawn: [3],
      portrait: 3,
    },
  },
  verdict: 'bona-fide',
  portrait: { digest: Uint8Array.of(1, 2, 3), frameDigest: Uint8Array.of(4, 5, 6) },
};

let ring: Ring;
beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const published = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'EdDSA' }] };
  ring = { signing: { kid: 'k1', key: privateKey }, published };
});

const claimsOf = async (changes: Partial<Result> = {}) => {
  const jwt = await sealResult({ ...result, ...changes }, nowMs, policy, ring);
  const currentDate = new Date(nowMs);
  return jwtVerify(jwt, createLocalJWKSet(ring.published), { audience: 'provider', typ: resultTyp, currentDate });
};

describe('sealResult', () => {
  it('signs every claim that a relying party checks', async () => {
    const { payload, protectedHeader } = await claimsOf();
    expect(protectedHeader).toEqual({ alg: 'EdDSA', typ: 'eat+jwt', kid: 'k1' });
    expect(payload).toEqual({
      iss: 'https://verifier.test',
      aud: 'provider',
      iat: 1_700_000_000,
      exp: 1_700_000_000 + limits.resultLifetimeMs / 1000,
      jti: 'j1',
      eat_profile: resultProfile,
      eat_nonce: 'n1',
      session: 's1',
      subject: { role: 'organiser' },
      mode: 'self',
      fallbacks: ['webgpu'],
      sandbox: false,
      seeded: false,
      digests: {
        challenge: 'c1',
        evidence: 'e1',
        portrait: 'AQID',
        portraitFrame: 'BAUG',
        models: modelsDigest,
      },
      policy: { name: 'actions', version: 4 },
      verdict: 'bona-fide',
      chance: 1 / 54,
    });
  });

  it('names case, subject and what the person was shown, in a session of a case', async () => {
    const bound = {
      case: 'c1',
      subject: 'organiser',
      subjectDigest: 's1',
      shown: {
        provider: 'p',
        person: { name: 'n', document: { typeId: 2, number: '110101199001010018' } },
        organiser: { kind: 'individual', name: 'n', document: { typeId: 2, number: '110101199001010018' } },
        services: [],
      },
      authority: { 'zh-CN': 'a', en: 'a' },
      bureau: 'b',
      person: 'h',
    } as const;
    const request = { case: 'c1', subject: 'organiser' };
    const { payload } = await claimsOf({
      session: { ...result.session, request, bound: { ...bound, shown: { ...bound.shown, services: [] } } },
    });
    expect(payload).toMatchObject({
      eat_profile: 'urn:beihe:attestation-result:3',
      case: 'c1',
      subject: 'organiser',
      digests: { subject: 's1' },
    });
    for (const personal of ['110101', '"n"', '"h"']) expect(JSON.stringify(payload)).not.toContain(personal);
  });

  it('says how long the verifier has delayed the person’s windows', async () => {
    const windowMs = policy.challenge.windowMs.nod + 250;
    const windows = [1, 2].map(() => ({ ask: { kind: 'nod' } as const, windowMs, runningHash: 'h', disclosedAtMs: 1 }));
    const { payload } = await claimsOf({ challenge: { ...result.challenge, windows } });
    expect(payload).toMatchObject({ delayedMs: 500 });
  });

  it.each(['attack', 'undetermined'] as const)('is also issued for %s, without a portrait', async (verdict) => {
    const { payload } = await claimsOf({ verdict, portrait: undefined });
    expect(payload).toMatchObject({ verdict });
    expect(payload['digests']).not.toHaveProperty('portrait');
    expect(payload['digests']).not.toHaveProperty('portraitFrame');
  });

  it('says that a seeded challenge could be known beforehand', async () => {
    const session = { ...result.session, request: { seed: 'known' } };
    expect((await claimsOf({ session })).payload).toMatchObject({ seeded: true, chance: 1 });
  });

  it('contains no measured number, and not what the attester claims about its models', async () => {
    const { payload } = await claimsOf();
    expect(JSON.stringify(payload)).not.toContain('"m"');
    expect(payload).not.toHaveProperty('checks');
    expect(payload).not.toHaveProperty('causes');
  });
});
