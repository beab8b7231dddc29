/**
 * Measures the verifier in Node: the time of the appraisal of one challenge, of the face reader for five frames, and of one
 * portrait.
 */
import type { Ask } from '#protocol/action/action.ts';
import { policy } from '#protocol/policy/registry.ts';
import { appraise } from '../../worker/appraisal/appraise.ts';
import { people } from '../../assess/actor/cast.ts';
import { nodeVision } from '../../assess/actor/node-vision.ts';
import { appraiseShots } from '../../assess/actor/offline.ts';
import { acting, shootReel } from '../../assess/actor/play.ts';
import { spreadOf } from './statistics.ts';

const asks: readonly Ask[] = [{ kind: 'blink', count: 3 }, { kind: 'turn-head', direction: 'left' }, { kind: 'nod' }];

/** This seed gives a widget that observes about 20 frames a second. */
const seed = 2;

/** Targets for the medians in milliseconds: the appraisal of 15 s, five readings (DESIGN §9), one portrait (convention). */
export const verifierTargets = { appraisal: 10, fiveLooks: 400, portrait: 200 };

const timed = async (work: () => unknown): Promise<number> => {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
};

/** Medians and 90th percentiles in milliseconds. */
export async function measureVerifier(runs = 50) {
  const reel = await shootReel(await people[0]!.reel(0));
  const { capture, seen } = await appraiseShots(acting(reel, { seed })(asks, policy), asks, seed);
  const appraisals: number[] = [];
  for (let run = -10; run < runs; run += 1) {
    const ms = await timed(() => appraise(capture, seen, policy));
    if (run >= 0) appraisals.push(ms);
  }

  const { faceReader } = await nodeVision();
  const shots = reel.get('neutral')!;
  const looks: number[] = [];
  for (let run = -2; run < runs / 2; run += 1) {
    const five = shots.slice(2 * (run + 2), 2 * (run + 2) + 5);
    const ms = await timed(() => Promise.all(five.map(({ jpeg, record }) => faceReader.read(jpeg, record.face))));
    if (run >= 0) looks.push(ms);
  }
  const portraits: number[] = [];
  for (let run = -2; run < runs / 2; run += 1) {
    const ms = await timed(() => faceReader.reencode(shots[run + 2]!.jpeg));
    if (run >= 0) portraits.push(ms);
  }
  const { records } = capture.trace;
  const lengthS = Math.round(records.at(-1)!.atMs / 1000);
  return {
    records: records.length,
    lengthS,
    revealed: seen.length,
    appraisal: spreadOf(appraisals),
    fiveLooks: spreadOf(looks),
    portrait: spreadOf(portraits),
  };
}
