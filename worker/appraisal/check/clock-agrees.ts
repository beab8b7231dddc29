import { delayedMs } from '../../capture/delay.ts';
import { finding, type Check } from './check.ts';

/**
 * The trace's clock and the server's agree from the challenge's issue to the arrival of the evidence. The lead-in begins after
 * the challenge was issued, the difference between the clocks is the same at every disclosure, and the last window has ended
 * when the evidence arrives. Disclosures and evidence count from the arrival of their requests. Each may be wrong by the policy's tolerance; sending the evidence may take twice as long.
 */
export const clockAgrees: Check = {
  name: 'clock-agrees',
  weight: 'mandatory',
  means: 'undetermined',
  judge({ capture, windows, policy }) {
    const { trace } = policy;
    const last = windows.at(-1);
    if (!last) return finding(false, ['connection-slow']);
    // Server time of the trace's start, as each disclosure gives it.
    const offsets = windows.map(({ startMs }, n) => capture.windows[n]!.disclosedAtMs - startMs);
    const [least, most] = [Math.min(...offsets), Math.max(...offsets)];
    const evidenceOffset = capture.receivedAtMs - last.endMs;
    const leadMs = capture.issuedAtMs - least;
    const driftMs = most - least;
    const earlyMs = most - evidenceOffset;
    const lateMs = evidenceOffset - least;
    const passed = Math.max(leadMs, driftMs, earlyMs) <= trace.clockToleranceMs && lateMs <= trace.clockToleranceMs * 2;
    return finding(passed, ['connection-slow'], {
      leadMs,
      driftMs,
      earlyMs,
      lateMs,
      delayedMs: delayedMs(capture.windows, policy),
    });
  },
};
