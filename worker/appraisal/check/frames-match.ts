import { isPromised } from '../../capture/revealed-frames.ts';
import { finding, type Check } from './check.ts';

/** Every drawn frame was revealed, matches its digest in the evidence, and has the trace's size. */
export const framesMatch: Check = {
  name: 'frames-match',
  weight: 'mandatory',
  means: 'attack',
  judge({ capture, revealed }) {
    const matching = revealed.filter((frame) => isPromised(frame, capture)).length;
    const passed = revealed.length > 0 && matching === revealed.length;
    return finding(passed, ['evidence-unusable'], { revealed: revealed.length, matching });
  },
};
