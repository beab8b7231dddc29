import { describe, expect, it } from 'vitest';
import { WithdrawalController, type WithdrawalHost } from '../../../../widget/withdrawal/controller.ts';

const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url');
const sessionToken = `${part({})}.${part({ sub: 'session', tenant: 'tenant', exp: 2_000_000_000 })}.signature`;

/** An element with this address of the verifier, in which the person has consented. */
function consented(verifier: string): WithdrawalController {
  const host = { verifier, sessionToken, addController() {}, requestUpdate() {} } as unknown as WithdrawalHost;
  const controller = new WithdrawalController(host, () => {});
  controller.keep({ token: 'withdrawal', keptUntilMs: Date.now() + 60_000 });
  return controller;
}

describe('the offer to withdraw', () => {
  it.each(['https://beihe.example', ' "https://beihe.example" ', '\u200Bhttps://beihe.example/'])(
    'reads the address %j as the run does',
    (verifier) => {
      expect(consented(verifier).offer?.url).toBe('https://beihe.example/verify#withdraw=withdrawal');
    },
  );

  it.each(['', 'beihe', 'ftp://beihe.example'])('is not made, and nothing is thrown, at the address %j', (verifier) => {
    expect(consented(verifier).offer).toBeUndefined();
  });
});
