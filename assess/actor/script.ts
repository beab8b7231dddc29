/** Scripts, which put segments on a timeline, and the clips that an actor renders from them. */
import { joinMjpeg } from '../clip/mjpeg.ts';
import type { Pose } from './pose.ts';
import { frameRateHz, segment, type SegmentName } from './segment.ts';
import type { FrameSource } from './source.ts';

/** What an actor does, and when. */
export interface ScriptEntry {
  /** Milliseconds since the first frame with a face. */
  readonly atMs: number;
  readonly segment: SegmentName;
  /** Chooses a variation of the segment. By default the entry's number in the script, from 1. */
  readonly seed?: number;
}

export interface Script {
  /** How long the empty room is shown before the actor appears. */
  readonly leadInMs: number;
  readonly script: readonly ScriptEntry[];
  /** How long the actor is visible after the lead-in, in milliseconds. */
  readonly durationMs: number;
  /** Varies the neutral segments between entries. */
  readonly seed?: number;
}

/** One frame of a clip: the frame `index` of a segment. */
export interface FrameRef {
  readonly segment: SegmentName;
  readonly seed: number;
  readonly index: number;
}

/**
 * How many variations of the neutral segment a clip uses. More avoid a visible loop; fewer take less time to render.
 */
const neutralVariations = 3;

/**
 * All frames of a clip, 30 a second: first the empty room, then the script, with neutral segments in between.
 *
 * @throws RangeError if entries overlap or one ends after `durationMs`
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
  let fillers = 0;
  const fillUntil = (frame: number): void => {
    for (const name of ['neutral', 'pause'] as const) {
      for (;;) {
        const neutralSeed = seed + (fillers % neutralVariations);
        const { length } = segment(name, neutralSeed);
        if (frame - plan.length < length) break;
        play(name, neutralSeed, 0, length);
        fillers += 1;
      }
    }
    // Fewer frames are left than a pause has. The first and last frames of a pause fill them, because a pause hardly
    // moves.
    const left = frame - plan.length;
    const { length } = segment('pause', seed);
    play('pause', seed, 0, Math.ceil(left / 2));
    play('pause', seed, length - Math.floor(left / 2), length);
  };
  const entries = script.map((entry, place) => ({ seed: place + 1, ...entry })).toSorted((a, b) => a.atMs - b.atMs);
  for (const entry of entries) {
    const start = leadIn + toFrames(entry.atMs);
    if (start < plan.length)
      throw new RangeError(`${entry.segment} at ${entry.atMs} ms begins before the previous entry has ended`);
    fillUntil(start);
    play(entry.segment, entry.seed, 0, segment(entry.segment, entry.seed).length);
    if (plan.length > total) throw new RangeError(`${entry.segment} at ${entry.atMs} ms ends after the clip`);
  }
  fillUntil(total);
  return plan;
}

/** The ground truth of a clip: the pose at each frame. */
export function clip(script: Script): Pose[] {
  return planClip(script).map(({ segment: name, seed, index }) => segment(name, seed)[index]!);
}

/** A clip of `source`, as JPEGs, 30 a second. */
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

/** A clip of `source`, as the bytes of an .mjpeg file for Chromium's fake camera. */
export async function renderClip(source: FrameSource, script: Script): Promise<Uint8Array> {
  return joinMjpeg(await clipFrames(source, script));
}

/** Segments one after another from `atMs` on, with `gapMs` of the neutral face between them. */
export function inTurn(names: readonly SegmentName[], atMs: number, gapMs: number, seed = 1): ScriptEntry[] {
  let nextMs = atMs;
  return names.map((name, place) => {
    const entry = { atMs: nextMs, segment: name, seed: seed + place };
    nextMs += (segment(name, entry.seed).length * 1000) / frameRateHz + gapMs;
    return entry;
  });
}

/** Time between two blinks of one answer. */
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

/** When the last entry ends, in milliseconds since the first frame with a face; 0 for an empty script. */
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
