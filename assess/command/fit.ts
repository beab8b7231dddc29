/**
 * Compares simulated people with the actors, trait by trait, to show whether the simulator produces what the models
 * measure.
 */
import type { Ask } from '#protocol/action/action.ts';
import { reachOf } from '#protocol/action/reach.ts';
import { schedule } from '#protocol/policy/schedule.ts';
import { faceBox } from '#protocol/measure/face-box.ts';
import { neutralOf, sampleOf } from '#protocol/measure/sample.ts';
import { policy } from '#protocol/policy/registry.ts';
import type { TraceRecord } from '#protocol/capture/trace.ts';
import { isHere, suitePeople, variations } from '../actor/cast.ts';
import { shootReel } from '../actor/play.ts';
import { personOf, recordsOf } from '../synthetic/crowd.ts';

/** Each action, with the segment in which an actor does it. */
const actions: readonly (readonly [segment: string, ask: Ask])[] = [
  ['blink', { kind: 'blink', count: 2 }],
  ['turn-left', { kind: 'turn-head', direction: 'left' }],
  ['turn-right', { kind: 'turn-head', direction: 'right' }],
  ['nod', { kind: 'nod' }],
  ['open-mouth', { kind: 'open-mouth' }],
];

/** The 10th, 50th and 90th percentiles. */
export type Spread = readonly [low: number, middle: number, high: number];

export interface Trait {
  readonly name: string;
  readonly actors: Spread;
  readonly simulated: Spread;
}

/** How far an action goes, as a share of what the policy requires, and how long it stays above half of its peak. */
export function extentOf(
  ask: Ask,
  neutralRecords: readonly TraceRecord[],
  acting: readonly TraceRecord[],
): { readonly reach: number; readonly lastsMs: number } | undefined {
  const neutral = neutralOf(neutralRecords.map(sampleOf));
  if (!neutral) return undefined;
  const reaches = acting.map((record) => reachOf(ask, sampleOf(record), neutral, policy.action) ?? 0);
  const reach = Math.max(...reaches);
  const peak = reaches.indexOf(reach);
  const isPast = (at: number) => (reaches[at] ?? 0) >= reach / 2;
  let [from, to] = [peak, peak];
  while (isPast(from - 1)) from -= 1;
  while (isPast(to + 1)) to += 1;
  return { reach, lastsMs: acting[to]!.atMs - acting[from]!.atMs };
}

/**
 * Noise of a neutral face's landmarks, as a share of the face's width. Computed from second differences, in which slow
 * movement cancels out.
 */
export function noiseOf(records: readonly TraceRecord[]): number {
  const faces = records.flatMap(({ face }) => (face ? [face] : []));
  let sum = 0;
  let count = 0;
  for (let n = 2; n < faces.length; n += 1) {
    const { widthPx } = faceBox(faces[n]!);
    faces[n]!.forEach(({ x, y }, at) => {
      const [before, first] = [faces[n - 1]![at]!, faces[n - 2]![at]!];
      for (const bend of [x - 2 * before.x + first.x, y - 2 * before.y + first.y]) sum += (bend / widthPx) ** 2;
      count += 2;
    });
  }
  return Math.sqrt(sum / count / 6);
}

/** Measures every trait of `simulated` simulated people and of the actors of the test suites whose material is available here. */
export async function fit(simulated: number, seed: number): Promise<Trait[]> {
  const measured = new Map<string, { actors: number[]; simulated: number[] }>();
  const add = (who: 'actors' | 'simulated', name: string, value: number) => {
    const both = measured.get(name) ?? { actors: [], simulated: [] };
    both[who].push(value);
    measured.set(name, both);
  };
  const addExtent = (who: 'actors' | 'simulated', segment: string, extent: ReturnType<typeof extentOf>) => {
    if (!extent) return;
    add(who, `${segment}: reach`, extent.reach);
    add(who, `${segment}: lasts, ms`, extent.lastsMs);
  };
  for (const player of suitePeople.filter(isHere)) {
    for (let variation = 0; variation < variations; variation += 1) {
      const reel = await shootReel(await player.reel(variation));
      const records = (segment: string) => reel.get(segment)!.map(({ record }) => record);
      const neutralRecords = records('neutral');
      add('actors', 'noise, share of width', noiseOf(neutralRecords));
      for (const [segment, ask] of actions)
        addExtent('actors', segment, extentOf(ask, neutralRecords, records(segment)));
    }
  }
  for (let n = 0; n < simulated; n += 1) {
    const person = { ...personOf(seed + n), slips: 0, blinksPerMinute: 0.001, drops: 0 };
    const [segment, ask] = actions[n % actions.length]!;
    const records = recordsOf(person, [ask], seed + n);
    const { startMs } = schedule([ask], policy)[0]!;
    const neutralRecords = records.filter(({ atMs }) => atMs < startMs);
    add('simulated', 'noise, share of width', noiseOf(neutralRecords));
    addExtent(
      'simulated',
      segment,
      extentOf(
        ask,
        neutralRecords,
        records.filter(({ atMs }) => atMs >= startMs),
      ),
    );
  }
  return [...measured].map(([name, both]) => ({
    name,
    actors: spreadOf(both.actors),
    simulated: spreadOf(both.simulated),
  }));
}

const spreadOf = (values: readonly number[]): Spread => {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return [at(0.1), at(0.5), at(0.9)];
};

const textOf = (spread: Spread) =>
  spread.map((value) => (value < 0.1 ? value.toFixed(4) : value < 20 ? value.toFixed(2) : value.toFixed(0))).join(' ');

/** The traits as lines of text. */
export const fitLines = (traits: readonly Trait[]): string[] => [
  'Actors and simulated people: 10th, 50th and 90th percentile of each trait',
  `${''.padEnd(24)} ${'actors'.padEnd(24)} simulated`,
  ...traits.map(
    ({ name, actors, simulated }) => `${name.padEnd(24)} ${textOf(actors).padEnd(24)} ${textOf(simulated)}`,
  ),
];
