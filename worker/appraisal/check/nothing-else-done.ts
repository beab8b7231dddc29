import { foreignActions } from '#protocol/action/foreign.ts';
import { mirroredAnswer } from '#protocol/action/mirrored.ts';
import { atMost, defineCheck } from './check.ts';

/** No window contains a deliberate action that it did not ask for. */
export const nothingElseDone = defineCheck({
  name: 'nothing-else-done',
  weight: 'mandatory',
  bounds: () => [
    ...atMost({ mirrored: 0 }, 'undetermined', 'action-mirrored'),
    ...atMost({ foreign: 0 }, 'undetermined', 'action-other'),
  ],
  measure({ windows, policy }) {
    const isMirrored = windows.flatMap((window) => {
      const mirrored = mirroredAnswer(window, window.ask, policy.action);
      return foreignActions(window, window.ask, policy.action).map((movement) => movement === mirrored);
    });
    const mirrored = isMirrored.filter(Boolean).length;
    return { mirrored, foreign: isMirrored.length - mirrored };
  },
});
