import { foreignActions } from '#protocol/action/foreign.ts';
import { mirroredAnswer } from '#protocol/action/mirrored.ts';
import type { Cause } from '#protocol/capture/verdict.ts';
import { finding, type Check } from './check.ts';

/** No window contains a deliberate action that it did not ask for. */
export const nothingElseDone: Check = {
  name: 'nothing-else-done',
  weight: 'mandatory',
  means: 'undetermined',
  judge({ windows, policy }) {
    const causes = windows.flatMap((window) => {
      const mirrored = mirroredAnswer(window, window.ask, policy.action);
      return foreignActions(window, window.ask, policy.action).map((movement): Cause =>
        movement === mirrored ? 'action-mirrored' : 'action-other',
      );
    });
    return finding(causes.length === 0, [...new Set(causes)], { foreign: causes.length });
  },
};
