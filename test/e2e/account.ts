/** Plays trials, and repeats those that failed only because the machine was busy. */
import type { Trial } from '../../assess/actor/trial.ts';

/** The end of a trial, and the failed checks with their measurements, so that a failure explains itself. */
export const accountOf = ({ appraisal, phases, verdict }: Trial, seed: number) => ({
  seed,
  failed: (appraisal?.checks ?? []).filter(({ passed }) => !passed).map(({ name, measured }) => ({ name, measured })),
  phase: phases.at(-1),
  verdict,
});

/** Whether a trial failed only because the machine was too busy. */
const isHindered = ({ causes, code }: Trial): boolean =>
  code === 'device-too-slow' || (causes.length > 0 && causes.every((cause) => cause === 'frames-too-few'));

/** The largest number of tries until the machine is fast enough. */
export const plays = 4;

/** Play a trial, and play it again while the machine is too busy for it. */
export async function unhindered<T extends Trial>(play: () => Promise<T>): Promise<T> {
  let trial = await play();
  for (let n = 1; n < plays && isHindered(trial); n += 1) trial = await play();
  return trial;
}
