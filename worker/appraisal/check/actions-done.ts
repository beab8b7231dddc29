import { mirroredAnswer } from '#protocol/action/mirrored.ts';
import { finding, type Check } from './check.ts';

/** Every window was answered with the action that it asked for. */
export const actionsDone: Check = {
  name: 'actions-done',
  weight: 'mandatory',
  means: 'undetermined',
  judge({ windows, capture, policy }) {
    const asked = capture.windows.length;
    const done = windows.filter(({ answer }) => answer.done).length;
    const mirrored = windows.filter((window) => mirroredAnswer(window, window.ask, policy.action)).length;
    const causes = [
      ...(done + mirrored < asked || asked === 0 ? (['action-missed'] as const) : []),
      ...(mirrored > 0 ? (['action-mirrored'] as const) : []),
    ];
    return finding(done === asked && done > 0, causes, { asked, done });
  },
};
