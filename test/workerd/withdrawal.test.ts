/** The person can withdraw as long as data is kept, and nobody else can withdraw for them. */
import { describe, expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import type { KeptData, WithdrawalLink } from '#protocol/session/withdrawal.ts';
import { turnMs } from '../../worker/trust/keyring.ts';
import {
  boundFiler,
  createdFiler,
  createKeyPair,
  Filer,
  readyFiler,
  revealForm,
} from '../../assess/synthetic/filer.ts';
import { blobsOf, createHost, origin, type Host } from './host.ts';

const codeOf = async (response: Response) => (await response.json<{ code?: string }>()).code;

/** The token that a filer gets. */
const linkOf = (filer: Filer<Host>) => filer.expect<WithdrawalLink>('POST', '/withdrawals');

/** A call by someone who has only the token. */
const asHolder = (host: Host, session: string, token: string, method = 'DELETE', below = '') =>
  host.app.request(`${origin}/v1/sessions/${session}${below}`, {
    method,
    headers: { Authorization: `Withdrawal ${token}` },
  });

const dayMs = 24 * 3_600_000;

/** A verified filer with a withdrawal token, some time after the session was created. */
async function verified(laterMs: number) {
  const host = createHost();
  const filer = await readyFiler(host);
  const createdAtMs = host.clock.nowMs;
  const capture = await filer.capture(await filer.challenge());
  await filer.expect('POST', '/attestations', { form: revealForm(capture, await filer.spend(capture)) });
  const { token, keptUntilMs } = await linkOf(filer);
  host.clock.nowMs = createdAtMs + laterMs;
  return { host, filer, id: filer.session.id, token, createdAtMs, keptUntilMs };
}

describe('a withdrawal token', () => {
  it.each([0, dayMs + 1_000, 8 * dayMs - 1_000])('withdraws %d ms after the session was created', async (laterMs) => {
    const { host, id, token } = await verified(laterMs);
    expect(await blobsOf(id)).not.toEqual([]);
    expect((await asHolder(host, id, token)).status).toBe(204);
    expect(await blobsOf(id)).toEqual([]);
    expect(await codeOf(await host.asProvider('GET', `/v1/sessions/${id}`))).toBe('session-withdrawn');
  });

  it('is valid when everything else of the filer has expired', async () => {
    const { host, filer, id, token } = await verified(dayMs + 1_000);
    const calls = [
      ['GET', ''],
      ['DELETE', ''],
      ['GET', '/consents'],
      ['POST', '/challenges'],
      ['POST', '/withdrawals'],
    ] as const;
    for (const [method, path] of calls) expect(await codeOf(await filer.send(method, path))).toBe('token-expired');
    expect((await asHolder(host, id, token)).status).toBe(204);
  });

  it('can do nothing else, under any scheme', async () => {
    const { host, filer, id, token } = await verified(0);
    const others = [
      ['GET', ''],
      ['GET', '/consents'],
      ['POST', '/challenges'],
      ['POST', '/withdrawals'],
      ['GET', '/appraisals/x'],
      ['GET', '/bundles/x'],
    ] as const;
    for (const [method, path] of others) {
      expect((await asHolder(host, id, token, method, path)).status, `${method} ${path}`).toBe(401);
    }
    const headers = { Authorization: `DPoP ${token}` };
    expect(await codeOf(await filer.send('GET', '', { headers }))).toBe('token-invalid');
    expect(await codeOf(await host.asProvider('GET', `/v1/sessions/${id}`, { key: token }))).toBe('api-key-invalid');
  });

  it('shows for whom data is kept and until when, and nothing about the person', async () => {
    const host = createHost();
    const filer = await boundFiler(host, { filing: { organiser: '示例公司', domains: ['example.cn'] } });
    const { token, keptUntilMs } = await linkOf(filer);
    const kept = await (await asHolder(host, filer.session.id, token, 'GET', '/withdrawal')).json<KeptData>();
    expect(kept).toEqual({
      provider: expect.stringContaining('沙盒'),
      sandbox: true,
      createdAtMs: host.clock.nowMs,
      keptUntilMs,
    });
    expect(keptUntilMs).toBe(host.clock.nowMs + limits.session.lifetimeMs + limits.session.retentionMs);
  });

  it('is the same each time, and stays valid when the signing keys rotate', async () => {
    const host = createHost();
    host.clock.nowMs += turnMs - 3_600_000; // the next key begins to sign within the hour
    const filer = await boundFiler(host);
    const { token } = await linkOf(filer);
    expect((await linkOf(filer)).token).toBe(token);
    host.clock.nowMs += 2 * dayMs;
    expect((await asHolder(host, filer.session.id, token)).status).toBe(204);
  });

  it('answers again after the withdrawal: to a further one the same, to the question what is kept a code', async () => {
    const { host, id, token, keptUntilMs } = await verified(0);
    expect((await asHolder(host, id, token)).status).toBe(204);
    expect((await asHolder(host, id, token)).status).toBe(204);
    expect(await codeOf(await asHolder(host, id, token, 'GET', '/withdrawal'))).toBe('session-withdrawn');
    host.clock.nowMs = keptUntilMs + 1_000;
    expect(await codeOf(await asHolder(host, id, token, 'GET', '/withdrawal'))).toBe('withdrawal-expired');
  });
});

describe('a stranger', () => {
  it('cannot withdraw with another session’s token, with a changed one or without one', async () => {
    const { host, id, token } = await verified(0);
    const other = await boundFiler(host);
    const foreign = await linkOf(other);
    const [head, body, signature] = token.split('.') as [string, string, string];
    const changed = `${head}.${body}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    expect(await codeOf(await asHolder(host, id, foreign.token))).toBe('token-foreign');
    expect(await codeOf(await asHolder(host, id, changed))).toBe('withdrawal-invalid');
    expect(await codeOf(await asHolder(host, id, 'x'))).toBe('withdrawal-invalid');
    expect(await codeOf(await host.app.request(`${origin}/v1/sessions/${id}`, { method: 'DELETE' }))).toBe(
      'token-missing',
    );
    expect((await host.asProvider('GET', `/v1/sessions/${id}`)).status).toBe(200);
  });

  it('gets no token with a session’s link alone: the key has to be bound, and has to be the bound one', async () => {
    const host = createHost();
    const filer = await createdFiler(host);
    expect(await codeOf(await filer.send('POST', '/withdrawals'))).toBe('key-missing');
    await filer.bind();
    const thief = new Filer(host, filer.session, await createKeyPair());
    expect(await codeOf(await thief.send('POST', '/withdrawals'))).toBe('key-foreign');
    expect((await filer.send('POST', '/withdrawals')).status).toBe(201);
  });
});
