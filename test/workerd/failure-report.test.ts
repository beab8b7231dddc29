import { env } from 'cloudflare:workers';
import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { failureCodes } from '#protocol/session/failure-report.ts';
import type { ProviderSession } from '#protocol/session/session.ts';
import { limits } from '#protocol/limits.ts';
import { proofsKept } from '../../worker/session/step.ts';
import {
  boundFiler,
  createdFiler,
  createKeyPair,
  type Filer,
  inTurn,
  revealForm,
  readyFiler,
} from '../../assess/synthetic/filer.ts';
import { syntheticReport } from '../../assess/synthetic/failure-report.ts';
import { createHost, stateOf, type Host } from './host.ts';

const readByProvider = async ({ host, session }: Filer<Host>) =>
  (await host.asProvider('GET', `/v1/sessions/${session.id}`)).json<ProviderSession>();

const codeOf = async (response: Response) => (await response.json<{ code?: string }>()).code;

const report = (filer: Filer<Host>, json: unknown = syntheticReport(), call = {}) =>
  filer.send('POST', '/reports', { json, ...call });

describe('a failure report', () => {
  it('is shown to the provider as it was sent, and to no other tenant', async () => {
    const filer = await readyFiler(createHost());
    const response = await report(filer);
    expect(response.status).toBe(201);
    const receivedAtMs = filer.host.clock.nowMs;
    expect(await response.json()).toEqual({ receivedAtMs });

    expect(await readByProvider(filer)).toMatchObject({
      reports: [{ ...syntheticReport(), receivedAtMs, fromHolder: true }],
      reportsOmitted: 0,
    });
    expect(JSON.stringify(await filer.expect('GET', ''))).not.toMatch(/report/i);
    const path = `/v1/sessions/${filer.session.id}`;
    expect((await filer.host.asProvider('GET', path, { key: 'bh_sandbox_assessor' })).status).toBe(404);
  });

  it('is accepted before the key is bound, before consent and after the end', async () => {
    const host = createHost();
    const created = await createdFiler(host);
    expect((await report(created)).status).toBe(201);
    expect((await readByProvider(created)).reports).toMatchObject([{ fromHolder: false }]);
    expect(await readByProvider(created)).toMatchObject({ state: 'created' });

    expect((await report(await boundFiler(host))).status).toBe(201);

    const verified = await readyFiler(host);
    const capture = await verified.capture(await verified.challenge());
    await verified.expect('POST', '/attestations', { form: revealForm(capture, await verified.spend(capture)) });
    expect((await report(verified)).status).toBe(201);
    expect(await readByProvider(verified)).toMatchObject({ state: 'verified', reports: { length: 1 } });
  });

  it('is accepted from a key that does not hold the session, and changes nothing for the holder', async () => {
    const filer = await readyFiler(createHost());
    const other = await createKeyPair();
    const json = syntheticReport({ step: 'preparing', code: 'key-foreign' });
    await filer.expect('POST', '/reports', { json });
    const foreign = await report(filer, json, { proof: { key: other } });
    expect(foreign.status).toBe(201);
    expect((await readByProvider(filer)).reports.map(({ fromHolder }) => fromHolder)).toEqual([true, false]);
    expect(await codeOf(await filer.send('GET', '', { proof: { key: other } }))).toBe('key-foreign');
    await filer.challenge();
  });

  it('cannot be sent so often that the holder’s proofs are refused', async () => {
    const filer = await boundFiler(createHost());
    const other = await createKeyPair();
    const { taken } = limits.failureReports.others;
    await inTurn(taken + 20, () => report(filer, syntheticReport(), { proof: { key: other } }));
    expect((await stateOf(filer.session.id)).proofs.length).toBeLessThan(taken + 10);
    expect(limits.failureReports.holder.taken + taken).toBeLessThan(proofsKept / 10);
    expect((await filer.send('GET', '')).status).toBe(200);
  });

  it('is stored if it is among the first, then only counted, then refused', async () => {
    const filer = await boundFiler(createHost());
    const { kept, taken } = limits.failureReports.holder;
    await inTurn(taken, (n) =>
      report(filer, syntheticReport({ timings: { failedMs: n } })).then(({ status }) => expect(status).toBe(201)),
    );
    const refused = await report(filer);
    expect([refused.status, await codeOf(refused)]).toEqual([403, 'reports-exhausted']);
    const session = await readByProvider(filer);
    expect(session.reports.map(({ timings }) => timings.failedMs)).toEqual(Array.from({ length: kept }, (_, n) => n));
    expect(session.reportsOmitted).toBe(taken - kept);
  });

  it('of other keys does not count towards the holder’s limit', async () => {
    const filer = await boundFiler(createHost());
    const other = await createKeyPair();
    const { kept, taken } = limits.failureReports.others;
    const send = () => report(filer, syntheticReport(), { proof: { key: other } });
    await inTurn(taken, () => send().then(({ status }) => expect(status).toBe(201)));
    expect(await codeOf(await send())).toBe('reports-exhausted');
    await inTurn(limits.failureReports.holder.kept, () => report(filer).then(({ status }) => expect(status).toBe(201)));
    const session = await readByProvider(filer);
    expect(session.reports.filter(({ fromHolder }) => fromHolder)).toHaveLength(limits.failureReports.holder.kept);
    expect(session.reports.filter(({ fromHolder }) => !fromHolder)).toHaveLength(kept);
    expect(session.reportsOmitted).toBe(taken - kept);
  });

  it('is deleted by a withdrawal, and refused afterwards', async () => {
    const filer = await readyFiler(createHost());
    await report(filer);
    await filer.send('DELETE', '');
    expect(await codeOf(await report(filer))).toBe('session-withdrawn');
    await runInDurableObject(env.SESSIONS.getByName(filer.session.id), (_, { storage }) => {
      expect(JSON.stringify([...storage.kv.list()])).not.toMatch(/report|camera-lost/);
    });
  });

  it('is refused once the token has expired', async () => {
    const filer = await readyFiler(createHost());
    filer.host.clock.nowMs += limits.session.lifetimeMs + 1000;
    expect(await codeOf(await report(filer))).toBe('token-expired');
  });

  it('is logged in one line, without token and session', async () => {
    const filer = await readyFiler(createHost());
    filer.host.lines.length = 0;
    const response = await report(filer);
    expect(filer.host.lines).toEqual([
      {
        level: 'info',
        requestId: response.headers.get('X-Request-Id'),
        route: '/v1/sessions/:id/reports',
        tenant: 'sandbox-provider',
        report: syntheticReport(),
      },
    ]);
    const line = JSON.stringify(filer.host.lines);
    for (const part of [filer.session.id, ...filer.session.token.split('.')]) expect(line).not.toContain(part);
  });

  it('uses up its proof', async () => {
    const filer = await boundFiler(createHost());
    const proof = { claims: { jti: 'once' } };
    await filer.expect('GET', '');
    expect((await report(filer, syntheticReport(), { proof })).status).toBe(201);
    expect(await codeOf(await report(filer, syntheticReport(), { proof }))).toBe('dpop-replayed');
    expect((await readByProvider(filer)).reports).toHaveLength(1);
  });

  it.each([
    ['free text', { ...syntheticReport(), note: '张三 13800000000' }],
    ['a name for its code', { ...syntheticReport(), code: '张三' }],
    ['an unknown step', { ...syntheticReport(), step: 'elsewhere' }],
    ['a user agent', { ...syntheticReport(), browser: 'Mozilla/5.0 (iPhone)' }],
    [
      'a device in the name of the browser',
      { ...syntheticReport(), browser: { ...syntheticReport().browser, device: 'M2012K11AC' } },
    ],
    ['a reason in the fallbacks', { ...syntheticReport(), fallbacks: ['webgpu: no adapter'] }],
    ['a number too large', { ...syntheticReport(), meshMs: 13_800_000_000 }],
    ['a fraction', { ...syntheticReport(), frameRateHz: 17.123456 }],
    ['text in the version', { ...syntheticReport(), widget: '0.1.0-zhangsan' }],
    ['nothing', undefined],
  ])('with %s is malformed', async (_, json) => {
    const filer = await boundFiler(createHost());
    const response = await filer.send('POST', '/reports', {
      json,
      headers: { 'Content-Type': 'application/json' },
    });
    expect([response.status, await codeOf(response)]).toEqual([400, 'request-malformed']);
    expect((await readByProvider(filer)).reports).toEqual([]);
    expect(JSON.stringify(filer.host.lines)).not.toMatch(/张三|zhangsan|1380000|Mozilla|M2012K11AC|adapter/);
  });

  it('over its limit is too large', async () => {
    const filer = await boundFiler(createHost());
    const response = await report(filer, { ...syntheticReport(), note: 'x'.repeat(limits.body.failureReportBytes) });
    expect([response.status, await codeOf(response)]).toEqual([413, 'request-too-large']);
  });

  it('fits its limit with every field at its longest', () => {
    const longest = failureCodes.toSorted((a, b) => b.length - a.length)[0]!;
    const bytes = new TextEncoder().encode(JSON.stringify(syntheticReport({ code: longest }))).length;
    expect(bytes).toBeLessThan(limits.body.failureReportBytes / 2);
  });
});

describe('a session from before there were reports', () => {
  it('is read as a session without reports, and accepts them', async () => {
    const filer = await boundFiler(createHost());
    expect(await stateOf(filer.session.id)).not.toHaveProperty('reports');
    expect(await readByProvider(filer)).toMatchObject({ reports: [], reportsOmitted: 0 });
    expect((await report(filer)).status).toBe(201);
  });
});
