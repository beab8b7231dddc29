import { foreignActions } from '#protocol/action/foreign.ts';
import { finding, type Check } from './check.ts';

/** No window contains a deliberate action that it did not ask for. */
export const nothingElseDone: Check = {
  name: 'nothing-else-done',
  weight: 'mandatory',
  means: 'undetermined',
  judge({ windows, policy }) {
    const foreign = windows.flatMap((window) => foreignActions(window, window.ask, policy.action)).length;
    return finding(foreign === 0, ['action-other'], { foreign });
  },
};
