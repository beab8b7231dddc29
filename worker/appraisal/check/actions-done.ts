import { mirroredAnswer } from '#protocol/action/mirrored.ts';
import { atLeast, atMost, defineCheck } from './check.ts';

/** Every window was answered with the action that it asked for. */
export const actionsDone = defineCheck({
  name: 'actions-done',
  weight: 'mandatory',
  bounds: () => [
    ...atLeast({ asked: 1 }, 'undetermined', 'action-missed'),
    ...atMost({ missed: 0 }, 'undetermined', 'action-missed'),
    ...atMost({ mirrored: 0 }, 'undetermined', 'action-mirrored'),
  ],
  measure({ windows, capture, policy }) {
    const asked = capture.windows.length;
    const done = windows.filter(({ answer }) => answer.done).length;
    const mirrored = windows.filter((window) => mirroredAnswer(window, window.ask, policy.action)).length;
    return { asked, missed: asked - done - mirrored, mirrored };
  },
});
