/**
 * One photograph that answers challenges. A search finds warps (tilt, squash and shear of the whole photograph) in
 * which the models read a neutral face and each action. The player then moves the photograph between these warps as
 * asked, as an injected stream. Nothing is painted.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { ActionPolicy, Ask } from '#protocol/action/action.ts';
import { foreignActions } from '#protocol/action/foreign.ts';
import { reachOf } from '#protocol/action/reach.ts';
import { tracedIndices, type TracedFace } from '#protocol/measure/landmark.ts';
import { faceBox } from '#protocol/measure/face-box.ts';
import { neutralOf, sampleOf, type Neutral, type Sample } from '#protocol/measure/sample.ts';
import { policy } from '#protocol/policy/registry.ts';
import { inMemory, type Picture } from '#vision/picture.ts';
import { manifestPath } from '../../models/manifest.ts';
import { looksNeutral } from '../../worker/appraisal/check/neutral-plain.ts';
import { cached, cachedFrames, sourceVersion } from './cache.ts';
import { nodeVision } from './node-vision.ts';
import { noisy } from './noise.ts';
import { between, sum, unwarped, warped, type Warp } from './plane.ts';
import type { Pose } from './pose.ts';
import { createRandom, mixSeed } from '../synthetic/random.ts';
import { segment, type SegmentName } from './segment.ts';
import type { FrameSource } from './source.ts';

/** How far a pose is from neutral, roughly in degrees of a turn. */
export const away = ({ yawDegrees, pitchDegrees, blinkLeft, jawOpen }: Pose): number =>
  Math.abs(yawDegrees) + Math.abs(pitchDegrees) + 30 * (blinkLeft + jawOpen);

/** The search tries warps from minus to plus these values. Chosen by trial: beyond them the models lose the face. */
const tried: Warp = { across: 0.3, down: 0.3, shear: 0.3, rollRadians: 0.3, recedeX: 0.4, recedeY: 0.4 };

/** The number of warps that are tried on one photograph, in about 30 s. */
const attempts = 1200;

const asks: Readonly<Partial<Record<SegmentName, Ask>>> = {
  blink: { kind: 'blink', count: 2 },
  'turn-left': { kind: 'turn-head', direction: 'left' },
  'turn-right': { kind: 'turn-head', direction: 'right' },
  nod: { kind: 'nod' },
  'open-mouth': { kind: 'open-mouth' },
};

/** A warp, and the measures of the warped photograph. */
interface Reading {
  readonly warp: Warp;
  readonly sample: Sample;
}

/** Stricter thresholds of foreign actions, as a margin for noise and for the warps between two others. */
const foreign = Object.fromEntries(
  Object.entries(policy.action.foreign).map(([kind, bounds]) => [
    kind,
    Object.fromEntries(Object.entries(bounds).map(([name, bound]) => [name, 0.7 * bound])),
  ]),
);
const careful = { ...policy.action, foreign } as unknown as ActionPolicy;

/** A reach above this multiple of the required reach adds no fitness. Convention: above 1, because noise reduces the reach. */
const enough = 1.4;

/**
 * How well a reading answers the ask, from this neutral face: the share of the action's reach, reduced for strong
 * warps, because there the verifier's detector and the mesh find the face at different places. 0 if a foreign action is
 * read.
 */
function fitness(ask: Ask, { warp, sample }: Reading, from: Warp, neutral: Neutral): number {
  if (foreignActions({ samples: [sample], before: [], neutral }, ask, careful).length > 0) return 0;
  const names = Object.keys(warp) as (keyof Warp)[];
  const far = Math.max(...names.map((name) => Math.abs(warp[name] - from[name]) / tried[name]));
  return Math.min(reachOf(ask, sample, neutral, policy.action) ?? 0, enough) - 0.3 * far;
}

interface Choice {
  readonly neutral: Warp;
  readonly peaks: Readonly<Partial<Record<SegmentName, Warp>>>;
  /** The fitness of the action that is answered least well. */
  readonly least: number;
}

/**
 * The neutral face and peaks whose worst-answered action scores highest.
 *
 * @throws RangeError if no warp answers every action
 */
function choose(readings: readonly Reading[]): Choice {
  let best: Choice | undefined;
  for (const { warp, sample } of readings) {
    const neutral = neutralOf([sample]);
    if (!neutral || !looksNeutral(neutral, policy.face.neutral)) continue;
    const peaks = Object.entries(asks).map(([name, ask]) => {
      const marks = readings.map((reading) => fitness(ask, reading, warp, neutral));
      const first = marks.indexOf(Math.max(...marks));
      return { name, warp: readings[first]!.warp, mark: marks[first]! };
    });
    const least = Math.min(...peaks.map(({ mark }) => mark));
    if (least > (best?.least ?? 0))
      best = { neutral: warp, peaks: Object.fromEntries(peaks.map((peak) => [peak.name, peak.warp])), least };
  }
  if (!best) throw new RangeError('no warp of the photograph answers every action');
  return best;
}

const version = [
  sourceVersion([
    'assess/actor/warp.ts',
    'assess/actor/plane.ts',
    'assess/actor/noise.ts',
    'assess/synthetic/random.ts',
    'assess/actor/segment.ts',
    'assess/actor/pose.ts',
    'assess/actor/node-vision.ts',
    'vision/',
    'protocol/action/',
    'protocol/measure/',
    'protocol/policy/',
  ]),
  readFileSync(manifestPath, 'utf8'),
].join();

/** Shows a photograph under a warp. */
type Show = (warp: Warp) => Picture;

async function showing(photo: Uint8Array): Promise<Show> {
  const { decode } = await nodeVision();
  const picture = await decode(photo);
  const face = await seen(picture);
  if (!face) throw new RangeError('no face is in the photograph');
  const { centre, widthPx } = faceBox(face);
  return (warp) => warped(picture, centre, widthPx, warp);
}

/** The face that the models find in a picture, once the tracker has settled on it. */
async function seen(picture: Picture): Promise<TracedFace | undefined> {
  const { tracker } = await nodeVision();
  tracker.reset();
  await tracker.track(inMemory(picture), true);
  const { face } = await tracker.track(inMemory(picture), false);
  return face && tracedIndices.map((index) => face[index]!);
}

/** The best choice among random warps. */
async function search(show: Show, random: () => number): Promise<Choice> {
  const readings: Reading[] = [];
  for (let n = 0; n < attempts; n++) {
    const warp = sum(unwarped, tried, () => 2 * random() - 1);
    const face = await seen(show(warp));
    if (face) readings.push({ warp, sample: sampleOf({ atMs: 0, face }) });
  }
  return choose(readings);
}

/** A 640×480 photograph as a source of frames. Its segments last as long as those of other actors. */
export function warpedSource(photo: Uint8Array): Pick<FrameSource, 'frames'> {
  const key = createHash('sha256').update(photo).digest('hex');
  const chosen = async (show: Show): Promise<Choice> => {
    const found = await cached('how to warp a photograph', [key], version, async () =>
      utf8ToBytes(JSON.stringify(await search(show, createRandom(mixSeed(key, 1))))),
    );
    return JSON.parse(Buffer.from(found).toString()) as Choice;
  };
  return {
    frames: (name, seed) =>
      cachedFrames(`a warped photograph: ${name}`, [key, name, seed], version, async () => {
        const { encode } = await nodeVision();
        const show = await showing(photo);
        const { neutral, peaks } = await chosen(show);
        const peak = peaks[name] ?? sum(neutral, tried, () => 0.02);
        const random = createRandom(mixSeed(name, seed));
        const distances = segment(name, seed).map(away);
        const frames: Uint8Array[] = [];
        for (const distance of distances) {
          const warp = between(neutral, peak, distance / Math.max(...distances));
          frames.push(await encode(noisy(show(warp), random)));
        }
        return frames;
      }),
  };
}
