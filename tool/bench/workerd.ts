/**
 * Measures the verifier in workerd from outside: the face reader, by replays of one bundle with five pictures and with none, and
 * how long others wait during an opening and during two replays.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { EvidenceBundle } from '#protocol/capture/evidence-bundle.ts';
import { people } from '../../assess/actor/cast.ts';
import { acting, shootReel } from '../../assess/actor/play.ts';
import { headers, readBundle } from '../../assess/actor/trial.ts';
import { startServer } from '../dev-server.ts';
import { servedSite } from '../../assess/synthetic/served-site.ts';
import { revealForm, readyFiler } from '../../assess/synthetic/filer.ts';
import { sandboxKeys } from '../../worker/tenant/sandbox-tenants.ts';
import { spreadOf, type Spread } from './statistics.ts';

export interface WorkerdTimes {
  /** A replay with five pictures minus one with none. It includes the rests between the pictures. */
  readonly looks: Spread;
  /** The longest time that `/healthz` took while the first frames of this server were appraised: the models start. */
  readonly besideFirstMs: number;
  /** While two bundles were replayed at once. */
  readonly besideReplaysMs: number;
}

/** The longest time that `/healthz` takes while the work is under way; it is asked again 10 ms after each answer. */
async function longestBeside(origin: string, work: Promise<unknown>): Promise<number> {
  const over = new AbortController();
  const working = work.finally(() => over.abort());
  let longestMs = 0;
  while (!over.signal.aborted) {
    const startedMs = performance.now();
    await (await fetch(`${origin}/healthz`)).text();
    longestMs = Math.max(longestMs, performance.now() - startedMs);
    await sleep(10);
  }
  await working;
  return longestMs;
}

/**
 * @param runs number of replays of each kind, in turn
 * @returns all in milliseconds
 */
export async function measureWorkerd(runs = 25): Promise<WorkerdTimes> {
  const act = acting(await shootReel(await people[0]!.reel(0)), { seed: 2 });
  const server = await startServer();
  try {
    const filer = await readyFiler(servedSite(server.origin), {}, sandboxKeys.assessor);
    const challenge = await filer.challenge();
    const capture = await filer.capture(challenge, act);
    const form = revealForm(capture, await filer.spend(capture));
    const besideFirstMs = await longestBeside(server.origin, filer.expect('POST', '/attestations', { form }));
    const bundle = await readBundle(server.origin, { session: filer.session.id, challenge: challenge.payload.id });
    const replay = async (pictures: number): Promise<number> => {
      const revealed = bundle.revealed.map((frame, n) => (n < pictures ? frame : { ...frame, jpeg: null }));
      const body = JSON.stringify({ ...bundle, revealed } satisfies EvidenceBundle);
      const startedMs = performance.now();
      const response = await fetch(`${server.origin}/v1/replays`, { method: 'POST', headers, body });
      await response.json();
      if (!response.ok) throw new Error(`the replay answered ${response.status}`);
      return performance.now() - startedMs;
    };
    const looks: number[] = [];
    for (let run = -3; run < runs; run += 1) {
      const [none, five] = [await replay(0), await replay(5)];
      if (run >= 0) looks.push(five - none);
    }
    const all = bundle.revealed.length;
    const besideReplaysMs = await longestBeside(server.origin, Promise.all([replay(all), replay(all)]));
    return { looks: spreadOf(looks), besideFirstMs, besideReplaysMs };
  } finally {
    await server.stop();
  }
}
