import { finding, type Check } from './check.ts';

/** Every window was answered with the action that it asked for. */
export const actionsDone: Check = {
  name: 'actions-done',
  weight: 'mandatory',
  means: 'undetermined',
  judge({ windows, capture }) {
    const asked = capture.windows.length;
    const done = windows.filter(({ answer }) => answer.done).length;
    return finding(done === asked && done > 0, ['action-missed'], { asked, done });
  },
};
