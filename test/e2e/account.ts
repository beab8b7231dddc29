import type { Trial } from '../../assess/actor/trial.ts';

/** How a trial ended, and which checks failed with what they measured: enough to see why. */
export const accountOf = ({ appraisal, phases, verdict }: Trial, seed: number) => ({
  seed,
  failed: (appraisal?.checks ?? []).filter(({ passed }) => !passed).map(({ name, measured }) => ({ name, measured })),
  phase: phases.at(-1),
  verdict,
});
