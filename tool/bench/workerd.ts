/** Measures the face reader in workerd from outside: replays one bundle, with five pictures and with none. */
import type { EvidenceBundle } from '#protocol/capture/evidence-bundle.ts';
import { people } from '../../assess/actor/cast.ts';
import { acting, shootReel } from '../../assess/actor/play.ts';
import { headers, readBundle } from '../../assess/actor/trial.ts';
import { startServer } from '../dev-server.ts';
import { servedSite } from '../../assess/synthetic/served-site.ts';
import { revealForm, readyFiler } from '../../assess/synthetic/filer.ts';
import { sandboxKeys } from '../../worker/tenant/tenant.ts';
import { spreadOf, type Spread } from './statistics.ts';

/**
 * @param runs number of replays of each kind, in turn
 * @returns milliseconds of a replay with five pictures minus one with none
 */
export async function measureWorkerd(runs = 25): Promise<Spread> {
  const act = acting(await shootReel(await people[0]!.reel(0)), { seed: 2 });
  const server = await startServer();
  try {
    const filer = await readyFiler(servedSite(server.origin), {}, sandboxKeys.assessor);
    const challenge = await filer.challenge();
    const capture = await filer.capture(challenge, act);
    await filer.expect('POST', '/attestations', { form: revealForm(capture, await filer.spend(capture)) });
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
    return spreadOf(looks);
  } finally {
    await server.stop();
  }
}
