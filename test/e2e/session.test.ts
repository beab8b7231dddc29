/** Sessions over HTTP against the real worker: a server that is killed, and evidence that is sent again. */
import type { FramesToReveal } from '#protocol/capture/evidence.ts';
import { unhurried } from '#protocol/policy/unhurried.ts';
import type { ProviderSession } from '#protocol/session/session.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { revealForm, readyFiler, type Act, type Filer } from '../../assess/synthetic/filer.ts';
import { servedSite } from '../../assess/synthetic/served-site.ts';
import { sandboxKeys } from '../../worker/tenant/sandbox-tenants.ts';
import { startServer, type Server } from '../../tool/dev-server.ts';
import { drawnPerson } from './drawn-person.ts';

let act: Act;
let server: Server;

/** A capture takes 25 s of real time, so all are made at once, before the first test. */
let waiting: Awaited<ReturnType<typeof spent>>;
let verified: Awaited<ReturnType<typeof verify>>;
let sentAtOnce: Response[];

beforeAll(async () => {
  act = await drawnPerson();
  server = await startServer();
  [waiting, verified, sentAtOnce] = await Promise.all([spent(), verify(), sendAtOnce(50)]);
});
afterAll(() => server?.stop());

const ready = () => readyFiler(servedSite(server.origin), { policy: unhurried.name });

const read = async (filer: Filer): Promise<ProviderSession> => {
  const headers = { Authorization: `Bearer ${sandboxKeys.provider}` };
  return (await fetch(filer.path(), { headers })).json() as Promise<ProviderSession>;
};

/** A filer who has performed a challenge, and the evidence. */
async function captured() {
  const filer = await ready();
  const challenge = await filer.challenge();
  const capture = await filer.capture(challenge, act);
  return { filer, challenge, capture, evidence: await filer.evidence(capture) };
}

/** The same, with all parts of the trace sent but the last one, and the trace ended. */
async function endTrace() {
  const all = await captured();
  const { filer, challenge, capture } = all;
  const answers = [await filer.part(challenge, capture, 0), await filer.part(challenge, capture, 1)];
  answers.push(await filer.end(challenge, capture));
  return { ...all, statuses: answers.map(({ status }) => status) };
}

/** The same, with the evidence sent and the drawn frames known. */
async function spent() {
  const all = await captured();
  const { open } = await all.filer.expect<z.infer<typeof FramesToReveal>>('POST', '/evidence', { json: all.evidence });
  return { ...all, open };
}

/** The same, with the drawn frames revealed, and the session as its provider then reads it. */
async function verify() {
  const all = await spent();
  const answer = await all.filer.expect('POST', '/attestations', { form: revealForm(all.capture, all.open) });
  return { ...all, answer, session: await read(all.filer) };
}

/** The answers to evidence that is sent so many times at once. */
async function sendAtOnce(times: number): Promise<Response[]> {
  const { filer, evidence } = await captured();
  return Promise.all(Array.from({ length: times }, () => filer.send('POST', '/evidence', { json: evidence })));
}

it('wrangler’s explorer serves no evidence', async () => {
  const buckets = await fetch(`${server.origin}/cdn-cgi/local/explorer/api/r2/buckets`);
  expect(buckets.status).toBe(404);
});

/** Four sessions, each at another stage when the server is killed. */
describe('a server that is killed', () => {
  const hash = 'A'.repeat(43);
  let disclosed: Awaited<ReturnType<typeof disclose>>;
  let ended: Awaited<ReturnType<typeof endTrace>>;

  async function disclose() {
    const filer = await ready();
    const challenge = await filer.challenge();
    return { filer, challenge, window: await filer.window(challenge, 0, hash) };
  }

  beforeAll(async () => {
    // It has 60 s from its end, so it is made last.
    ended = await endTrace();
    disclosed = await disclose();
    await server.crash();
  });

  it('before the evidence keeps the disclosed windows, and the session can continue', async () => {
    const { filer, challenge, window } = disclosed;
    expect(await filer.window(challenge, 0, hash)).toEqual(window);
    const other = await filer.send('POST', `/challenges/${challenge.payload.id}/windows/0`, {
      json: { runningHash: 'B'.repeat(43) },
    });
    expect(other.status).toBe(409);
    expect(await other.json()).toMatchObject({ code: 'window-out-of-order' });
    expect((await filer.challenge()).payload.windows).toBe(unhurried.challenge.windows);
    expect((await read(filer)).attempts.failed).toBe(1);
  });

  it('between the parts of a trace and its evidence keeps both, and the evidence may follow', async () => {
    const { filer, challenge, capture, statuses } = ended;
    expect(statuses).toEqual([201, 201, 201]);
    expect(await (await filer.part(challenge, capture, 2)).json()).toEqual({ parts: 3 });
    const json = await filer.evidenceInParts(capture, 3);
    const { open } = await filer.expect<z.infer<typeof FramesToReveal>>('POST', '/evidence', { json });
    const revealed = await filer.send('POST', '/attestations', { form: revealForm(capture, open) });
    expect(await revealed.json()).toEqual({ done: true, causes: [] });
  });

  it('after the evidence still expects the same frames, once, and accepts nothing twice', async () => {
    const { filer, capture, evidence, open } = waiting;
    const twice = await filer.send('POST', '/evidence', { json: evidence });
    expect(await twice.json()).toMatchObject({ code: 'challenge-replayed' });
    const revealed = await filer.send('POST', '/attestations', { form: revealForm(capture, open) });
    expect(await revealed.json()).toEqual({ done: true, causes: [] });
    expect((await read(filer)).verdict).toBe('bona-fide');
    const replay = await filer.send('POST', '/attestations', { form: revealForm(capture, open) });
    expect(replay.status).toBe(409);
  });

  it('after the result still has it, and the session is finished', async () => {
    const { filer, answer, session } = verified;
    expect(answer).toMatchObject({ done: true });
    expect((await read(filer)).result).toBe(session.result);
    expect((await filer.send('POST', '/challenges')).status).toBe(409);
  });
});

describe.concurrent('evidence', () => {
  it('that is sent 50 times at once is accepted once', async () => {
    expect(sentAtOnce.filter(({ status }) => status === 201)).toHaveLength(1);
    const codes = await Promise.all(
      sentAtOnce
        .filter(({ status }) => status !== 201)
        .map(async (answer) => (await answer.json()) as { code: string }),
    );
    expect(codes.map(({ code }) => code)).toEqual(Array(49).fill('challenge-replayed'));
  });

  it('that was accepted is refused if its own session or another one sends it ten times again', async () => {
    const { filer, capture, evidence } = verified;
    for (let n = 0; n < 10; n += 1) {
      const again = await filer.send('POST', '/evidence', { json: evidence });
      expect(await again.json()).toMatchObject({ code: 'challenge-replayed' });
      const other = await ready();
      await other.challenge();
      const foreign = await other.send('POST', '/evidence', { json: evidence });
      expect(foreign.status).toBeGreaterThanOrEqual(400);
      const resigned = await other.send('POST', '/evidence', { json: await other.evidence(capture) });
      expect(await resigned.json()).toMatchObject({ code: 'challenge-unknown' });
    }
  });

  it('of one challenge is an attack in another one, even if that one’s windows were requested with its hashes', async () => {
    const { capture } = verified;
    const thief = await ready();
    const challenge = await thief.challenge();
    for (const [n, { windowMs, runningHash }] of capture.windows.entries()) {
      await thief.window(challenge, n, runningHash);
      await sleep(windowMs + unhurried.challenge.gapMs);
    }
    // The running hash begins with the challenge, so none of these is on the chain of the new one.
    const stolen = { ...capture, challenge: challenge.jws };
    const drawn = await thief.spend(stolen);
    const answer = await thief.expect('POST', '/attestations', { form: revealForm(stolen, drawn) });
    expect(answer).toEqual({ done: false, causes: ['evidence-unusable'] });
    expect((await read(thief)).verdict).toBe('attack');
  });
});
