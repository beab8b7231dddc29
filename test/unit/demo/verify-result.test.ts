/** The script that a relying party copies: which results it verifies and refuses, and which input it cannot use. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'beihe-'));
afterAll(() => rmSync(folder, { recursive: true }));

const script = resolve('demo/verify-result.mjs');
const verify = (...args: string[]) => spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', cwd: folder });

const digest = 'a'.repeat(43);
const portrait = Uint8Array.of(0xff, 0xd8, 0x80, 0xff, 0xd9);
const portraitDigest = createHash('sha256').update(portrait).digest('base64url');
const claims = {
  iss: 'https://verifier.example',
  aud: 'provider',
  jti: 'one',
  eat_nonce: 'nonce',
  eat_profile: 'urn:beihe:attestation-result:3',
  session: 's',
  subject: 'somebody',
  mode: 'self',
  fallbacks: [],
  sandbox: true,
  seeded: false,
  policy: { name: 'actions', version: 2 },
  chance: 0.02,
  digests: { models: 'm', challenge: digest, evidence: digest, portrait: portraitDigest, portraitFrame: digest },
  verdict: 'bona-fide',
};
const expected = {
  issuer: claims.iss,
  tenant: claims.aud,
  session: claims.session,
  sandbox: true,
  seeded: false,
  policies: [claims.policy],
  models: 'm',
  chance: 0.02,
};

beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair('Ed25519');
  const sign = (own: object) =>
    new SignJWT({ ...claims, ...own })
      .setProtectedHeader({ alg: 'Ed25519', typ: 'eat+jwt', kid: 'k' })
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(privateKey);
  write('jwks.json', { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'Ed25519' }] });
  writeFileSync(join(folder, 'result.jwt'), `${await sign({})}\n`);
  writeFileSync(join(folder, 'attack.jwt'), await sign({ verdict: 'attack' }));
  const { portraitFrame: _, ...older } = claims.digests;
  const profile = (n: number) => `urn:beihe:attestation-result:${n}`;
  writeFileSync(join(folder, 'older.jwt'), await sign({ eat_profile: profile(1), digests: older }));
  writeFileSync(join(folder, 'frameless.jwt'), await sign({ digests: older }));
  writeFileSync(join(folder, 'newer.jwt'), await sign({ eat_profile: profile(4) }));
  writeFileSync(join(folder, 'second.jwt'), await sign({ eat_profile: profile(2) }));
  const ofCase = { case: 'c', subject: 'organiser', digests: { ...claims.digests, subject: digest } };
  writeFileSync(join(folder, 'case.jwt'), await sign(ofCase));
  writeFileSync(join(folder, 'portrait.jpg'), portrait);
  writeFileSync(join(folder, 'other.jpg'), portrait.with(2, 0x81));
  write('expected.json', expected);
});

function write(name: string, content: unknown): void {
  writeFileSync(join(folder, name), JSON.stringify(content));
}

/** @param own fields that replace expected ones; undefined removes a field */
function verifyExpecting(own: object) {
  write('other.json', { ...expected, ...own });
  return verify('result.jwt', 'jwks.json', 'other.json');
}

describe('demo/verify-result.mjs', () => {
  it('verifies a result that meets every expectation', () => {
    expect(verify('result.jwt', 'jwks.json', 'expected.json')).toMatchObject({
      stdout: 'verified: bona-fide\n',
      status: 0,
    });
  });

  it.each([
    ['iss', { issuer: 'https://other.example' }],
    ['aud', { tenant: 'other' }],
    ['session', { session: 'other' }],
    ['sandbox', { sandbox: false }],
    ['seeded', { seeded: true }],
    [
      'policy',
      {
        policies: [
          { name: 'actions', version: 1 },
          { name: 'other', version: 2 },
        ],
      },
    ],
    ['models', { models: 'other' }],
    ['chance', { chance: 0.001 }],
  ])('refuses a result with another %s, and names it', (claim, own) => {
    const { stdout, status } = verifyExpecting(own);
    expect(stdout).toMatch(new RegExp(`^refused: ${claim}\\b.*\n$`));
    expect(status).toBe(1);
  });

  it('accepts every policy of the list', () => {
    const policies = [{ name: 'actions-unhurried', version: 2 }, claims.policy];
    expect(verifyExpecting({ policies }).stdout).toBe('verified: bona-fide\n');
  });

  it.each([[[]], [{ name: 'actions', version: 2 }], [[{ name: 'actions' }]], [[null]]])(
    'cannot use %j as policies',
    (policies) => {
      expect(verifyExpecting({ policies })).toMatchObject({
        stderr: expect.stringContaining('does not say policies') as string,
        status: 2,
      });
    },
  );

  it('refuses a verdict that is not bona-fide', () => {
    expect(verify('attack.jwt', 'jwks.json', 'expected.json')).toMatchObject({
      stdout: 'refused: verdict ("attack")\n',
      status: 1,
    });
  });

  it('verifies an older result, whose portrait is the revealed frame, and refuses one of an unknown profile', () => {
    for (const older of ['older.jwt', 'second.jwt']) {
      expect(verify(older, 'jwks.json', 'expected.json').stdout).toBe('verified: bona-fide\n');
    }
    expect(verify('newer.jwt', 'jwks.json', 'expected.json').stdout).toContain('refused: eat_profile (');
  });

  it('verifies for which case and person a result is, and refuses it for any other, or where none is expected', () => {
    const right = { case: 'c', subject: 'organiser', subjectDigest: digest };
    const verifyCase = (own: object, result = 'case.jwt') => {
      write('of-case.json', { ...expected, ...own });
      return verify(result, 'jwks.json', 'of-case.json');
    };
    expect(verifyCase(right).stdout).toBe('verified: bona-fide\n');
    expect(verifyCase({ ...right, case: 'other' }).stdout).toContain('refused: case ("c")');
    expect(verifyCase({ ...right, subject: 'service-1' }).stdout).toContain('refused: subject ("organiser")');
    expect(verifyCase({ ...right, subjectDigest: 'b'.repeat(43) }).stdout).toContain('refused: subjectDigest (');
    expect(verifyCase({}).stdout).toContain('refused: case ("c")');
    expect(verifyCase(right, 'result.jwt').stdout).toContain('refused: case (');
    expect(verifyCase({ case: 'c' })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('subjectDigest (string)'),
    });
  });

  it('refuses a result that does not say from which frame its portrait was made', () => {
    const { stdout, status } = verify('frameless.jwt', 'jwks.json', 'expected.json');
    expect(stdout).toContain('refused: digests (');
    expect(status).toBe(1);
  });

  it('verifies the portrait’s file, and refuses any other picture', () => {
    const files = ['result.jwt', 'jwks.json', 'expected.json'] as const;
    expect(verify(...files, 'portrait.jpg').stdout).toBe('verified: bona-fide\n');
    expect(verify(...files, 'other.jpg')).toMatchObject({
      stdout: `refused: portrait ("${portraitDigest}")\n`,
      status: 1,
    });
    expect(verify(...files, 'missing.jpg').stderr).toContain('missing.jpg cannot be read: ENOENT');
  });

  it.each(Object.keys(expected))('cannot use expectations without %s', (field) => {
    const { stdout, stderr, status } = verifyExpecting({ [field]: undefined, [`${field}s`]: 'misspelt' });
    expect(stderr).toMatch(new RegExp(`^other.json does not say ${field}\\b.*\n$`));
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
  });

  it('treats an empty string as a missing field', () => {
    expect(verifyExpecting({ issuer: '' }).stderr).toContain('does not say issuer');
  });

  it.each([
    ['no arguments', [], 'usage: '],
    ['a missing file', ['missing.jwt', 'jwks.json', 'expected.json'], 'missing.jwt cannot be read: ENOENT'],
    ['a file that is not JSON', ['result.jwt', 'jwks.json', 'result.jwt'], 'result.jwt is not JSON'],
    [
      'a file that is not a set of keys',
      ['result.jwt', 'expected.json', 'expected.json'],
      'expected.json is not a set of keys',
    ],
  ])('says in one line that it cannot use %s', (_, args, words) => {
    const { stderr, status } = verify(...args);
    expect(stderr).toContain(words);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(status).toBe(2);
  });
});
