import { finding, type Check } from './check.ts';

/** Each window was disclosed for a running hash of this trace, in order, and no window before the previous one had ended. */
export const windowsBound: Check = {
  name: 'windows-bound',
  weight: 'mandatory',
  means: 'attack',
  judge: ({ reading, capture }) =>
    finding(reading.windows !== undefined && capture.windows.length > 0, ['evidence-unusable']),
};
