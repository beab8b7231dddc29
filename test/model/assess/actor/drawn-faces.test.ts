import { beforeAll, describe, expect, it } from 'vitest';
import { faceNames, faces } from '../../../../assess/actor/drawn/faces.ts';
import { createRenderer, renderJpeg, type Renderer } from '../../../../assess/actor/drawn/render.ts';
import { varyFace } from '../../../../assess/actor/drawn/vary-face.ts';
import { awayPose, neutralPose, type Pose } from '../../../../assess/actor/pose.ts';
import { segment, type SegmentName } from '../../../../assess/actor/segment.ts';
import { createTracker, read, type Reading, type Tracker } from '../../../../assess/actor/tracker.ts';

let tracker: Tracker;

beforeAll(async () => {
  tracker = await createTracker();
});

interface Take {
  readonly frames: number;
  /** The readings of the frames in which the models found the face. */
  readonly readings: readonly (Reading & { readonly pose: Pose })[];
}

/** Show every `step`-th frame of a segment to the models. */
async function watch(render: Renderer, name: SegmentName, step = 1): Promise<Take> {
  const poses = segment(name, 1).filter((_, frame) => frame % step === 0);
  const readings: (Reading & { pose: Pose })[] = [];
  tracker.reset();
  for (const [frame, pose] of poses.entries()) {
    const landmarks = await tracker.track(render(pose, frame));
    if (landmarks) readings.push(Object.assign(read(landmarks), { pose }));
  }
  return { frames: poses.length, readings };
}

const values = ({ readings }: Take, measure: (reading: Reading) => number): number[] => readings.map(measure);

/** Each face, and one variation of it. */
const cast = faceNames.flatMap((name) => [0, 7].map((variation) => [name, variation] as const));

describe.each(cast)('drawn face %s, variation %d, read with the product’s models', (name, variation) => {
  let render: Renderer;

  beforeAll(() => {
    render = createRenderer(varyFace(faces[name], variation));
  });

  it('is found while it is neutral, with open eyes and closed lips', async () => {
    const take = await watch(render, 'neutral', 4);
    expect(take.readings).toHaveLength(take.frames);
    expect(Math.min(...values(take, ({ rightEye, leftEye }) => Math.min(rightEye, leftEye)))).toBeGreaterThan(0.25);
    expect(Math.max(...values(take, ({ mouth }) => mouth))).toBeLessThan(0.13);
  });

  it('blinks with both eyes', async () => {
    const take = await watch(render, 'blink');
    expect(take.readings).toHaveLength(take.frames);
    for (const eye of ['rightEye', 'leftEye'] as const) {
      const ratios = values(take, (reading) => reading[eye]);
      expect(Math.min(...ratios) / ratios[0]!).toBeLessThan(0.65);
    }
  });

  it('turns to its left and to its right', async () => {
    const left = await watch(render, 'turn-left', 4);
    const right = await watch(render, 'turn-right', 4);
    expect(left.readings.length + right.readings.length).toBe(left.frames + right.frames);
    expect(Math.max(...values(left, ({ yaw }) => yaw))).toBeGreaterThan(0.3);
    expect(Math.min(...values(right, ({ yaw }) => yaw))).toBeLessThan(-0.3);
    const both = [...left.readings, ...right.readings];
    expect(
      correlation(
        both.map(({ yaw }) => yaw),
        both.map(({ pose }) => pose.yawDegrees),
      ),
    ).toBeGreaterThan(0.99);
  });

  it('nods and opens its mouth', async () => {
    const nod = await watch(render, 'nod', 3);
    expect(nod.readings).toHaveLength(nod.frames);
    const pitch = values(nod, (reading) => reading.pitch);
    expect(Math.max(...pitch) - pitch[0]!).toBeGreaterThan(0.08);
    const mouth = await watch(render, 'open-mouth', 3);
    expect(mouth.readings).toHaveLength(mouth.frames);
    expect(Math.max(...values(mouth, (reading) => reading.mouth))).toBeGreaterThan(0.35);
  });
});

describe('drawing', () => {
  it('is the same for the same face, pose and seed, and not for another seed', () => {
    const [one, two] = [createRenderer(faces.lan), createRenderer(faces.lan)];
    expect(one(neutralPose, 5)).toEqual(two(neutralPose, 5));
    expect(one(neutralPose, 6)).not.toEqual(two(neutralPose, 5));
  });

  it('shows an empty room when the person is away', async () => {
    tracker.reset();
    expect(await tracker.track(createRenderer(faces.shi)(awayPose, 1))).toBeUndefined();
  });

  it('encodes a frame as a JPEG', () => {
    expect([...renderJpeg(faces.mei, neutralPose, 1).subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
  });
});

function correlation(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  const product = a.reduce((sum, value, k) => sum + (value - meanA) * (b[k]! - meanB), 0);
  return product / Math.sqrt(spread(a, meanA) * spread(b, meanB));
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

function spread(numbers: readonly number[], middle: number): number {
  return numbers.reduce((sum, value) => sum + (value - middle) ** 2, 0);
}
