/** Trials that say what they are about, and not how busy the machine was. */
import type { Trial } from '../../assess/actor/trial.ts';

/** How a trial ended, and which checks failed with what they measured: enough to see why. */
export const accountOf = ({ appraisal, phases, verdict }: Trial, seed: number) => ({
  seed,
  failed: (appraisal?.checks ?? []).filter(({ passed }) => !passed).map(({ name, measured }) => ({ name, measured })),
  phase: phases.at(-1),
  verdict,
});

/** A trial that failed only because the machine was too busy for it. */
const isHindered = ({ causes, code }: Trial): boolean =>
  code === 'device-too-slow' || (causes.length > 0 && causes.every((cause) => cause === 'frames-too-few'));

/** How often a trial is played at most until the machine keeps up. */
const plays = 4;

/** Play a trial, and play it again while the machine is too busy for it. */
export async function unhindered<T extends Trial>(play: () => Promise<T>): Promise<T> {
  let trial = await play();
  for (let n = 1; n < plays && isHindered(trial); n += 1) trial = await play();
  return trial;
}
