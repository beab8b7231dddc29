import { isCommitted, isPlain } from '../../capture/revealed-frames.ts';
import { atLeast, atMost, defineCheck } from './check.ts';

/**
 * Every drawn frame was revealed and matches its digest in the evidence. Each is a JPEG as canvases write it, of the trace's size:
 * a browser that writes another kind is no attack, but its pictures cannot be read.
 */
export const framesMatch = defineCheck({
  name: 'frames-match',
  weight: 'mandatory',
  bounds: () => [
    ...atLeast({ revealed: 1 }, 'attack', 'evidence-unusable'),
    ...atMost({ unmatched: 0 }, 'attack', 'evidence-unusable'),
    ...atMost({ unreadable: 0 }, 'undetermined', 'evidence-unusable'),
  ],
  measure({ capture, revealed }) {
    const committed = revealed.filter((frame) => isCommitted(frame, capture));
    return {
      revealed: revealed.length,
      unmatched: revealed.length - committed.length,
      unreadable: committed.filter((frame) => !isPlain(frame, capture)).length,
    };
  },
});
