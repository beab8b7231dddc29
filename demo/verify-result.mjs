/**
 * Verify an attestation result offline. All claims are checked; of a session without a case all but `subject` and
 * `digests.filing`, which the relying party itself sent when it created the session.
 *
 *     node demo/verify-result.mjs RESULT.jwt JWKS.json EXPECTED.json [PORTRAIT.jpg]
 *
 * JWKS.json is a saved /.well-known/jwks.json. EXPECTED.json has {issuer, tenant, session, sandbox, seeded, policies:
 * [{name, version}], models, chance}: what the relying party expects, with each policy, the models digest and the largest chance that
 * it accepts. A person who needs more time is judged by the slower policy, so both have to be among them.
 * Of a session of a case it also has {case, subject, subjectDigest}: a result with another case, or with one that is not
 * expected, is refused.
 * PORTRAIT.jpg is the portrait that the relying party shows to people: it must be the one that the result is about.
 *
 * The exit code is 0 if the result is verified, 1 if it is refused, 2 if the input cannot be used.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createLocalJWKSet, jwtVerify } from 'jose';

/** The fields of EXPECTED.json and their types. All are required: a missing one would not be checked. */
const fields = {
  issuer: 'string',
  tenant: 'string',
  session: 'string',
  sandbox: 'boolean',
  seeded: 'boolean',
  policies: 'list of {name, version}',
  models: 'string',
  chance: 'number',
};
/** Further fields, which all belong to a result for a case. */
const fieldsOfCase = { case: 'string', subject: 'string', subjectDigest: 'string' };

const paths = process.argv.slice(2);
if (paths.length < 3 || paths.length > 4)
  end(2, 'usage: node demo/verify-result.mjs RESULT.jwt JWKS.json EXPECTED.json [PORTRAIT.jpg]');
const [resultPath, jwksPath, expectedPath, portraitPath] = paths;
const result = read(resultPath).toString().trim();
if (result.split('.').length !== 3)
  end(2, `${resultPath} has no result. Is the session finished, and was it read with its tenant's API key?`);
const keys = keysOf(readJson(jwksPath));
const expected = readJson(expectedPath);
const isOfCase = Object.keys(fieldsOfCase).some((field) => Object.hasOwn(expected, field));
const wanted = isOfCase ? { ...fields, ...fieldsOfCase } : fields;
const missing = Object.keys(wanted).filter((field) => !hasField(field));
if (missing.length > 0)
  end(2, `${expectedPath} does not say ${missing.map((field) => `${field} (${wanted[field]})`).join(', ')}`);

const { issuer, tenant, session, sandbox, seeded, policies, models, chance } = expected;
const { payload } = await jwtVerify(result, keys, {
  typ: 'eat+jwt',
  algorithms: ['Ed25519', 'EdDSA'],
  issuer,
  audience: tenant,
  requiredClaims: ['iat', 'exp', 'jti', 'eat_nonce', 'digests', 'subject'],
}).catch(({ code, claim, message }) => end(1, `refused: ${claim ? `${claim} (${code})` : (code ?? message)}`));
const digest = /^[A-Za-z0-9_-]{43}$/;
/** The digests that a result of each profile has. In profile 1 the portrait was the revealed frame itself. */
const profiles = {
  'urn:beihe:attestation-result:1': ['challenge', 'evidence', 'portrait'],
  'urn:beihe:attestation-result:2': ['challenge', 'evidence', 'portrait', 'portraitFrame'],
  'urn:beihe:attestation-result:3': ['challenge', 'evidence', 'portrait', 'portraitFrame'],
};
const digests = Object.hasOwn(profiles, payload.eat_profile) ? profiles[payload.eat_profile] : undefined;
const portrait = portraitPath && createHash('sha256').update(read(portraitPath)).digest('base64url');
const checks = {
  eat_profile: digests !== undefined,
  session: payload.session === session,
  case: payload.case === expected.case,
  subject: !isOfCase || payload.subject === expected.subject,
  subjectDigest: payload.digests?.subject === expected.subjectDigest,
  mode: payload.mode === 'self',
  fallbacks: Array.isArray(payload.fallbacks),
  sandbox: payload.sandbox === sandbox,
  seeded: payload.seeded === seeded,
  policy: policies.some(({ name, version }) => payload.policy?.name === name && payload.policy?.version === version),
  chance: payload.chance <= chance,
  models: payload.digests?.models === models,
  digests: digests?.every((name) => digest.test(payload.digests?.[name])),
  portrait: portrait === undefined || payload.digests?.portrait === portrait,
  verdict: payload.verdict === 'bona-fide',
};
const failed = Object.keys(checks).filter((name) => !checks[name]);
if (failed.length > 0) end(1, `refused: ${failed.map(found).join(', ')}`);
console.log('verified: bona-fide');

/** The name of a claim that is not as expected, with its value in the signed result. */
function found(name) {
  const digestNames = { models: 'models', portrait: 'portrait', subjectDigest: 'subject' };
  const said = Object.hasOwn(digestNames, name) ? payload.digests?.[digestNames[name]] : payload[name];
  return `${name} (${JSON.stringify(said)})`;
}

function end(status, line) {
  console[status === 2 ? 'error' : 'log'](line);
  process.exit(status);
}

function read(path) {
  try {
    return readFileSync(path);
  } catch ({ code }) {
    return end(2, `${path} cannot be read: ${code}`);
  }
}

function readJson(path) {
  const content = read(path);
  try {
    return JSON.parse(content);
  } catch {
    return end(2, `${path} is not JSON`);
  }
}

function keysOf(jwks) {
  try {
    return createLocalJWKSet(jwks);
  } catch {
    return end(2, `${jwksPath} is not a set of keys`);
  }
}

/** Whether EXPECTED.json has this field with a value of its type. An empty text does not count. */
function hasField(field) {
  const value = expected?.[field];
  if (field === 'policies') return Array.isArray(value) && value.length > 0 && value.every(isPolicy);
  return typeof value === wanted[field] && value !== '';
}

function isPolicy(value) {
  return typeof value?.name === 'string' && Number.isInteger(value.version);
}
