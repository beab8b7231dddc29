/**
 * Looped clips, started at many offsets, as the answer to every order of movements. The models and the appraisal judge
 * them.
 */
import { describe, expect, it } from 'vitest';
import type { Ask } from '#protocol/action/action.ts';
import { schedule } from '#protocol/policy/schedule.ts';
import { policy } from '#protocol/policy/registry.ts';
import { answerScript } from '../../../../assess/actor/answer.ts';
import type { Shot } from '../../../../assess/synthetic/picture.ts';
import { attacks, freshSeed, isHere, variations } from '../../../../assess/actor/cast.ts';
import { drawnSource } from '../../../../assess/actor/drawn/source.ts';
import { appraiseShots, everyOrder, loopFrom } from '../../../../assess/actor/offline.ts';
import { clipFrames } from '../../../../assess/actor/script.ts';
import { frameRateHz } from '../../../../assess/actor/segment.ts';
import { shoot } from '../../../../assess/actor/shot.ts';

/** Every 2nd frame is traced, which is about the rate of a slow machine. A loop can start at each traced frame. */
const every = 2;

/** The frames of a film that a slow widget traces. */
const kept = async (film: readonly Uint8Array[]) => (await shoot(film)).filter((_, n) => n % every === 0);
const verdictAt = async (film: readonly Shot[], asks: readonly Ask[], offset: number) => {
  const shots = loopFrom(film, frameRateHz / every, offset, asks);
  return (await appraiseShots(shots, asks, offset)).appraisal.verdict;
};

/**
 * Distance between the tried offsets. The first offset differs from run to run. `LOOP_OFFSETS=all` tries every offset.
 */
const apart = process.env['LOOP_OFFSETS'] === 'all' ? 1 : 19;

/** An even seed, because the victim is then a drawn face. */
const fresh = freshSeed();
const seed = fresh % 2 === 0 ? fresh : fresh + variations;

describe('a clip in a loop', () => {
  it('passes if it was acted for this challenge and starts at its first frame', async () => {
    const asks: Ask[] = [{ kind: 'nod' }, { kind: 'blink', count: 3 }, { kind: 'turn-head', direction: 'right' }];
    const script = answerScript(schedule(asks, policy), 500, { leadInMs: 0 });
    const film = await kept(await clipFrames(drawnSource('mei'), script));
    expect(await verdictAt(film, asks, 0)).toBe('bona-fide');
    expect(await verdictAt(film, asks, 60)).toBe('undetermined');
  });

  for (const player of attacks.filter(({ options, species }) => options.loop && species !== 'frozen-renoised')) {
    const { species, reel, options } = player;
    it.skipIf(!isHere(player))(`${species} answers no challenge from any offset`, async () => {
      const segments = await reel(seed);
      const frames = options.loop!.flatMap((name) => segments[name]!);
      const film = await kept(frames);
      const accepted: string[] = [];
      let trials = 0;
      const first = Date.now() % Math.min(apart, film.length);
      for (const asks of everyOrder()) {
        for (let offset = first; offset < film.length; offset += apart) {
          trials += 1;
          const verdict = await verdictAt(film, asks, offset);
          if (verdict === 'bona-fide') accepted.push(`${JSON.stringify(asks)} at ${offset}`);
        }
      }
      console.log(`${trials} trials, first offset ${first}: ${accepted.length} accepted`);
      expect(trials).toBeGreaterThan(0);
      expect(accepted).toEqual([]);
    });
  }
});
