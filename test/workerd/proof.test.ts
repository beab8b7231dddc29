/** DPoP proofs against RFC 9449 §4.3. Each row changes one thing in a valid proof. */
import { base64url, CompactSign } from 'jose';
import { describe, expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import {
  createdFiler,
  createKeyPair,
  digest,
  type Filer,
  type ProofChange,
  readyFiler,
} from '../../assess/synthetic/filer.ts';
import { createHost, stateOf } from './host.ts';

const codeOf = async (response: Response) => (await response.json<{ code?: string }>()).code;

describe('a DPoP proof', () => {
  it.each<[string, string | undefined, (filer: Filer) => ProofChange]>([
    ['for this request', undefined, () => ({})],
    ['with a query and a fragment in htu', undefined, (filer) => ({ claims: { htu: `${filer.path()}?a=1#b` } })],
    [
      'with another letter case in htu',
      undefined,
      (filer) => ({ claims: { htu: filer.path().replace('http', 'HTTP') } }),
    ],
    ['with an iat of 0', undefined, () => ({ claims: { iat: 0 } })],
    ['with the longest jti', undefined, () => ({ claims: { jti: '~'.repeat(128) } })],
    ['with a longer jti', 'dpop-invalid', () => ({ claims: { jti: '~'.repeat(129) } })],
    ['with an empty jti', 'dpop-invalid', () => ({ claims: { jti: '' } })],
    ['with a jti that is not ASCII', 'dpop-invalid', () => ({ claims: { jti: '一次' } })],
    ['for another method', 'dpop-invalid', () => ({ claims: { htm: 'POST' } })],
    ['for another path', 'dpop-invalid', (filer) => ({ claims: { htu: filer.path('/key') } })],
    ['for another host', 'dpop-invalid', (filer) => ({ claims: { htu: filer.path().replace('8787', '8788') } })],
    ['with an htu that is not a URL', 'dpop-invalid', () => ({ claims: { htu: 'here' } })],
    ['for another token', 'dpop-invalid', () => ({ claims: { ath: 'x' } })],
    ['without jti', 'dpop-invalid', () => ({ claims: { jti: undefined } })],
    ['without iat', 'dpop-invalid', () => ({ claims: { iat: undefined } })],
    ['of another type', 'dpop-invalid', () => ({ header: { typ: 'JWT' } })],
    ['without a key', 'dpop-invalid', () => ({ header: { jwk: undefined } })],
    ['with a private key', 'dpop-invalid', (filer) => ({ header: { jwk: filer.keyPair.privateJwk } })],
    ['without a nonce', 'dpop-nonce-required', () => ({ claims: { nonce: undefined } })],
    ['with a nonce that the verifier did not give', 'dpop-nonce-required', () => ({ claims: { nonce: 'mine' } })],
  ])('%s is answered: %s', async (_, code, change) => {
    const filer = await readyFiler(createHost());
    expect(await codeOf(await filer.send('GET', '', { proof: change(filer) }))).toBe(code);
  });

  it('that is signed by another key than the one in it is refused', async () => {
    const filer = await readyFiler(createHost());
    const { privateKey } = await createKeyPair();
    const proof = { key: { ...filer.keyPair, privateKey } };
    expect(await codeOf(await filer.send('GET', '', { proof }))).toBe('dpop-invalid');
  });

  it.each([
    ['alg none', { typ: 'dpop+jwt', alg: 'none' }, ''],
    ['alg HS256', { typ: 'dpop+jwt', alg: 'HS256' }, 'c2lnbmF0dXJl'],
  ])('with %s is refused', async (_, header, signature) => {
    const filer = await readyFiler(createHost());
    const [, payload] = (await filer.proof('GET', filer.path())).split('.');
    const DPoP = `${base64url.encode(JSON.stringify({ ...header, jwk: filer.keyPair.jwk }))}.${payload}.${signature}`;
    expect(await codeOf(await filer.send('GET', '', { headers: { DPoP } }))).toBe('dpop-invalid');
  });

  it('is refused if a request has two of them', async () => {
    const filer = await readyFiler(createHost());
    const proofs = await Promise.all([filer.proof('GET', filer.path()), filer.proof('GET', filer.path())]);
    expect(await codeOf(await filer.send('GET', '', { headers: { DPoP: proofs.join(', ') } }))).toBe('dpop-invalid');
  });

  it('is accepted with the nonce of the previous period, but not with an older one', async () => {
    const host = createHost();
    const filer = await readyFiler(host);
    host.clock.nowMs = Math.ceil(host.clock.nowMs / limits.dpop.noncePeriodMs) * limits.dpop.noncePeriodMs;
    await filer.send('GET', '');
    const nonce = (await filer.send('GET', '')).headers.get('DPoP-Nonce');
    host.clock.nowMs += 2 * limits.dpop.noncePeriodMs - 1;
    expect((await filer.send('GET', '', { proof: { claims: { nonce } } })).status).toBe(200);
    host.clock.nowMs += 1;
    expect(await codeOf(await filer.send('GET', '', { proof: { claims: { nonce } } }))).toBe('dpop-nonce-required');
  });

  it('is used up also if its request is refused', async () => {
    const filer = await createdFiler(createHost());
    const proof = { claims: { jti: 'once' } };
    expect(await codeOf(await filer.send('POST', '/challenges', { proof }))).toBe('key-missing');
    expect(await codeOf(await filer.send('POST', '/challenges', { proof }))).toBe('dpop-replayed');
  });

  it('is stored as a short digest, also if its jti is long', async () => {
    const filer = await readyFiler(createHost());
    await filer.send('GET', '', { proof: { claims: { jti: 'x'.repeat(128) } } });
    const { proofs } = await stateOf(filer.session.id);
    expect(proofs.at(-1)!.jti).toBe(digest('x'.repeat(128)).slice(0, 16));
  });

  it('is accepted once if 20 copies arrive at once', async () => {
    const filer = await readyFiler(createHost());
    await filer.send('GET', '');
    const DPoP = await filer.proof('GET', filer.path());
    const answers = await Promise.all(Array.from({ length: 20 }, () => filer.send('GET', '', { headers: { DPoP } })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});

describe('a session token', () => {
  it.each(['beihe-challenge+jws', 'JWT'])('of type %s is refused, also with a valid signature', async (typ) => {
    const filer = await readyFiler(createHost());
    const [, payload] = filer.session.token.split('.');
    const forged = await new CompactSign(base64url.decode(payload!))
      .setProtectedHeader({ alg: 'ES256', typ })
      .sign(filer.keyPair.privateKey);
    expect(await codeOf(await filer.send('GET', '', { headers: { Authorization: `DPoP ${forged}` } }))).toBe(
      'token-invalid',
    );
  });

  it('gives access to nothing without a proof, as a Bearer token', async () => {
    const filer = await readyFiler(createHost());
    const headers = { Authorization: `Bearer ${filer.session.token}` };
    expect(await codeOf(await filer.send('GET', '', { headers }))).toBe('api-key-invalid');
  });

  it('cannot be replaced by a signed challenge', async () => {
    const filer = await readyFiler(createHost());
    const { jws } = await filer.challenge();
    expect(await codeOf(await filer.send('GET', '', { headers: { Authorization: `DPoP ${jws}` } }))).toBe(
      'token-invalid',
    );
  });
});

describe('the key of a session', () => {
  it('may be bound again, but no other key after it', async () => {
    const filer = await createdFiler(createHost());
    const jkt = await filer.jkt();
    expect(await filer.expect('POST', '/key', { json: { jwk: filer.keyPair.jwk } })).toEqual({ jkt });
    expect(await filer.expect('POST', '/key', { json: { jwk: filer.keyPair.jwk } })).toEqual({ jkt });
    const key = await createKeyPair();
    expect(await codeOf(await filer.send('POST', '/key', { json: { jwk: key.jwk }, proof: { key } }))).toBe(
      'key-foreign',
    );
  });

  it('is refused if it has a private part', async () => {
    const filer = await createdFiler(createHost());
    const response = await filer.send('POST', '/key', { json: { jwk: filer.keyPair.privateJwk } });
    expect(await codeOf(response)).toBe('request-malformed');
  });
});
