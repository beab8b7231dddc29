import { unhurried } from '#protocol/policy/unhurried.ts';
import type { ProviderSession } from '#protocol/session/session.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshSeed, people } from '../../assess/actor/cast.ts';
import { acting, shootReel } from '../../assess/actor/play.ts';
import { revealForm, readyFiler, type Act, type Filer } from '../../assess/synthetic/filer.ts';
import { startServer, type Server } from '../../tool/dev-server.ts';
import { servedSite } from '../../assess/synthetic/served-site.ts';

/** A drawn person, in real pictures: the verifier looks at what is opened. */
const [person] = people;
const seed = freshSeed();
let act: Act;
let server: Server;
beforeAll(async () => {
  act = acting(await shootReel(await person!.reel(seed)), { seed });
  server = await startServer();
});
afterAll(() => server?.stop());

const site = () => servedSite(server.origin);

/** A filer who has time: a server that starts anew on a busy machine takes some. */
const ready = () => readyFiler(site(), { policy: unhurried.name });

const read = async (filer: Filer): Promise<ProviderSession> => {
  const headers = { Authorization: 'Bearer bh_sandbox_provider' };
  return (await fetch(filer.path(), { headers })).json() as Promise<ProviderSession>;
};

it('serves evidence to nobody by wrangler’s explorer', async () => {
  const buckets = await fetch(`${server.origin}/cdn-cgi/local/explorer/api/r2/buckets`);
  expect(buckets.status).toBe(404);
});

describe('a server that is killed', () => {
  it('before the evidence: the windows disclosed so far still stand, and the session goes on', async () => {
    const filer = await ready();
    const challenge = await filer.challenge();
    const first = await filer.window(challenge, 0, 'A'.repeat(43));
    await server.crash();
    expect(await filer.window(challenge, 0, 'A'.repeat(43))).toEqual(first);
    const other = await filer.send('POST', `/challenges/${challenge.payload.id}/windows/0`, {
      json: { runningHash: 'B'.repeat(43) },
    });
    expect(other.status).toBe(409);
    expect(await other.json()).toMatchObject({ code: 'window-out-of-order' });
    expect((await filer.challenge()).payload.windows).toBe(unhurried.challenge.windows);
    expect((await read(filer)).attempts.failed).toBe(1);
  });

  it('between spending and opening: the same frames are still to be opened, once, and nothing is spent twice', async () => {
    const filer = await ready();
    const capture = await filer.capture(await filer.challenge(), act);
    const evidence = await filer.evidence(capture);
    const { open } = await filer.expect<{ open: number[] }>('POST', '/evidence', { json: evidence });
    const killedAtMs = Date.now();
    await server.crash();
    const twice = await filer.send('POST', '/evidence', { json: evidence });
    expect(await twice.json()).toMatchObject({ code: 'challenge-replayed' });
    const revealed = await filer.send('POST', '/attestations', { form: revealForm(capture, open) });
    if (Date.now() - killedAtMs < unhurried.challenge.revealMs) {
      expect(await revealed.json()).toEqual({ done: true, causes: [] });
      expect((await read(filer)).verdict).toBe('bona-fide');
    } else {
      expect(await revealed.json()).toMatchObject({ code: 'frames-late' });
    }
    const replay = await filer.send('POST', '/attestations', { form: revealForm(capture, open) });
    expect(replay.status).toBe(409);
  });

  it('after the result: it is still there, and the session is finished', async () => {
    const filer = await ready();
    const capture = await filer.capture(await filer.challenge(), act);
    const open = await filer.spend(capture);
    expect(await filer.expect('POST', '/attestations', { form: revealForm(capture, open) })).toMatchObject({
      done: true,
    });
    const before = await read(filer);
    await server.crash();
    const after = await read(filer);
    expect(after.result).toBe(before.result);
    expect((await filer.send('POST', '/challenges')).status).toBe(409);
  });
});

describe('50 who spend one challenge at once, over HTTP', () => {
  it('are one who wins, and 49 who are told', async () => {
    const filer = await ready();
    const capture = await filer.capture(await filer.challenge(), act);
    const evidence = await filer.evidence(capture);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => filer.send('POST', '/evidence', { json: evidence })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const codes = await Promise.all(
      answers.filter(({ status }) => status !== 201).map(async (answer) => (await answer.json()) as { code: string }),
    );
    expect(codes.map(({ code }) => code)).toEqual(Array(49).fill('challenge-replayed'));
  });
});

describe('evidence that was accepted once', () => {
  it('is refused ten times to its own session, ten times to others, and as an answer to a new challenge', async () => {
    const filer = await ready();
    const capture = await filer.capture(await filer.challenge(), act);
    const evidence = await filer.evidence(capture);
    const { open } = await filer.expect<{ open: number[] }>('POST', '/evidence', { json: evidence });
    await filer.expect('POST', '/attestations', { form: revealForm(capture, open) });
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

    // The same frames, windows asked for with their own hashes, under a new challenge: the chain does not begin with it.
    const thief = await ready();
    const challenge = await thief.challenge();
    for (const [n, { windowMs, runningHash }] of capture.windows.entries()) {
      await thief.window(challenge, n, runningHash);
      await sleep(windowMs + unhurried.challenge.gapMs);
    }
    const stolen = { ...capture, challenge: challenge.jws };
    const drawn = await thief.spend(stolen);
    const answer = await thief.expect('POST', '/attestations', { form: revealForm(stolen, drawn) });
    expect(answer).toEqual({ done: false, causes: ['evidence-unusable'] });
    expect((await read(thief)).verdict).toBe('attack');
  });
});
