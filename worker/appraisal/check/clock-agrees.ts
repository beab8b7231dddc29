import { finding, type Check } from './check.ts';

/**
 * From the challenge's issue to the evidence the trace's clock ran as the server's did: the lead-in is not older than the
 * challenge, the disclosures do not drift, and the last window was over when the evidence came. Sending may take twice the
 * tolerance.
 */
export const clockAgrees: Check = {
  name: 'clock-agrees',
  weight: 'mandatory',
  means: 'undetermined',
  judge({ capture, windows, policy: { trace } }) {
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
    return finding(passed, ['connection-slow'], { leadMs, driftMs, earlyMs, lateMs });
  },
};
