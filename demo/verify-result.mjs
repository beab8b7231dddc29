/**
 * Verify an attestation result offline, all claims of it.
 *
 *     node demo/verify-result.mjs RESULT.jwt JWKS.json EXPECTED.json
 *
 * JWKS.json is a saved /.well-known/jwks.json; EXPECTED.json says {issuer, tenant, session, sandbox, seeded, policy: {name,
 * version}, models, chance}, as the relying party knows them: `models` is the models digest it accepts, `chance` the most it does.
 */
import { readFileSync } from 'node:fs';
import { createLocalJWKSet, jwtVerify } from 'jose';

const files = process.argv.slice(2);
if (files.length !== 3) throw new Error('usage: node demo/verify-result.mjs RESULT.jwt JWKS.json EXPECTED.json');
const [result, jwks, expected] = files.map((file) => readFileSync(file, 'utf8').trim());
const { issuer, tenant, session, sandbox, seeded, policy, models, chance } = JSON.parse(expected);
const { payload } = await jwtVerify(result, createLocalJWKSet(JSON.parse(jwks)), {
  typ: 'eat+jwt',
  algorithms: ['Ed25519', 'EdDSA'],
  issuer,
  audience: tenant,
  requiredClaims: ['iat', 'exp', 'jti', 'eat_nonce', 'digests', 'subject'],
}).catch(({ code }) => {
  console.log(`refused: ${code}`);
  process.exit(1);
});
const digest = /^[A-Za-z0-9_-]{43}$/;
const checks = {
  eat_profile: payload.eat_profile === 'urn:beihe:attestation-result:1',
  session: payload.session === session,
  mode: payload.mode === 'self',
  fallbacks: Array.isArray(payload.fallbacks),
  sandbox: payload.sandbox === sandbox,
  seeded: payload.seeded === seeded,
  policy: payload.policy?.name === policy.name && payload.policy?.version === policy.version,
  chance: payload.chance <= chance,
  models: payload.digests.models === models,
  digests: ['challenge', 'evidence', 'portrait'].every((name) => digest.test(payload.digests[name])),
  verdict: payload.verdict === 'bona-fide',
};
const failed = Object.keys(checks).filter((name) => !checks[name]);
console.log(failed.length === 0 ? 'verified: bona-fide' : `refused: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
