import { joinMjpeg } from '../clip/mjpeg.ts';
import type { Pose } from './pose.ts';
import { frameRateHz, segment, type SegmentName } from './segment.ts';
import type { FrameSource } from './source.ts';

/** What an actor does, and when. */
export interface ScriptEntry {
  /** Milliseconds since the first frame with a face. */
  readonly atMs: number;
  readonly segment: SegmentName;
  /** Which of the actor's ways of doing it; without one, its place in the script. */
  readonly seed?: number;
}

export interface Script {
  /** How long the room is empty before the actor appears. */
  readonly leadInMs: number;
  readonly script: readonly ScriptEntry[];
  /** How long the actor is seen, in milliseconds after the lead-in. */
  readonly durationMs: number;
  /** Varies how the actor rests between entries. */
  readonly seed?: number;
}

/** One frame of a clip: which frame of which segment. */
export interface FrameRef {
  readonly segment: SegmentName;
  readonly seed: number;
  readonly index: number;
}

/** How many ways of resting a clip uses: enough not to look looped, few enough to render once. */
const neutralVariations = 3;

/**
 * Every frame of a clip, one every 1000 / 30 ms: the empty room, then the script, neutral in between.
 * Throws a RangeError if entries overlap or one ends after `durationMs`.
 */
export function planClip({ leadInMs, script, durationMs, seed = 0 }: Script): FrameRef[] {
  const leadIn = toFrames(leadInMs);
  const total = leadIn + toFrames(durationMs);
  const plan: FrameRef[] = [];
  const play = (name: SegmentName, segmentSeed: number, from: number, to: number): void => {
    for (let index = from; index < to; index++) plan.push({ segment: name, seed: segmentSeed, index });
  };
  const absence = segment('absent', seed).length;
  for (let frame = 0; frame < leadIn; frame++) {
    plan.push({
      segment: 'absent',
      seed: seed + (Math.floor(frame / absence) % neutralVariations),
      index: frame % absence,
    });
  }
  let rests = 0;
  const neutralUntil = (frame: number): void => {
    for (const name of ['neutral', 'pause'] as const) {
      for (;;) {
        const neutralSeed = seed + (rests % neutralVariations);
        const { length } = segment(name, neutralSeed);
        if (frame - plan.length < length) break;
        play(name, neutralSeed, 0, length);
        rests += 1;
      }
    }
    // A few frames are left: the beginning and the end of a pause, which hardly moves.
    const left = frame - plan.length;
    const { length } = segment('pause', seed);
    play('pause', seed, 0, Math.ceil(left / 2));
    play('pause', seed, length - Math.floor(left / 2), length);
  };
  const entries = script.map((entry, place) => ({ seed: place + 1, ...entry })).toSorted((a, b) => a.atMs - b.atMs);
  for (const entry of entries) {
    const start = leadIn + toFrames(entry.atMs);
    if (start < plan.length)
      throw new RangeError(`${entry.segment} at ${entry.atMs} ms begins before the one before ends`);
    neutralUntil(start);
    play(entry.segment, entry.seed, 0, segment(entry.segment, entry.seed).length);
    if (plan.length > total) throw new RangeError(`${entry.segment} at ${entry.atMs} ms ends after the clip`);
  }
  neutralUntil(total);
  return plan;
}

/** The ground truth of a clip: the pose at each frame. */
export function clip(script: Script): Pose[] {
  return planClip(script).map(({ segment: name, seed, index }) => segment(name, seed)[index]!);
}

/** A clip played by `source`, as JPEGs, 30 a second. */
export async function clipFrames(source: FrameSource, script: Script): Promise<Uint8Array[]> {
  const played = new Map<string, Uint8Array[]>();
  const frames: Uint8Array[] = [];
  for (const { segment: name, seed, index } of planClip(script)) {
    const key = `${name} ${seed}`;
    const segmentFrames = played.get(key) ?? (await source.frames(name, seed));
    played.set(key, segmentFrames);
    frames.push(segmentFrames[index]!);
  }
  return frames;
}

/** A clip played by `source`, as the content of an .mjpeg for Chromium's fake camera. */
export async function renderClip(source: FrameSource, script: Script): Promise<Uint8Array> {
  return joinMjpeg(await clipFrames(source, script));
}

/** Segments one after another from `atMs` on, `gapMs` of rest between them. */
export function inTurn(names: readonly SegmentName[], atMs: number, gapMs: number, seed = 1): ScriptEntry[] {
  let nextMs = atMs;
  return names.map((name, place) => {
    const entry = { atMs: nextMs, segment: name, seed: seed + place };
    nextMs += (segment(name, entry.seed).length * 1000) / frameRateHz + gapMs;
    return entry;
  });
}

/** Between two blinks of one answer. */
const blinkGapMs = 250;

/** The answer to "blink `count` times". */
export function blinks(count: number, atMs: number, seed = 1): ScriptEntry[] {
  return inTurn(
    Array.from({ length: count }, () => 'blink' as const),
    atMs,
    blinkGapMs,
    seed,
  );
}

/** When the last entry is over, in milliseconds since the first frame with a face; 0 for none. */
export function endMs(script: readonly ScriptEntry[]): number {
  return Math.max(
    0,
    ...script.map(({ atMs, segment: name, seed }, place) => {
      const frames = toFrames(atMs) + segment(name, seed ?? place + 1).length;
      return (frames * 1000) / frameRateHz;
    }),
  );
}

function toFrames(durationMs: number): number {
  return Math.round((durationMs * frameRateHz) / 1000);
}
