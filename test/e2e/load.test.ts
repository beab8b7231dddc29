/**
 * An honest person beside strangers' openings and an assessor's replays, on a verifier with one thread. Nobody's attempt is
 * lost because the verifier is busy. `BEIHE_LOAD=10 npm test -- e2e` plays ten rounds instead of two.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Problem } from '#protocol/problem.ts';
import { unhurried } from '#protocol/policy/unhurried.ts';
import type { ProviderSession } from '#protocol/session/session.ts';
import type { z } from 'zod';
import { freshSeed, people } from '../../assess/actor/cast.ts';
import { drawnSource } from '../../assess/actor/drawn/source.ts';
import { acting, shootReel } from '../../assess/actor/play.ts';
import { headers, readBundle } from '../../assess/actor/trial.ts';
import { revealForm, readyFiler, type Act } from '../../assess/synthetic/filer.ts';
import { servedSite } from '../../assess/synthetic/served-site.ts';
import { sandboxKeys } from '../../worker/tenant/sandbox-tenants.ts';
import { startServer, type Server } from '../../tool/dev-server.ts';

const rounds = Number(process.env['BEIHE_LOAD'] ?? 2);
const strangers = 5;
const replays = 4;

/** From one stranger's challenge to the next one's: this process has one thread too. */
const apartMs = 700;

/** From the first stranger's challenge to the person's, so that the openings come while the person acts. */
const aheadMs = 9_000;

const name = 'mei';
const person = people.find((player) => player.name === `drawn ${name}`)!;
const seed = freshSeed();
let act: Act;
let server: Server;

beforeAll(async () => {
  const neutral: Uint8Array[] = [];
  for (const variation of [0, 1, 2]) neutral.push(...(await drawnSource(name).frames('neutral', variation)));
  act = acting(await shootReel({ ...(await person.reel(seed)), neutral }), { seed });
  server = await startServer();
});
afterAll(() => server?.stop());

/** Sends a request again while the verifier is busy, as the widget does. */
async function whenFree(send: () => Promise<Response>): Promise<Response> {
  for (;;) {
    const response = await send();
    if (response.status !== 429 && response.status !== 409) return response;
    const { code, retryAfterMs } = (await response.clone().json()) as z.infer<typeof Problem>;
    if (code !== 'verifier-busy' && code !== 'upload-underway') return response;
    await sleep(retryAfterMs!);
  }
}

/** A person who does what is asked. @returns how it ended, and the number of failed attempts */
async function verify(key: string = sandboxKeys.provider) {
  const filer = await readyFiler(servedSite(server.origin), { policy: unhurried.name }, key);
  const challenge = await filer.challenge();
  const capture = await filer.capture(challenge, act);
  const open = await filer.spend(capture);
  const answer = await whenFree(() => filer.send('POST', '/attestations', { form: revealForm(capture, open) }));
  const session = await fetch(filer.path(), { headers: { Authorization: `Bearer ${key}` } });
  const { attempts, causes } = (await session.json()) as ProviderSession;
  const end = { status: answer.status, answer: await answer.json(), causes, failed: attempts.failed };
  return { end, source: { session: filer.session.id, challenge: challenge.payload.id } };
}

const verified = { status: 201, answer: { done: true, causes: [] }, causes: [], failed: 0 };

it(`a person beside ${strangers} openings and ${replays} replays is verified, in each of ${rounds} rounds`, async () => {
  const { source } = await verify(sandboxKeys.assessor);
  const body = JSON.stringify(await readBundle(server.origin, source));
  const replay = () => whenFree(() => fetch(`${server.origin}/v1/replays`, { method: 'POST', headers, body }));
  for (let round = 0; round < rounds; round += 1) {
    const over = new AbortController();
    const opening = Array.from({ length: strangers }, async (_, n) => {
      await sleep(n * apartMs);
      return verify();
    });
    await sleep(aheadMs);
    const replaying = Array.from({ length: replays }, async () => {
      const statuses: number[] = [];
      while (!over.signal.aborted) statuses.push((await replay()).status);
      return statuses;
    });
    const { end } = await verify().finally(() => over.abort());
    expect({ round, ...end }).toEqual({ round, ...verified });
    for (const stranger of await Promise.all(opening))
      expect({ round, ...stranger.end }).toEqual({ round, ...verified });
    expect(new Set((await Promise.all(replaying)).flat())).toEqual(new Set([200]));
  }
});
