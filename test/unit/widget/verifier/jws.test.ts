import { compactVerify, generateKeyPair } from 'jose';
import { describe, expect, it } from 'vitest';
import { payloadOf, signJws } from '../../../../widget/verifier/jws.ts';

describe('a JWS of the widget', () => {
  it('is verified by another implementation', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const payload = { text: '网站备案', list: [1, 2], nested: { empty: '' } };
    const jws = await signJws({ typ: 'beihe-evidence+jws', jwk: { kty: 'EC' } }, payload, privateKey);
    const verified = await compactVerify(jws, publicKey);
    expect(JSON.parse(new TextDecoder().decode(verified.payload))).toEqual(payload);
    expect(verified.protectedHeader).toEqual({ alg: 'ES256', typ: 'beihe-evidence+jws', jwk: { kty: 'EC' } });
    expect(payloadOf(jws)).toEqual(payload);
  });

  it.each(['', 'a', 'a.b', 'a.bnVsbA.c', 'a.e30x.c', 'a.*.c', 'a.MQ.c'])('has no payload if it is %j', (text) => {
    expect(() => payloadOf(text)).toThrow();
  });
});
