import { env } from 'cloudflare:workers';
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import type { ConsentText } from '#protocol/session/consent.ts';
import type { CreatedSession, FilerSession, ProviderSession } from '#protocol/session/session.ts';
import { policy } from '#protocol/policy/registry.ts';
import { limits } from '#protocol/limits.ts';
import { consentTo } from '../../worker/consent/consent.ts';
import { portsOf } from '../../worker/host/cloudflare/index.ts';
import { maxFields } from '../../worker/capture/revealed-frames.ts';
import type { FaceReader } from '../../worker/capture/face-reader.ts';
import type { Sessions } from '../../worker/session/sessions.ts';
import type { Blobs } from '../../worker/capture/blobs.ts';
import type { Kind } from '../../worker/session/commands.ts';
import type { StoredSession } from '../../worker/retention/sealed-session.ts';
import { sweepMs } from '../../worker/retention/wake.ts';
import {
  boundFiler,
  createdFiler,
  digest,
  type Filer,
  inTurn,
  revealForm,
  readyFiler,
} from '../../assess/synthetic/filer.ts';
import { syntheticFaceReader } from '../../assess/synthetic/picture.ts';
import { blobsOf, createHost, type Host } from './host.ts';

const codeOf = async (response: Response) => (await response.json<{ code?: string }>()).code;

const readByProvider = async ({ host, session }: Filer<Host>) =>
  (await host.asProvider('GET', `/v1/sessions/${session.id}`)).json<ProviderSession>();

const failedOf = async (filer: Filer<Host>) => (await readByProvider(filer)).attempts.failed;

/** A filer whose evidence is accepted and whose frames are not yet revealed. */
const spent = async (host: Host) => {
  const filer = await readyFiler(host);
  const capture = await filer.capture(await filer.challenge());
  return { filer, capture, open: await filer.spend(capture) };
};

/** A verified filer, and the revealed frames. */
const finished = async (host: Host) => {
  const { filer, capture, open } = await spent(host);
  await filer.expect('POST', '/attestations', { form: revealForm(capture, open) });
  return { filer, open };
};

const { blobs, sessions } = portsOf(env);

const down = () => Promise.reject(new Error('R2 is down'));

/** Blobs that can be written, but not deleted by a withdrawal. */
const undeleting: Blobs = { ...blobs, deleteAll: down };

/** Sessions that lose the answers to one kind of command, after the command has run. */
const losing = (kind: Kind): Sessions => ({
  async run(id, sent, args, nowMs) {
    const answer = await sessions.run(id, sent, args, nowMs);
    if (sent === kind) throw new Error('the answer is lost');
    return answer;
  },
});

describe('creating a session', () => {
  it('gives the same answer for the same Idempotency-Key and request', async () => {
    const host = createHost();
    const create = async (tenantKey?: string) => {
      const headers = { 'Idempotency-Key': 'order-1' };
      const call = { body: { locale: 'en' }, headers, ...(tenantKey && { key: tenantKey }) };
      return (await host.asProvider('POST', '/v1/sessions', call)).json<CreatedSession>();
    };
    const first = await create();
    host.clock.nowMs += 5000;
    expect(await create()).toEqual(first);
    expect((await create('bh_sandbox_assessor')).id).not.toBe(first.id);
    expect(first.verifyUrl).toBe(`http://localhost:8787/verify#session=${first.id}&token=${first.token}`);
    expect(first.expiresAtMs).toBe(host.clock.nowMs - 5000 + limits.session.lifetimeMs);
  });

  it('needs no body', async () => {
    const response = await createHost().asProvider('POST', '/v1/sessions', { headers: { 'Content-Type': '' } });
    expect(response.status).toBe(201);
  });
});

describe('consent', () => {
  it.each([
    ['the required purposes', 201, ['face-capture', 'comparison', 'evidence-keeping']],
    ['all of them', 201, consentTo(undefined).purposes.map(({ id }) => id)],
    ['all but a required one', 409, ['face-capture', 'comparison', 'improvement']],
    ['one that is not in the text', 409, ['face-capture', 'comparison', 'evidence-keeping', 'advertising']],
    ['none', 409, []],
  ])('to %s answers %d', async (_, status, accepted) => {
    const filer = await boundFiler(createHost());
    const { textVersion } = await filer.expect<ConsentText>('GET', '/consents');
    const response = await filer.send('POST', '/consents', { json: { textVersion, purposes: accepted } });
    expect(response.status).toBe(status);
  });

  it('shows the provider and the filing, in both languages', async () => {
    const filing = { organiser: '示例公司', domains: ['example.cn'] };
    const filer = await createdFiler(createHost(), { filing });
    const text = await filer.expect<ConsentText>('GET', '/consents');
    expect(text).toMatchObject({ ...filing, provider: expect.stringContaining('沙盒') });
    for (const purpose of text.purposes) expect(Object.keys(purpose.text)).toEqual(['zh-CN', 'en']);
  });

  it('needs the key first', async () => {
    const filer = await createdFiler(createHost());
    const { textVersion } = await filer.expect<ConsentText>('GET', '/consents');
    const json = { textVersion, purposes: ['face-capture', 'comparison', 'evidence-keeping'] };
    expect(await codeOf(await filer.send('POST', '/consents', { json }))).toBe('key-missing');
  });
});

describe('windows', () => {
  it('are disclosed once each, and refused for a second hash', async () => {
    const filer = await readyFiler(createHost());
    const challenge = await filer.challenge();
    await filer.window(challenge, 0, digest('a'));
    const path = `/challenges/${challenge.payload.id}/windows/0`;
    expect(await codeOf(await filer.send('POST', path, { json: { runningHash: digest('b') } }))).toBe(
      'window-out-of-order',
    );
  });

  it('are answered again after a lost answer, with the time of the first disclosure', async () => {
    const filer = await readyFiler(createHost());
    const challenge = await filer.challenge();
    const first = await filer.window(challenge, 0, digest('a'));
    filer.host.clock.nowMs += 1000;
    expect(await filer.window(challenge, 0, digest('a'))).toEqual(first);
    filer.host.clock.nowMs += first.windowMs - 1000 - policy.trace.clockToleranceMs;
    await filer.window(challenge, 1, digest('b'));
    const path = `/challenges/${challenge.payload.id}/windows/0`;
    expect(await codeOf(await filer.send('POST', path, { json: { runningHash: digest('a') } }))).toBe(
      'window-out-of-order',
    );
  });

  it('are disclosed for one of 20 simultaneous requests with different hashes', async () => {
    const filer = await readyFiler(createHost());
    const { payload } = await filer.challenge();
    const path = `/challenges/${payload.id}/windows/0`;
    const ask = (_: unknown, n: number) => filer.send('POST', path, { json: { runningHash: digest(`${n}`) } });
    const answers = await Promise.all(Array.from({ length: 20 }, ask));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it.each(['0x0', '%20', '-0', '1e0', '000'])('have plain decimal numbers: %s is refused', async (n) => {
    const filer = await readyFiler(createHost());
    const { payload } = await filer.challenge();
    const response = await filer.send('POST', `/challenges/${payload.id}/windows/${n}`, {
      json: { runningHash: digest('a') },
    });
    expect(await codeOf(response)).toBe('request-malformed');
  });

  it('can be disclosed after the challenge’s lifetime if the first one was, until the evidence is late', async () => {
    const filer = await readyFiler(createHost());
    const challenge = await filer.challenge();
    filer.host.clock.nowMs += policy.challenge.lifetimeMs - 1;
    const { windowMs } = await filer.window(challenge, 0, digest('a'));
    filer.host.clock.nowMs += windowMs;
    await filer.window(challenge, 1, digest('b'));
    filer.host.clock.nowMs += 60_000;
    const path = `/challenges/${challenge.payload.id}/windows/2`;
    expect(await codeOf(await filer.send('POST', path, { json: { runningHash: digest('c') } }))).toBe('evidence-late');
  });
});

describe('attempts', () => {
  it('are not used up by a challenge without a disclosed window', async () => {
    const filer = await readyFiler(createHost());
    await inTurn(12, () => filer.challenge());
    expect(await failedOf(filer)).toBe(0);
  });

  it('are used up by requests for another challenge after a window, until there is a pause', async () => {
    const filer = await readyFiler(createHost());
    await inTurn(policy.attempts.failures, async (n) => {
      await filer.window(await filer.challenge(), 0, digest('a'));
      expect(await failedOf(filer)).toBe(n);
    });
    expect(await codeOf(await filer.send('POST', '/challenges'))).toBe('attempts-paused');
    expect(await failedOf(filer)).toBe(policy.attempts.failures);
    filer.host.clock.nowMs += policy.attempts.pauseMs - 1;
    expect(await codeOf(await filer.send('POST', '/challenges'))).toBe('attempts-paused');
    filer.host.clock.nowMs += 1;
    expect((await filer.send('POST', '/challenges')).status).toBe(201);
  });

  it('are used up once by evidence that is never sent', async () => {
    const filer = await readyFiler(createHost());
    await filer.capture(await filer.challenge());
    filer.host.clock.nowMs += 60_000;
    expect(await failedOf(filer)).toBe(1);
    await filer.challenge();
    expect(await failedOf(filer)).toBe(1);
  });

  it('are used up by frames that are not revealed', async () => {
    const filer = await readyFiler(createHost());
    await filer.spend(await filer.capture(await filer.challenge()));
    filer.host.clock.nowMs += policy.challenge.revealMs + 1;
    expect(await failedOf(filer)).toBe(1);
  });

  it('are not used up by a slow face reader', async () => {
    const slow: FaceReader = {
      ...syntheticFaceReader,
      read(...shown) {
        host.clock.nowMs += policy.challenge.revealMs / 8;
        return syntheticFaceReader.read(...shown);
      },
    };
    const host = createHost({}, { faceReader: async () => slow });
    const filer = await readyFiler(host);
    const capture = await filer.capture(await filer.challenge());
    const form = revealForm(capture, await filer.spend(capture));
    expect(await filer.expect('POST', '/attestations', { form })).toEqual({ done: true, causes: [] });
  });

  it('fail the session when all are used up', async () => {
    const filer = await readyFiler(createHost());
    await inTurn(policy.attempts.total, async () => {
      await filer.window(await filer.challenge(), 0, digest('a'));
      filer.host.clock.nowMs += policy.attempts.withinMs;
    });
    expect(await codeOf(await filer.send('POST', '/challenges'))).toBe('attempts-exhausted');
    expect(await readByProvider(filer)).toMatchObject({ state: 'failed', attempts: { left: 0 } });
  });
});

describe('a filer who lost an answer', () => {
  const challengeOf = async (filer: Filer<Host>) => (await filer.expect<FilerSession>('GET', '')).challenge;

  it('can read which frames to reveal until they are revealed, and then their appraisal', async () => {
    const filer = await readyFiler(createHost());
    const challenge = await filer.challenge();
    expect(await challengeOf(filer)).toBe(undefined);
    const capture = await filer.capture(challenge);
    const open = await filer.spend(capture);
    const { id } = challenge.payload;
    expect(await challengeOf(filer)).toEqual({ id, open });
    const appraised = await filer.expect('POST', '/attestations', { form: revealForm(capture, open) });
    expect(await challengeOf(filer)).toEqual({ id, appraised });
  });

  it('can no longer read the drawn frames if the frames are late', async () => {
    const filer = await readyFiler(createHost());
    const challenge = await filer.challenge();
    await filer.spend(await filer.capture(challenge));
    filer.host.clock.nowMs += policy.challenge.revealMs + 1;
    expect(await challengeOf(filer)).toEqual({ id: challenge.payload.id });
  });
});

describe('revealing', () => {
  it('stores no picture whose digest is not in the evidence', async () => {
    const filer = await readyFiler(createHost());
    const capture = await filer.capture(await filer.challenge());
    const open = await filer.spend(capture);
    const form = revealForm(capture, open);
    form.set(`frame-${open[0]}`, new Blob(['something else']), 'frame');
    expect(await filer.expect('POST', '/attestations', { form })).toMatchObject({ done: false });
    expect(await blobsOf(filer.session.id)).toHaveLength(3 + open.length - 1);
  });
});

describe('spending', () => {
  it('succeeds for one of 50 simultaneous pieces of evidence, and stores one blob', async () => {
    const filer = await readyFiler(createHost());
    const capture = await filer.capture(await filer.challenge());
    const json = await filer.evidence(capture);
    const answers = await Promise.all(Array.from({ length: 50 }, () => filer.send('POST', '/evidence', { json })));
    const codes = await Promise.all(answers.map(codeOf));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(codes.filter((code) => code === 'challenge-replayed')).toHaveLength(49);
    expect(await blobsOf(filer.session.id)).toHaveLength(1);
  });

  it('leads to one conclusion if 10 reveals arrive at once', async () => {
    const filer = await readyFiler(createHost());
    const capture = await filer.capture(await filer.challenge());
    const open = await filer.spend(capture);
    const attest = () => filer.send('POST', '/attestations', { form: revealForm(capture, open) });
    const answers = await Promise.all(Array.from({ length: 10 }, attest));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect((await readByProvider(filer)).challenges).toHaveLength(1);
  });

  it('keeps the evidence if the session’s answer is lost', async () => {
    const host = createHost({}, { sessions: losing('spend') });
    const filer = await readyFiler(host);
    const json = await filer.evidence(await filer.capture(await filer.challenge()));
    expect((await filer.send('POST', '/evidence', { json })).status).toBe(500);
    expect(await codeOf(await filer.send('POST', '/evidence', { json }))).toBe('challenge-replayed');
    expect(await blobsOf(filer.session.id)).toHaveLength(1);
  });

  it('keeps frames and appraisal if the session’s answer is lost', async () => {
    const host = createHost({}, { sessions: losing('conclude') });
    const { filer, capture, open } = await spent(host);
    const form = revealForm(capture, open);
    expect((await filer.send('POST', '/attestations', { form })).status).toBe(500);
    expect(await blobsOf(filer.session.id)).toHaveLength(4 + open.length);
    const { challenges } = await readByProvider(filer);
    const path = `/v1/sessions/${filer.session.id}`;
    for (const kept of ['appraisals', 'portraits'])
      expect((await host.asProvider('GET', `${path}/${kept}/${challenges[0]}`)).status).toBe(200);
  });

  it('deletes the frames if the appraisal cannot be stored', async () => {
    const put: Blobs['put'] = (key, content) => (key.endsWith('/appraisal.json') ? down() : blobs.put(key, content));
    const { filer, capture, open } = await spent(createHost({}, { blobs: { ...blobs, put } }));
    const form = revealForm(capture, open);
    expect((await filer.send('POST', '/attestations', { form })).status).toBe(500);
    expect(await blobsOf(filer.session.id)).toHaveLength(1);
    expect((await readByProvider(filer)).challenges).toEqual([]);
  });

  it('does not read frames if none are expected', async () => {
    const filer = await readyFiler(createHost());
    const json = { long: 'A'.repeat(limits.body.framesBytes) };
    expect(await codeOf(await filer.send('POST', '/attestations', { json }))).toBe('frames-missing');
  });

  it('refuses a body over the limit, with and without a Content-Length', async () => {
    const { filer } = await spent(createHost());
    const json = { statement: 'x', trace: 'A'.repeat(limits.body.evidenceBytes), frameDigests: 'A' };
    expect(await codeOf(await filer.send('POST', '/evidence', { json }))).toBe('request-too-large');
    const headers = { 'Content-Length': String(limits.body.evidenceBytes + 1) };
    expect(await codeOf(await filer.send('POST', '/evidence', { json: {}, headers }))).toBe('request-too-large');
    const form = new FormData();
    form.set('frame-0', new File([new Uint8Array(limits.body.framesBytes)], '0.jpg'));
    expect(await codeOf(await filer.send('POST', '/attestations', { form }))).toBe('request-too-large');
  });

  it('refuses fields that are not frames, and a body that is not a form', async () => {
    const { filer, capture, open } = await spent(createHost());
    const form = new FormData();
    form.set('portrait', new File(['x'], 'portrait.jpg'));
    expect(await codeOf(await filer.send('POST', '/attestations', { form }))).toBe('request-malformed');
    expect(await codeOf(await filer.send('POST', '/attestations', { json: {} }))).toBe('request-malformed');
    const many = revealForm(capture, open);
    for (let n = 0; n <= maxFields; n += 1) many.append('frame-0', new File(['x'], '0.jpg'));
    expect(await codeOf(await filer.send('POST', '/attestations', { form: many }))).toBe('request-malformed');
    expect((await filer.send('POST', '/attestations', { form: revealForm(capture, open) })).status).toBe(201);
  });
});

describe('the end of a session', () => {
  it('leaves evidence, appraisal, portrait and the drawn frames, and no other picture', async () => {
    const { filer, open } = await finished(createHost());
    expect(await blobsOf(filer.session.id)).toHaveLength(4 + open.length);
  });

  it.each(['filer', 'provider'])('comes when the %s withdraws, and leaves nothing about the person', async (side) => {
    const host = createHost();
    const { filer } = await finished(host);
    const path = `/v1/sessions/${filer.session.id}`;
    const withdraw = () => (side === 'filer' ? filer.send('DELETE', '') : host.asProvider('DELETE', path));
    expect((await withdraw()).status).toBe(204);
    expect(await blobsOf(filer.session.id)).toEqual([]);
    expect(await codeOf(await host.asProvider('GET', path))).toBe('session-withdrawn');
    expect(await codeOf(await filer.send('POST', '/challenges'))).toBe('session-withdrawn');
    expect((await withdraw()).status).toBe(204);
    expect((await host.asProvider('DELETE', path, { key: 'bh_sandbox_assessor' })).status).toBe(404);
    await runInDurableObject(env.SESSIONS.getByName(filer.session.id), (_, { storage }) => {
      expect(Object.keys(storage.kv.get<object>('state')!).toSorted()).toEqual([
        'createdAtMs',
        'deleteAtMs',
        'expiresAtMs',
        'id',
        'kind',
        'sweepAtMs',
        'tenant',
        'v',
      ]);
    });
  });

  it('comes with the second DELETE if the first one could not delete the blobs', async () => {
    const host = createHost();
    const { filer } = await finished(host);
    const path = `/v1/sessions/${filer.session.id}`;
    expect((await createHost({}, { blobs: undeleting }).asProvider('DELETE', path)).status).toBe(500);
    expect(await blobsOf(filer.session.id)).not.toEqual([]);
    expect((await host.asProvider('DELETE', path)).status).toBe(204);
    expect(await blobsOf(filer.session.id)).toEqual([]);
  });

  it('comes by alarm a minute after a withdrawal whose request failed', async () => {
    const { filer } = await finished(createHost({}, { blobs: undeleting }));
    expect((await filer.send('DELETE', '')).status).toBe(500);
    expect(await blobsOf(filer.session.id)).not.toEqual([]);
    const sweepAtMs = filer.host.clock.nowMs + sweepMs;
    await runInDurableObject(env.SESSIONS.getByName(filer.session.id), (session) => session.wake(sweepAtMs));
    expect(await blobsOf(filer.session.id)).toEqual([]);
  });

  it('comes with its alarm, and leaves nothing', async () => {
    const { filer } = await finished(createHost());
    const stub = env.SESSIONS.getByName(filer.session.id);
    await runInDurableObject(stub, (_, { storage }) => {
      storage.kv.put('state', { ...storage.kv.get<StoredSession>('state'), deleteAtMs: Date.now() });
    });
    expect(await runDurableObjectAlarm(stub)).toBe(true);
    expect(await blobsOf(filer.session.id)).toEqual([]);
    await runInDurableObject(stub, (_, { storage }) => {
      expect([...storage.kv.list()]).toEqual([]);
    });
  });
});
