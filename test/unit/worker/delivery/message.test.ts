import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { signedMessage } from '../../../../worker/delivery/webhook/message.ts';
import { makeSecret, sealSecret, secretsOf, unsealSecret } from '../../../../worker/delivery/webhook/secret.ts';
import { deriveKey } from '../../../../worker/trust/secret.ts';

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const event = {
  id: 'case-7',
  type: 'case.state-changed',
  atMs: 1_796_000_000_123,
  data: { case: 'case', state: 'accepted' },
};

describe('a signed message', () => {
  it('has the event’s id, the time of the try in seconds, and the time of the event in the body', () => {
    const { headers, body } = signedMessage(event, [makeSecret(random)], 1_796_000_999_999);
    expect(headers).toMatchObject({ 'webhook-id': 'case-7', 'webhook-timestamp': '1796000999' });
    const timestamp = '2026-11-30T00:53:20.123Z';
    expect(JSON.parse(body)).toEqual({ type: event.type, timestamp, data: event.data });
  });

  it('is verified by the library under each of the secrets that sign, and under no other', () => {
    const secrets = [makeSecret(random), makeSecret(random)];
    const { headers, body } = signedMessage(event, secrets, Date.now());
    for (const secret of secrets) expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: event.type });
    expect(() => new Webhook(makeSecret(random)).verify(body, headers)).toThrow('No matching signature');
    expect(() => new Webhook(secrets[0]!).verify(body.replace('accepted', 'returned'), headers)).toThrow();
    expect(() => new Webhook(secrets[0]!).verify(body, { ...headers, 'webhook-id': 'case-8' })).toThrow();
  });

  it('made long before it is received is refused by the library', () => {
    const secret = makeSecret(random);
    const { headers, body } = signedMessage(event, [secret], Date.now() - 10 * 60_000);
    expect(() => new Webhook(secret).verify(body, headers)).toThrow('too old');
  });
});

describe('a secret', () => {
  const key = deriveKey('a secret of the operator’s own, long enough', 'webhook-secret');
  const holder = { tenant: 'one', endpoint: 'w' };

  it('is new each time, and has 32 bytes as Standard Webhooks writes them', () => {
    const secret = makeSecret(random);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(makeSecret(random)).not.toBe(secret);
  });

  it('is stored so that only its own endpoint’s key and place read it', () => {
    const secret = makeSecret(random);
    const sealed = sealSecret(secret, holder, key, random);
    expect(unsealSecret(sealed, holder, key)).toBe(secret);
    expect(new TextDecoder().decode(sealed)).not.toContain(secret.slice(6, 20));
    const otherKey = deriveKey('another secret of the operator, long enough', 'webhook-secret');
    for (const [other, at] of [
      [{ ...holder, endpoint: 'x' }, key],
      [{ ...holder, tenant: 'two' }, key],
      [holder, otherKey],
    ] as const)
      expect(secretsOf([sealed], other, at)).toBeUndefined();
  });
});
