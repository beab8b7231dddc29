import { delayedMs } from '../../capture/delay.ts';
import { atMost, defineCheck } from './check.ts';

/**
 * The trace's clock and the server's agree from the challenge's issue to the arrival of the evidence. The lead-in begins after
 * the challenge was issued, the difference between the clocks is the same at every disclosure, and the last window has ended
 * when the evidence arrives. Disclosures and evidence count from the arrival of their requests. Each may be wrong by the policy's tolerance; sending the evidence may take twice as long.
 */
export const clockAgrees = defineCheck({
  name: 'clock-agrees',
  weight: 'mandatory',
  bounds({ trace: { clockToleranceMs: most } }) {
    const values = { leadMs: most, driftMs: most, earlyMs: most, lateMs: most * 2 };
    return atMost(values, 'undetermined', 'connection-slow');
  },
  measure({ capture, windows, policy }) {
    const last = windows.at(-1);
    if (!last) return 'connection-slow';
    // Server time of the trace's start, as each disclosure gives it.
    const offsets = windows.map(({ startMs }, n) => capture.windows[n]!.disclosedAtMs - startMs);
    const [least, most] = [Math.min(...offsets), Math.max(...offsets)];
    const evidenceOffset = capture.receivedAtMs - last.endMs;
    return {
      leadMs: capture.issuedAtMs - least,
      driftMs: most - least,
      earlyMs: most - evidenceOffset,
      lateMs: evidenceOffset - least,
      delayedMs: delayedMs(capture.windows, policy),
    };
  },
});
