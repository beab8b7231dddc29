/** What a busy verifier does: it counts from arrival, admits by tenant, reserves uploads, and bounds their memory and time. */
import { env } from 'cloudflare:workers';
import { describe, expect, it, vi } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { policy } from '#protocol/policy/registry.ts';
import type { ProviderSession } from '#protocol/session/session.ts';
import type { FaceReader } from '../../worker/capture/face-reader.ts';
import { portsOf } from '../../worker/host/cloudflare/index.ts';
import { digest, type Filer, inTurn, readyFiler, revealForm } from '../../assess/synthetic/filer.ts';
import { syntheticFaceReader } from '../../assess/synthetic/picture.ts';
import { sandboxKeys } from '../../worker/tenant/sandbox-tenants.ts';
import { createHost, type Host } from './host.ts';
import { createBody, shortPause } from './stream.ts';

const { sessions } = portsOf(env);
const { perTenant } = limits.load.person.places;
const { revealMs } = policy.challenge;

/** When a test that hangs is ended. Several filers capture one after another. */
const patienceMs = 600_000;

const codeOf = async (response: Response) => (await response.json<{ code?: string }>()).code;

const attemptsOf = async ({ host, session }: Filer<Host>, key: string = sandboxKeys.provider) => {
  const response = await host.asProvider('GET', `/v1/sessions/${session.id}`, { key });
  return (await response.json<ProviderSession>()).attempts.failed;
};

/** A filer whose evidence is accepted and whose frames are not yet revealed. */
async function spent(host: Host, key: string = sandboxKeys.provider) {
  const filer = await readyFiler(host, {}, key);
  const capture = await filer.capture(await filer.challenge());
  const open = await filer.spend(capture);
  const body = createBody();
  return {
    filer,
    tenant: key === sandboxKeys.provider ? 'sandbox-provider' : 'sandbox-assessor',
    body,
    reveal: () => filer.send('POST', '/attestations', { form: revealForm(capture, open) }),
    /** Begins an upload whose body is sent by `body`. */
    upload: (headers?: Record<string, string>) =>
      filer.send('POST', '/attestations', { stream: body.stream, ...(headers && { headers }) }),
  };
}

/** Filers of these tenants, all of whom have just sent their evidence. */
async function spentTogether(host: Host, keys: readonly string[]) {
  const startMs = host.clock.nowMs;
  const all: Awaited<ReturnType<typeof spent>>[] = [];
  let lastMs = startMs;
  await inTurn(keys.length, async (n) => {
    host.clock.nowMs = startMs;
    all.push(await spent(host, keys[n]));
    lastMs = Math.max(lastMs, host.clock.nowMs);
  });
  host.clock.nowMs = lastMs;
  return all;
}

/** Waits until the upload of its frames is under way, or has ended. */
const untilUploading = ({ filer, tenant }: Awaited<ReturnType<typeof spent>>, isUnderWay = true) =>
  vi.waitFor(async () => {
    const { challenge } = await sessions.run(filer.session.id, 'read', { by: { tenant } }, 0);
    expect(challenge?.stage === 'spent' && challenge.upload !== undefined).toBe(isUnderWay);
  });

/** A host whose verifier is stalled by a step of this length: it begins at the clock's time, and the clock then moves on. */
async function stalledHost(stallMs: number) {
  let stall = () => {};
  const slow: FaceReader = {
    ...syntheticFaceReader,
    read(...shown) {
      stall();
      return syntheticFaceReader.read(...shown);
    },
  };
  const host = createHost({}, { faceReader: async () => slow });
  /** Calls `act` while a picture of a stranger has just stalled the verifier. */
  const during = async <T>(act: () => Promise<T>): Promise<T> => {
    const nowMs = host.clock.nowMs;
    const stranger = await spent(host);
    host.clock.nowMs = nowMs;
    const acting = Promise.withResolvers<T>();
    stall = () => {
      stall = () => {};
      host.clock.nowMs += stallMs;
      // Handled before anything else, as a request is that has waited for the end of the step.
      acting.resolve(act());
    };
    const revealed = stranger.reveal();
    const result = await acting.promise;
    await revealed;
    return result;
  };
  return { host, during };
}

describe('a request that waited behind a stall', { timeout: patienceMs }, () => {
  const stallMs = 900;

  it('counts from its arrival: its window begins then, and lasts longer by the stall', async () => {
    const { host, during } = await stalledHost(stallMs);
    const filer = await readyFiler(host);
    const challenge = await filer.challenge();
    const arrivedAtMs = host.clock.nowMs;
    const { windowMs, kind } = await during(() => filer.window(challenge, 0, digest('a')));
    expect(windowMs).toBe(policy.challenge.windowMs[kind] + stallMs);
    const read = await sessions.run(filer.session.id, 'read', { by: { tenant: 'sandbox-provider' } }, arrivedAtMs);
    expect(read.challenge).toMatchObject({ windows: [{ disclosedAtMs: arrivedAtMs, windowMs }] });
  });

  it('may carry evidence that is in time only by its arrival', async () => {
    const { host, during } = await stalledHost(stallMs);
    const filer = await readyFiler(host);
    const capture = await filer.capture(await filer.challenge());
    const windowsMs = capture.windows.reduce((sum, { windowMs }) => sum + windowMs, 0);
    const json = await filer.evidence(capture);
    const firstAtMs = host.clock.nowMs - 300 - (capture.slots.at(-1)!.endMs - capture.slots[0]!.startMs);
    host.clock.nowMs = firstAtMs + windowsMs + policy.challenge.evidenceGraceMs - 100;
    const answer = await during(() => filer.send('POST', '/evidence', { json }));
    expect(answer.status).toBe(201);
    const late = await readyFiler(host);
    const own = await late.capture(await late.challenge());
    host.clock.nowMs += policy.challenge.evidenceGraceMs + stallMs;
    expect(await codeOf(await late.send('POST', '/evidence', { json: await late.evidence(own) }))).toBe(
      'evidence-late',
    );
  });

  it('may begin to reveal frames at the last moment', async () => {
    const { host, during } = await stalledHost(stallMs);
    const person = await spent(host);
    host.clock.nowMs += revealMs - 100;
    expect((await during(person.reveal)).status).toBe(201);
    expect(await attemptsOf(person.filer)).toBe(0);
  });

  it('gets back no more than a bound', async () => {
    const { mostCreditMs } = limits.load;
    const { host, during } = await stalledHost(mostCreditMs + 5_000);
    const filer = await readyFiler(host);
    const challenge = await filer.challenge();
    const { windowMs, kind } = await during(() => filer.window(challenge, 0, digest('a')));
    expect(windowMs).toBe(policy.challenge.windowMs[kind] + mostCreditMs);
  });
});

describe('an upload', { timeout: patienceMs }, () => {
  it('that began in time may take longer than the time to begin it, and costs no attempt', async () => {
    const person = await spent(createHost());
    const uploading = person.upload();
    await untilUploading(person);
    person.filer.host.clock.nowMs += revealMs + 20_000;
    expect(await attemptsOf(person.filer)).toBe(0);
    person.body.breakOff();
    expect(await codeOf(await uploading)).toBe('upload-broken');
  });

  it('that breaks off frees its reservation, and the person’s next one is verified, although the time to begin it is over', async () => {
    const person = await spent(createHost());
    const uploading = person.upload();
    await untilUploading(person);
    const second = await person.reveal();
    expect([second.status, await codeOf(second)]).toEqual([409, 'upload-underway']);
    person.filer.host.clock.nowMs += revealMs + 10_000;
    person.body.send(1_000);
    person.body.breakOff();
    await uploading;
    await untilUploading(person, false);
    person.filer.host.clock.nowMs += limits.upload.againMs;
    const answer = await person.reveal();
    expect([answer.status, await answer.json()]).toEqual([201, { done: true, causes: [] }]);
  });

  it('that stops is given up, and the person’s next one is verified', async () => {
    const person = await spent(createHost({}, { pause: shortPause }));
    expect(await codeOf(await person.upload())).toBe('upload-slow');
    expect((await person.reveal()).status).toBe(201);
  });

  it('of another challenge is not delayed by it', async () => {
    const host = createHost();
    const [slow, person] = [await spent(host), await spent(host)];
    const uploading = slow.upload();
    await untilUploading(slow);
    expect((await person.reveal()).status).toBe(201);
    slow.body.breakOff();
    await uploading;
  });
});

describe('a tenant', { timeout: patienceMs }, () => {
  it('that has all its places is told to wait, which costs no attempt, and delays no other tenant', async () => {
    const host = createHost();
    const { provider, assessor } = sandboxKeys;
    const keys = [assessor, provider, ...Array.from({ length: perTenant }, () => provider)];
    const [other, own, ...strangers] = await spentTogether(host, keys);
    if (!other || !own) throw new TypeError('nobody');
    const uploads = strangers.map((stranger) => stranger.upload());
    await Promise.all(strangers.map((stranger) => untilUploading(stranger)));
    host.clock.nowMs += revealMs - 5_000;

    const refused = await own.reveal();
    expect([refused.status, refused.headers.get('Retry-After'), await codeOf(refused)]).toEqual([
      429,
      '2',
      'verifier-busy',
    ]);
    expect((await other.reveal()).status).toBe(201);

    for (const { body } of strangers) body.breakOff();
    await Promise.all(uploads);
    host.clock.nowMs += limits.load.retryAfterMs + limits.upload.againMs;
    expect((await own.reveal()).status).toBe(201);
    expect([await attemptsOf(own.filer), await attemptsOf(other.filer, sandboxKeys.assessor)]).toEqual([0, 0]);
  });

  it('cannot have more replays at once than its places', async () => {
    const host = createHost();
    const bodies = Array.from({ length: limits.load.replay.places.perTenant }, () => createBody());
    const replay = (body: BodyInit) =>
      host.app.request(`${host.origin}/v1/replays`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${sandboxKeys.assessor}`, 'Content-Type': 'application/json' },
        body,
        duplex: 'half',
      } as RequestInit);
    const replays = bodies.map(({ stream }) => replay(stream));
    expect(await codeOf(await replay('{}'))).toBe('verifier-busy');
    for (const { breakOff } of bodies) breakOff();
    expect(await Promise.all((await Promise.all(replays)).map(codeOf))).toEqual(bodies.map(() => 'upload-broken'));
    expect(await codeOf(await replay('{}'))).toBe('request-malformed');
  });
});

describe('the memory of bodies', { timeout: patienceMs }, () => {
  it('is bounded: of six large uploads at once two are told to wait before their body is read', async () => {
    // Every pause is short, so that the wait for memory is over while the bodies are still held.
    const host = createHost(
      {},
      { pause: (ms) => (ms >= limits.upload.intervalMs ? new Promise(() => {}) : shortPause()) },
    );
    const keys = [sandboxKeys.provider, sandboxKeys.assessor];
    const people = await spentTogether(
      host,
      Array.from({ length: 6 }, (_, n) => keys[n % 2]!),
    );
    const headers = { 'Content-Length': `${limits.body.framesBytes}` };
    let held = 0;
    const uploads = people.map(async (person) => {
      const answer = await person.upload(headers);
      return codeOf(answer);
    });
    await vi.waitFor(() => {
      held = people.filter(({ body }) => body.isRead()).length;
      expect(held).toBe(4);
    });
    await vi.waitFor(async () => {
      const states = await Promise.all(
        people.map(({ filer, tenant }) => sessions.run(filer.session.id, 'read', { by: { tenant } }, 0)),
      );
      expect(states.filter(({ challenge }) => challenge?.stage === 'spent' && challenge.upload)).toHaveLength(4);
    });
    for (const { body } of people) body.breakOff();
    const codes = await Promise.all(uploads);
    expect(codes.filter((code) => code === 'upload-broken')).toHaveLength(4);
    expect(codes.filter((code) => code === 'verifier-busy')).toHaveLength(2);
    expect(held * limits.body.framesBytes).toBe(limits.load.person.bytes.all);
    expect((await people[0]!.filer.send('GET', '')).status).toBe(200);
  });

  it.each(['many', '-1', '1e9'])('is bounded also if a body declares %s as its length', async (length) => {
    const person = await spent(createHost());
    const answer = person.upload({ 'Content-Length': length });
    person.body.send(limits.body.framesBytes + 1);
    expect(await codeOf(await answer)).toBe('request-too-large');
  });

  it('is not taken by a body that declares too much', async () => {
    const person = await spent(createHost());
    const answer = await person.upload({ 'Content-Length': `${limits.body.framesBytes + 1}` });
    expect(await codeOf(answer)).toBe('request-too-large');
    expect((await person.reveal()).status).toBe(201);
  });
});
