import { describe, expect, it } from 'vitest';
import { clockAgrees } from '../../../../../worker/appraisal/check/clock-agrees.ts';
import { honest, windowAt } from '../context.ts';

/** Two windows of one second, at 2 s and 4 s of the trace, whose first record is at 1,000,000 ms of the server's clock. */
const windows = [windowAt(2_000, 20), windowAt(4_000, 20)];
const zeroMs = 1_000_000;

/** Times of the server, shifted from those of the trace's clock by this much. */
function judge({ issued = 0, first = 0, second = 0, received = 0 }) {
  const [template] = honest.capture.windows;
  const disclosed = [first, second].map((byMs, n) => ({
    ...template!,
    disclosedAtMs: zeroMs + windows[n]!.startMs + byMs,
  }));
  const times = { issuedAtMs: zeroMs + issued, windows: disclosed, receivedAtMs: zeroMs + 5_000 + received };
  return clockAgrees.judge({ ...honest, windows, capture: { ...honest.capture, ...times } });
}

describe('clock-agrees', () => {
  it('measures the difference of the clocks in milliseconds', () => {
    expect(judge({ issued: -300, first: 100, second: 250, received: 400 })).toEqual({
      passed: true,
      means: 'bona-fide',
      causes: [],
      measured: { leadMs: -400, driftMs: 150, earlyMs: -150, lateMs: 300, delayedMs: 0 },
    });
  });

  it('measures how long the verifier has delayed the windows', () => {
    const delayed = honest.capture.windows.map((window, n) => ({ ...window, windowMs: window.windowMs + 100 * n }));
    const { measured } = clockAgrees.judge({ ...honest, capture: { ...honest.capture, windows: delayed } });
    expect(measured).toMatchObject({ delayedMs: delayed.reduce((sum, _, n) => sum + 100 * n, 0) });
  });

  // Policy 3: 1,500 ms, and twice that for sending.
  it.each([
    ['a lead-in as old as allowed', { issued: 1_500 }, true],
    ['a lead-in older than the challenge', { issued: 1_501 }, false],
    ['disclosures that drift as far as allowed', { second: 1_500, received: 1_500 }, true],
    ['disclosures that drift forward', { second: 1_501, received: 1_501 }, false],
    ['disclosures that drift back', { second: -1_501, issued: -2_000 }, false],
    ['evidence as early as allowed', { received: -1_500 }, true],
    ['evidence before the last window was over', { received: -1_501 }, false],
    ['evidence as late as allowed', { received: 3_000 }, true],
    ['evidence too late', { received: 3_001 }, false],
  ] as const)('judges %s', (_name, times, passed) => {
    expect(judge(times)).toMatchObject({ passed, causes: passed ? [] : ['connection-slow'] });
  });

  it('refuses a capture without windows, and measures nothing', () => {
    const none = clockAgrees.judge({ ...honest, windows: [] });
    expect(none).toEqual({ passed: false, means: 'undetermined', causes: ['connection-slow'], measured: {} });
  });

  it('does not depend on the time of day', () => {
    const { capture } = honest;
    const later = (ms: number) => ms + 86_400_000;
    const moved = {
      ...capture,
      issuedAtMs: later(capture.issuedAtMs),
      receivedAtMs: later(capture.receivedAtMs),
      windows: capture.windows.map((window) => ({ ...window, disclosedAtMs: later(window.disclosedAtMs) })),
    };
    expect(clockAgrees.judge({ ...honest, capture: moved })).toEqual(clockAgrees.judge(honest));
  });
});
