import { atLeast, defineCheck } from './check.ts';

/** Each window was disclosed for a running hash of this trace, in order, and no window before the previous one had ended. */
export const windowsBound = defineCheck({
  name: 'windows-bound',
  weight: 'mandatory',
  bounds: () => atLeast({ bound: 1 }, 'attack', 'evidence-unusable'),
  measure: ({ reading, capture }) => ({ bound: reading.windows === undefined ? 0 : capture.windows.length }),
});
