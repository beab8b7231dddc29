import type { Span } from '#protocol/action/action.ts';
import { opennessOf } from '#protocol/action/openness.ts';
import type { Draw } from '#protocol/policy/chance.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import type { Capture } from './capture.ts';
import { read, type Reading } from './reading.ts';

/** The frames that the attester has to reveal, and which of them is the portrait. */
export interface DrawnFrames {
  /** Record indices, rising, each once. */
  readonly frames: readonly number[];
  /** Undefined if no frame shows the person's neutral face straight on. */
  readonly portrait: number | undefined;
}

/**
 * Draws the frames to reveal: a neutral frame as portrait, each action's peaks, the first face of each window, some frames of
 * the lead-in, and random frames, at least one in each window. A random frame is the one nearest to a random moment, so many
 * frames at one time do not raise their odds. Only frames that claim a face count, so that frames without one do not lower
 * the odds of the others.
 * The draw is secret until the challenge is spent.
 */
export function drawFrames(capture: Capture, policy: Policy, draw: Draw): DrawnFrames {
  const reading = read(capture, policy);
  const { windows = [], judged } = reading;
  const records = capture.trace.records.slice(0, judged);
  const all = [...records.keys()];
  const faces = all.filter((index) => records[index]!.face);
  const endMs = records.at(-1)?.atMs ?? 0;
  const leadIn = { startMs: 0, endMs: windows[0]?.startMs ?? endMs };
  const chosen = new Set<number>();

  /** The frame among these that is nearest to a random moment of the span. */
  function nearestToRandom(among: readonly number[], span: Span): number | undefined {
    const momentMs = span.startMs + draw(span.endMs - span.startMs + 1);
    const away = (index: number) => Math.abs(records[index]!.atMs - momentMs);
    return among.toSorted((a, b) => away(a) - away(b))[0];
  }

  /** Chooses one more frame: from these, or from all if there are none of these; inside the span if one is. */
  function chooseOne(span: Span, among: readonly number[]): void {
    const left = (among.length > 0 ? among : all).filter((index) => !chosen.has(index));
    const inside = left.filter((index) => isIn(span, records[index]!.atMs));
    const frame = nearestToRandom(inside.length > 0 ? inside : left, span);
    if (frame !== undefined) chosen.add(frame);
  }

  const portrait = nearestToRandom(portraitCandidates(capture, reading, policy), {
    startMs: windows[0]?.startMs ?? 0,
    endMs,
  });
  if (portrait !== undefined) chosen.add(portrait);
  for (const window of windows) {
    const first = faces.find((index) => index >= window.first && isIn(window, records[index]!.atMs));
    if (first !== undefined) chosen.add(first);
    for (const peak of window.answer.peaks) chosen.add(window.first + peak);
  }
  const { randomFrames, neutralFrames } = policy.challenge;
  // Only frames that claim open eyes: a blink in one of so few frames could change the neutral face.
  const isOpen = openEyes(reading, policy);
  const neutralIndices = faces.filter((index) => records[index]!.atMs <= leadIn.endMs && isOpen[index]);
  for (let n = 0; n < neutralFrames; n += 1) chooseOne(leadIn, neutralIndices.length > 0 ? neutralIndices : faces);
  const spans = windows.length > 0 ? windows : [leadIn];
  for (let n = 0; n < Math.max(randomFrames, spans.length); n += 1) chooseOne(spans[n % spans.length]!, faces);
  return { frames: [...chosen].toSorted((a, b) => a - b), portrait };
}

const isIn = ({ startMs, endMs }: Span, atMs: number) => atMs >= startMs && atMs <= endMs;

/** For each record, whether the trace's landmarks show open eyes. */
function openEyes({ samples, neutral }: Reading, { action }: Policy): boolean[] {
  if (!neutral) return samples.map(() => false);
  const openness = opennessOf({ samples, before: [], neutral }, action);
  return openness.map((value) => value !== undefined && value > action.blink.openAbove);
}

/**
 * Indices of the judged frames that are suitable as a portrait: one face, straight on, eyes open, mouth neutral. Only frames
 * from the first window on, so that the portrait shows the person who acts.
 */
export function portraitCandidates({ trace }: Capture, reading: Reading, policy: Policy): number[] {
  const { samples, judged, neutral, windows } = reading;
  if (!neutral) return [];
  const { face } = policy;
  const isOpen = openEyes(reading, policy);
  return samples
    .slice(0, judged)
    .flatMap((sample, index) =>
      index >= (windows?.[0]?.first ?? 0) &&
      trace.records[index]!.faces === 1 &&
      near(sample.yawDegrees, 0, face.portraitDegrees) &&
      near(sample.pitchDegrees, neutral.pitchDegrees, face.portraitDegrees / 2) &&
      near(sample.rollDegrees, 0, face.portraitDegrees) &&
      near(sample.mouthAperture, neutral.mouthAperture, face.portraitAperture) &&
      isOpen[index]
        ? [index]
        : [],
    );
}

const near = (value: number | undefined, to: number, within: number) =>
  value !== undefined && Math.abs(value - to) <= within;
