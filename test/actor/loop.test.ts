/** Recorded clips in a loop, from every offset, against every order of movements: through the models and the appraisal. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ask } from '#protocol/action/action.ts';
import { schedule } from '#protocol/challenge.ts';
import { policy } from '#protocol/policy.ts';
import { answerScript } from './answer.ts';
import { attacks, isHere } from './cast.ts';
import { drawnSource } from './drawn/source.ts';
import { appraiseLoop, everyOrder, seeClip } from './offline.ts';
import { clipFrames } from './script.ts';
import { createTracker, type Tracker } from './tracker.ts';

let tracker: Tracker;
beforeAll(async () => {
  tracker = await createTracker();
});

/** Every 2nd frame is looked at, 15 a second, about what the widget traces on a slow machine; loops start at each of them. */
const every = 2;

/** Offsets apart that are tried, from one drawn anew each time; `LOOP_OFFSETS=all` tries all of them, in ten minutes. */
const apart = process.env['LOOP_OFFSETS'] === 'all' ? 1 : 5;

describe('a clip in a loop', () => {
  it('that was acted for the challenge answers it from its start: the trial can be passed', async () => {
    const asks: Ask[] = [{ kind: 'nod' }, { kind: 'blink', count: 2 }, { kind: 'turn-head', direction: 'right' }];
    const script = answerScript(schedule(asks, policy), 500, { leadInMs: 0 });
    const clip = await seeClip(tracker, await clipFrames(drawnSource('bo'), script), every);
    expect(appraiseLoop(clip, asks, 0)).toMatchObject({ verdict: 'bona-fide', causes: [] });
    expect(appraiseLoop(clip, asks, 60).verdict).toBe('undetermined');
  });

  for (const player of attacks.filter(({ options }) => options.loop)) {
    const { species, reel, options } = player;
    it.skipIf(!isHere(player))(`${species} answers no challenge from any offset`, async () => {
      const segments = await reel(0);
      const frames = options.loop!.flatMap((name) => segments[name]!);
      const clip = await seeClip(tracker, frames, every);
      const accepted: string[] = [];
      let trials = 0;
      const first = Date.now() % apart;
      for (const asks of everyOrder()) {
        for (let offset = first; offset < clip.records.length; offset += apart) {
          trials += 1;
          if (appraiseLoop(clip, asks, offset).verdict === 'bona-fide')
            accepted.push(`${JSON.stringify(asks)} at ${offset}`);
        }
      }
      console.log(`${trials} trials from offset ${first}, ${accepted.length} accepted`);
      expect(accepted).toEqual([]);
    });
  }
});
