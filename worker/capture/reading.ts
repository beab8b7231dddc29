import { answerAsk } from '#protocol/action/answer.ts';
import type { Answer, Ask, Span, WindowSamples } from '#protocol/action/action.ts';
import { hiddenSpan } from '#protocol/action/hidden.ts';
import { advanceRunningHash, frameLeaf, startRunningHash } from '#protocol/capture/commitment.ts';
import { neutralOf, sampleOf, type Neutral, type Sample } from '#protocol/measure/sample.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import { base64url } from 'jose';
import type { Capture } from './capture.ts';

/** One window, located in the trace by its running hash. */
export interface ReadWindow extends WindowSamples {
  readonly ask: Ask;
  /** On the trace's clock: the time of the last frame that the window's hash covers. */
  readonly startMs: number;
  /** `windowMs` after `startMs`. */
  readonly endMs: number;
  /** Index of the window's first record; its samples follow from there. */
  readonly first: number;
  readonly answer: Answer;
  /** The time in which what was asked hid the face: the bottom of a deep nod. */
  readonly hidden: Span | undefined;
}

/** The measures of a capture. */
export interface Reading {
  /** One per record. */
  readonly samples: readonly Sample[];
  /** The number of records up to the end of the last window. Later records are not judged. */
  readonly judged: number;
  /** The neutral face over the lead-in; undefined if the lead-in has no face. */
  readonly neutral: Neutral | undefined;
  /**
   * The windows in their order; undefined if a running hash is not of this trace or out of order, or if a window begins
   * before the previous one has ended.
   */
  readonly windows: readonly ReadWindow[] | undefined;
}

/** Measures every record, and locates the beginning of each window by the running hash that it was disclosed for. */
export function read(capture: Capture, policy: Policy): Reading {
  const { records } = capture.trace;
  const samples = records.map(sampleOf);
  const starts = windowStarts(capture);
  const leadIn = samples.slice(0, starts?.[0] ?? 0);
  const neutral = neutralOf(leadIn);
  const unbound = { samples, judged: samples.length, neutral, windows: undefined };
  if (!starts) return unbound;

  const windows: ReadWindow[] = [];
  for (const [n, { ask, windowMs }] of capture.windows.entries()) {
    const first = starts[n]!;
    const startMs = records[Math.max(0, first - 1)]!.atMs;
    const endMs = startMs + windowMs;
    if (startMs < (windows.at(-1)?.endMs ?? 0)) return unbound;
    if (!neutral) continue;
    const window = {
      neutral,
      before: samples.slice(0, first),
      samples: samples.slice(first).filter(({ atMs }) => atMs <= endMs),
    };
    const answer = answerAsk(window, ask, policy.action);
    const hidden = hiddenSpan(window, ask, policy.action);
    windows.push({ ...window, ask, startMs, endMs, first, answer, hidden });
  }
  const endMs = windows.at(-1)?.endMs ?? Infinity;
  return { samples, judged: samples.filter(({ atMs }) => atMs <= endMs).length, neutral, windows };
}

/**
 * For each window the number of frames that its running hash covers, which is also the index of its first record.
 *
 * @returns undefined if a hash is not of this trace, or does not come after that of the previous window
 */
function windowStarts({ challenge, trace, frameDigests, windows }: Capture): readonly number[] | undefined {
  const covered = new Map<string, number>();
  let hash = startRunningHash(challenge);
  covered.set(base64url.encode(hash), 0);
  trace.recordBytes.forEach((record, index) => {
    hash = advanceRunningHash(hash, frameLeaf(index, record, frameDigests[index]!));
    covered.set(base64url.encode(hash), index + 1);
  });
  const starts: number[] = [];
  for (const { runningHash } of windows) {
    const start = covered.get(runningHash);
    if (start === undefined || start <= (starts.at(-1) ?? -1)) return undefined;
    starts.push(start);
  }
  return starts;
}
