/** A request for every refusal. The rows are typed by the codes, so a new code without a row does not compile. */
import { base64url, SignJWT } from 'jose';
import { env } from 'cloudflare:workers';
import { describe, expect, it, vi } from 'vitest';
import { sha256 } from '#protocol/capture/commitment.ts';
import type { EvidenceBundle } from '#protocol/capture/evidence-bundle.ts';
import { createPolicies, policy, type Policies } from '#protocol/policy/registry.ts';
import type { WithdrawalLink } from '#protocol/session/withdrawal.ts';
import { Refusal, refusals, type RefusalCode } from '#protocol/refusal.ts';
import { limits } from '#protocol/limits.ts';
import {
  boundFiler,
  createdFiler,
  createKeyPair,
  digest,
  Filer,
  inTurn,
  revealForm,
  readyFiler,
} from '../../assess/synthetic/filer.ts';
import { sandboxKeys } from '../../worker/tenant/sandbox-tenants.ts';
import { syntheticReport } from '../../assess/synthetic/failure-report.ts';
import { portsOf } from '../../worker/host/cloudflare/index.ts';
import type { Sessions } from '../../worker/session/sessions.ts';
import type { SessionState } from '../../worker/session/state.ts';
import { step } from '../../worker/session/step.ts';
import { caseRows } from './case-refusals.ts';
import { deliveryRows } from './delivery-refusals.ts';
import { createHost, origin, type Host } from './host.ts';
import { createBody, shortPause } from './stream.ts';

const anyHash = digest('any');
const otherHash = digest('other');

const ready = (host = createHost()) => readyFiler(host);

/** Waits until the upload of the filer's frames is under way. */
const uploading = (filer: Filer<Host>) =>
  vi.waitFor(async () => {
    const read = await portsOf(env).sessions.run(filer.session.id, 'read', { by: { tenant: 'sandbox-provider' } }, 0);
    expect(read.challenge).toHaveProperty('upload');
  });

/** A filer with a challenge, before its first window is disclosed. */
async function challenged(host?: Host) {
  const filer = await ready(host);
  return { filer, challenge: await filer.challenge() };
}

/** A filer who has captured everything and sent no evidence. */
async function captured(host?: Host) {
  const { filer, challenge } = await challenged(host);
  return { filer, challenge, capture: await filer.capture(challenge) };
}

/** A filer whose evidence has spent the challenge. */
async function spent(host?: Host) {
  const { filer, challenge, capture } = await captured(host);
  return { filer, challenge, capture, open: await filer.spend(capture) };
}

/** A verified filer. */
async function verified() {
  const { filer, challenge, capture, open } = await spent();
  await filer.expect('POST', '/attestations', { form: revealForm(capture, open) });
  return { filer, challenge };
}

/** The bundle of a session of an assessor. */
async function sealedBundle(): Promise<EvidenceBundle> {
  const host = createHost();
  const filer = await readyFiler(host, {}, sandboxKeys.assessor);
  const challenge = await filer.challenge();
  const capture = await filer.capture(challenge);
  await filer.expect('POST', '/attestations', { form: revealForm(capture, await filer.spend(capture)) });
  const path = `/v1/sessions/${filer.session.id}/bundles/${challenge.payload.id}`;
  return (await host.asProvider('GET', path, { key: sandboxKeys.assessor })).json();
}

const replay = (body: unknown) => createHost().asProvider('POST', '/v1/replays', { body, key: sandboxKeys.assessor });

/** A filer who has failed this number of attempts, each by requesting another challenge after the first window. */
async function failing(attempts: number, everyMs = 1000) {
  const filer = await ready();
  await inTurn(attempts, async () => {
    await filer.window(await filer.challenge(), 0, anyHash);
    filer.host.clock.nowMs += everyMs;
  });
  return filer;
}

/** A trace of empty records at these times, with its statement. */
async function emptyTrace(times: readonly number[]) {
  const { filer, capture } = await captured();
  const bytes = new Uint8Array(16 + times.length * 12);
  bytes.set(capture.traceBytes.subarray(0, 12));
  const view = new DataView(bytes.buffer);
  view.setUint32(12, times.length, true);
  times.forEach((atMs, n) => view.setUint32(16 + n * 12, atMs, true));
  const evidence = await filer.evidence(capture, { traceDigest: base64url.encode(sha256(bytes)) });
  return filer.send('POST', '/evidence', { json: { ...evidence, trace: base64url.encode(bytes) } });
}

/** Sessions in memory under other policies than those of the Durable Objects. */
function sessionsUnder(policies: Policies): Sessions {
  const states = new Map<string, SessionState | undefined>();
  return {
    async run(id, kind, args, nowMs) {
      const { state, outcome } = step(states.get(id), kind, args, nowMs, policies);
      states.set(id, state);
      if ('refusal' in outcome) throw new Refusal(outcome.refusal, outcome);
      return outcome.answer;
    },
  };
}

/** The token of a session, signed by another verifier. */
const forgedToken = async () => {
  const { privateKey } = await createKeyPair();
  return new SignJWT({ sub: 'any' }).setProtectedHeader({ alg: 'ES256', typ: 'beihe-session+jwt' }).sign(privateKey);
};

const rows: Record<RefusalCode, () => Promise<Response>> = {
  ...caseRows,
  ...deliveryRows,
  'request-malformed': async () => createHost().asProvider('POST', '/v1/sessions', { body: { unknown: 1 } }),
  'request-too-large': async () => {
    const organiser = 'x'.repeat(limits.body.jsonBytes);
    return createHost().asProvider('POST', '/v1/sessions', { body: { filing: { organiser } } });
  },
  'api-key-invalid': async () => createHost().asProvider('POST', '/v1/sessions', { body: {}, key: 'bh_unknown' }),
  'seed-forbidden': async () => createHost().asProvider('POST', '/v1/sessions', { body: { seed: 'a' } }),
  'scope-missing': async () => createHost().asProvider('POST', '/v1/sessions', { body: {}, key: sandboxKeys.reviewer }),
  'assessor-only': async () => createHost().asProvider('POST', '/v1/replays', { body: {} }),
  'bundle-unsealed': async () => {
    const { seal: _, ...unsealed } = await sealedBundle();
    return replay(unsealed);
  },
  'bundle-altered': async () => {
    const bundle = await sealedBundle();
    return replay({ ...bundle, receivedAtMs: bundle.receivedAtMs + 1 });
  },
  'policy-unknown': async () => createHost().asProvider('POST', '/v1/sessions', { body: { policy: 'lenient' } }),
  'idempotency-mismatch': async () => {
    const host = createHost();
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    await host.asProvider('POST', '/v1/sessions', { body: { locale: 'en' }, headers });
    return host.asProvider('POST', '/v1/sessions', { body: { locale: 'zh-CN' }, headers });
  },
  'sandbox-local-only': async () => createHost().app.request('http://verifier.example/healthz'),
  'tenant-unknown': async () => createHost().app.request(`${origin}/embed/nobody`),
  'session-unknown': async () => createHost().asProvider('GET', `/v1/sessions/${'A'.repeat(22)}`),
  'session-expired': async () => {
    const host = createHost();
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    await host.asProvider('POST', '/v1/sessions', { body: {}, headers });
    host.clock.nowMs += limits.session.lifetimeMs;
    return host.asProvider('POST', '/v1/sessions', { body: {}, headers });
  },
  'session-withdrawn': async () => {
    const filer = await ready();
    await filer.send('DELETE', '');
    return filer.send('POST', '/challenges');
  },
  'session-finished': async () => (await verified()).filer.send('POST', '/challenges'),
  'token-missing': async () => (await ready()).send('GET', '', { headers: { Authorization: undefined } }),
  'token-invalid': async () =>
    (await ready()).send('GET', '', { headers: { Authorization: `DPoP ${await forgedToken()}` } }),
  'token-expired': async () => {
    const filer = await ready();
    filer.host.clock.nowMs += limits.session.lifetimeMs + 1000;
    return filer.send('GET', '');
  },
  'token-foreign': async () => {
    const host = createHost();
    const [own, other] = [await createdFiler(host), await createdFiler(host)];
    return own.send('GET', '', { headers: { Authorization: `DPoP ${other.session.token}` } });
  },
  'withdrawal-invalid': async () => {
    const { session } = await ready();
    const headers = { Authorization: `Withdrawal ${session.token}` };
    return createHost().app.request(`${origin}/v1/sessions/${session.id}`, { method: 'DELETE', headers });
  },
  'withdrawal-expired': async () => {
    const filer = await ready();
    const { token, keptUntilMs } = await filer.expect<WithdrawalLink>('POST', '/withdrawals');
    filer.host.clock.nowMs = keptUntilMs + 1000;
    return filer.host.app.request(filer.path(), {
      method: 'DELETE',
      headers: { Authorization: `Withdrawal ${token}` },
    });
  },
  'dpop-missing': async () => (await ready()).send('GET', '', { headers: { DPoP: undefined } }),
  'dpop-invalid': async () => (await ready()).send('GET', '', { headers: { DPoP: 'no.proof.this' } }),
  'dpop-nonce-required': async () => (await ready()).send('GET', '', { proof: { claims: { nonce: undefined } } }),
  'dpop-replayed': async () => {
    const filer = await ready();
    const proof = { claims: { jti: 'once' } };
    await filer.send('GET', '', { proof });
    return filer.send('GET', '', { proof });
  },
  'key-mismatch': async () => {
    const filer = await createdFiler(createHost());
    return filer.send('POST', '/key', { json: { jwk: (await createKeyPair()).jwk } });
  },
  'key-foreign': async () => (await ready()).send('GET', '', { proof: { key: await createKeyPair() } }),
  'key-missing': async () => (await createdFiler(createHost())).send('POST', '/challenges'),
  'consent-missing': async () => (await boundFiler(createHost())).send('POST', '/challenges'),
  'consent-outdated': async () => {
    const json = { textVersion: 'before', purposes: ['face-capture', 'comparison', 'evidence-keeping'] };
    return (await boundFiler(createHost())).send('POST', '/consents', { json });
  },
  'challenge-unknown': async () =>
    (await ready()).send('POST', `/challenges/${'A'.repeat(22)}/windows/0`, { json: { runningHash: anyHash } }),
  'challenge-forged': async () => {
    const { filer, capture } = await captured();
    const { privateKey } = await createKeyPair();
    const forged = await new SignJWT({ session: filer.session.id })
      .setProtectedHeader({ alg: 'ES256', typ: 'beihe-challenge+jws' })
      .sign(privateKey);
    return filer.send('POST', '/evidence', { json: await filer.evidence(capture, { challenge: forged }) });
  },
  'challenge-expired': async () => {
    const { filer, challenge } = await challenged();
    filer.host.clock.nowMs += policy.challenge.lifetimeMs;
    const path = `/challenges/${challenge.payload.id}/windows/0`;
    return filer.send('POST', path, { json: { runningHash: anyHash } });
  },
  'challenge-replaced': async () => {
    const { filer, challenge } = await challenged();
    await filer.challenge();
    const path = `/challenges/${challenge.payload.id}/windows/0`;
    return filer.send('POST', path, { json: { runningHash: anyHash } });
  },
  'challenge-replayed': async () => {
    const { filer, capture } = await spent();
    return filer.send('POST', '/evidence', { json: await filer.evidence(capture) });
  },
  'portrait-unknown': async () => {
    const { filer, challenge, capture, open } = await spent();
    await filer.expect('POST', '/attestations', { form: revealForm(capture, open.slice(1)) });
    return filer.host.asProvider('GET', `/v1/sessions/${filer.session.id}/portraits/${challenge.payload.id}`);
  },
  'more-time-unavailable': async () => {
    const host = createHost({}, { sessions: sessionsUnder(createPolicies([policy])) });
    return (await readyFiler(host)).send('POST', '/challenges', { json: { moreTime: true } });
  },
  'attempts-paused': async () => (await failing(policy.attempts.failures)).send('POST', '/challenges'),
  'attempts-exhausted': async () => {
    const apartMs = policy.attempts.withinMs;
    return (await failing(policy.attempts.total, apartMs)).send('POST', '/challenges');
  },
  'window-out-of-order': async () => {
    const { filer, challenge } = await challenged();
    const path = `/challenges/${challenge.payload.id}/windows/1`;
    return filer.send('POST', path, { json: { runningHash: anyHash } });
  },
  'window-early': async () => {
    const { filer, challenge } = await challenged();
    const { windowMs } = await filer.window(challenge, 0, anyHash);
    filer.host.clock.nowMs += windowMs - policy.trace.clockToleranceMs - 1;
    const path = `/challenges/${challenge.payload.id}/windows/1`;
    return filer.send('POST', path, { json: { runningHash: otherHash } });
  },
  'window-hash-stale': async () => {
    const { filer, challenge } = await challenged();
    const { windowMs } = await filer.window(challenge, 0, anyHash);
    filer.host.clock.nowMs += windowMs;
    const path = `/challenges/${challenge.payload.id}/windows/1`;
    return filer.send('POST', path, { json: { runningHash: anyHash } });
  },
  'part-out-of-order': async () => {
    const { filer, challenge, capture } = await captured();
    return filer.part(challenge, capture, 1);
  },
  'trace-ended': async () => {
    const { filer, challenge, capture } = await captured();
    await filer.end(challenge, capture);
    return filer.end(challenge, capture, otherHash);
  },
  'evidence-malformed': async () => {
    const { filer, capture } = await captured();
    const evidence = await filer.evidence(capture, {}, { key: await createKeyPair() });
    return filer.send('POST', '/evidence', { json: evidence });
  },
  'evidence-mismatch': async () => {
    const { filer, capture } = await captured();
    return filer.send('POST', '/evidence', { json: await filer.evidence(capture, { root: anyHash }) });
  },
  'evidence-incomplete': async () => {
    const { filer, challenge, capture } = await captured();
    const next = await filer.challenge();
    expect(next.payload.id).not.toBe(challenge.payload.id);
    return filer.send('POST', '/evidence', { json: await filer.evidence({ ...capture, challenge: next.jws }) });
  },
  'evidence-late': async () => {
    const { filer, capture } = await captured();
    const windowsMs = capture.windows.reduce((sum, { windowMs }) => sum + windowMs, 0);
    filer.host.clock.nowMs += windowsMs + policy.challenge.evidenceGraceMs;
    return filer.send('POST', '/evidence', { json: await filer.evidence(capture) });
  },
  'trace-malformed': () => emptyTrace([]),
  'trace-oversized': () => emptyTrace(Array.from({ length: policy.trace.maxRecords + 1 }, (_, n) => n)),
  'trace-non-monotonic': () => emptyTrace([0, 50, 50]),
  'frames-late': async () => {
    const { filer, capture, open } = await spent();
    filer.host.clock.nowMs += policy.challenge.revealMs + 1;
    return filer.send('POST', '/attestations', { form: revealForm(capture, open) });
  },
  'frames-missing': async () => {
    const { filer, capture } = await captured();
    return filer.send('POST', '/attestations', { form: revealForm(capture, [0]) });
  },
  'upload-underway': async () => {
    const { filer, capture, open } = await spent();
    const by = { jti: 'first', jkt: await filer.jkt() };
    await portsOf(env).sessions.run(filer.session.id, 'begin-upload', { by, uploadId: 'u' }, filer.host.clock.nowMs);
    return filer.send('POST', '/attestations', { form: revealForm(capture, open) });
  },
  'upload-slow': async () => {
    const { filer } = await spent(createHost({}, { pause: shortPause }));
    return filer.send('POST', '/attestations', { stream: createBody().stream });
  },
  'upload-broken': async () => {
    const { filer } = await spent();
    const { stream, breakOff } = createBody();
    breakOff();
    return filer.send('POST', '/attestations', { stream });
  },
  'verifier-busy': async () => {
    const host = createHost();
    const startMs = host.clock.nowMs;
    const others: Awaited<ReturnType<typeof spent>>[] = [];
    await inTurn(limits.load.person.places.perTenant, async () => {
      others.push(await spent(host));
      host.clock.nowMs = startMs;
    });
    const { filer, capture, open } = await spent(host);
    const bodies = others.map(() => createBody());
    const uploads = others.map((other, n) => other.filer.send('POST', '/attestations', { stream: bodies[n]!.stream }));
    await Promise.all(others.map((other) => uploading(other.filer)));
    const refused = await filer.send('POST', '/attestations', { form: revealForm(capture, open) });
    for (const body of bodies) body.breakOff();
    await Promise.all(uploads);
    return refused;
  },
  'reports-exhausted': async () => {
    const filer = await createdFiler(createHost());
    const send = () => filer.send('POST', '/reports', { json: syntheticReport() });
    await inTurn(limits.failureReports.holder.taken, send);
    return send();
  },
  'route-unknown': async () => createHost().app.request(`${origin}/v1/nothing`),
};

describe('each refusal', () => {
  it.each(Object.keys(refusals) as RefusalCode[])('is answered with its status, message and code: %s', async (code) => {
    const response = await rows[code]();
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    const { status, message } = refusals[code];
    expect(await response.json()).toMatchObject({ type: 'about:blank', title: message, status, code });
    expect(response.status).toBe(status);
  });
});

it('refuses a challenge whose signature is encoded differently than issued', async () => {
  const filer = await readyFiler(createHost());
  const challenge = await filer.challenge();
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  // The last character for 64 bytes has 2 bits; its other 4 are unused.
  const last = letters.indexOf(challenge.jws.at(-1)!);
  const spelt = { ...challenge, jws: challenge.jws.slice(0, -1) + letters[last ^ 1] };
  const capture = await filer.capture(spelt);
  const response = await filer.send('POST', '/evidence', { json: await filer.evidence(capture) });
  expect(await response.json()).toMatchObject({ code: 'challenge-forged' });
});

describe('a refusal', () => {
  it('gives the time until another try', async () => {
    const response = await rows['attempts-paused']();
    const { retryAfterMs } = await response.json<{ retryAfterMs: number }>();
    expect(retryAfterMs).toBe(policy.attempts.pauseMs);
    expect(response.headers.get('Retry-After')).toBe(String(policy.attempts.pauseMs / 1000));
  });

  it('names the way to authenticate', async () => {
    const response = await rows['dpop-nonce-required']();
    expect(response.headers.get('WWW-Authenticate')).toContain('use_dpop_nonce');
    expect(response.headers.get('DPoP-Nonce')).toBeTruthy();
    expect(response.headers.get('Access-Control-Expose-Headers')).toContain('DPoP-Nonce');
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
  });

  it('answers a bug with 500, and logs it without the token', async () => {
    const host = createHost();
    Object.defineProperty(host.clock, 'nowMs', {
      get() {
        throw new Error('no clock');
      },
    });
    const response = await host.asProvider('POST', '/v1/sessions', { body: {} });
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ code: 'internal' });
    expect(host.lines).toMatchObject([{ level: 'error', requestId: response.headers.get('X-Request-Id') }]);
    expect(JSON.stringify(host.lines)).not.toContain('bh_sandbox');
  });

  it('names the wrong place in a request, without its value', async () => {
    const host = createHost();
    const create = (body: unknown) => host.asProvider('POST', '/v1/sessions', { body });
    expect(await (await create({ local: 'zh-CN' })).json()).toMatchObject({
      detail: 'request: Unrecognized key: "local"',
    });
    const { detail } = (await (await create({ locale: 'zhang-san' })).json()) as { detail: string };
    expect(detail).toMatch(/^locale: Invalid option: expected one of/);
    expect(detail).not.toContain('zhang-san');
  });

  it('does not log a field name that the caller chose, and repeats it only in part', async () => {
    const host = createHost();
    const name = `张三 110101199001011234 ${'x'.repeat(10_000)}`;
    const response = await host.asProvider('POST', '/v1/sessions', { body: { [name]: 1 } });
    expect((await response.text()).length).toBeLessThan(1000);
    expect(host.lines).toMatchObject([{ code: 'request-malformed', cause: 'request: unrecognized_keys' }]);
  });

  it('logs its own number for each call, and ignores the caller’s', async () => {
    const filer = new Filer(createHost(), (await createdFiler(createHost())).session, await createKeyPair());
    const response = await filer.send('GET', '', { headers: { 'X-Request-Id': 'zhang-san' } });
    expect(response.headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.stringify(filer.host.lines)).not.toContain('zhang-san');
  });

  it('logs its cause, but neither token nor proof', async () => {
    const filer = new Filer(createHost(), (await createdFiler(createHost())).session, await createKeyPair());
    await filer.send('GET', '', { proof: { claims: { htm: 'PUT' } } });
    await filer.send('GET', '', { headers: { Authorization: `DPoP ${filer.session.token}x` } });
    expect(filer.host.lines).toMatchObject([{ code: 'dpop-invalid', cause: 'htm' }, { code: 'token-invalid' }]);
    for (const part of filer.session.token.split('.')) expect(JSON.stringify(filer.host.lines)).not.toContain(part);
  });
});
