/**
 * Our tracker, compared frame by frame with the package's. Both have the same models and pictures; each keeps its own
 * region.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import { enableProdMode, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { stepsPerPx } from '#protocol/capture/trace.ts';
import { tracedIndices } from '#protocol/measure/landmark.ts';
import { buildModels } from '../../../models/build.ts';
import { modelFile } from '../../../models/load.ts';
import { backgroundColour, skinColour } from '#vision/colour.ts';
import { createFaceTracker, type FaceTracker } from '#vision/face-tracker.ts';
import { recordNetwork } from '#vision/network.ts';
import { inMemory, wholeBox, type Box, type Picture, type PixelReader } from '#vision/picture.ts';
import { createPackageTracker } from '../../../widget/vision/model/package-tracker.ts';
import { attentionParts } from '#vision/refinement.ts';
import type { Tracker } from '#vision/tracker.ts';
import { registerWasm } from '#vision/recordable-backend.ts';
import { faces as drawnFaces, type FaceName } from '../../../assess/actor/drawn/faces.ts';
import { createRenderer } from '../../../assess/actor/drawn/render.ts';
import { segment, type SegmentName } from '../../../assess/actor/segment.ts';
import { readOnce } from '../../../widget/vision/read-once.ts';
import { exactly } from '../../unit/vision/reading.ts';

const samples = join(import.meta.dirname, '../../../../shared/media/samples/');
const runtimes = join(
  dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json')),
  'dist',
);

/** The largest number of faces that is counted, as in the engine. */
const most = 3;

/**
 * Pixels by which a landmark may differ, since our crop uses double precision and the package's single precision: one
 * step of the trace, 1/16 pixel.
 */
const tolerancePx = 1 / stepsPerPx;

const [width, height] = [640, 480];

beforeAll(async () => {
  buildModels();
  enableProdMode();
  await registerWasm(new WebAssembly.Module(readFileSync(join(runtimes, 'tfjs-backend-wasm-simd.wasm'))));
  await setBackend('wasm');
});

const models = () => ({ detector: modelFile('face-detector'), mesh: modelFile('face-mesh') });
const pictureOf = (data: Uint8ClampedArray): Picture => ({ data, width, height });

/** A person who acts, leaves and comes back: every fourth frame, drawn once for both meshes. */
function acted(who: FaceName): readonly Picture[] {
  const known = drawn.get(who);
  if (known) return known;
  const render = createRenderer(drawnFaces[who]);
  const segments: readonly SegmentName[] = ['neutral', 'turn-left', 'nod', 'open-mouth', 'blink', 'absent', 'tilt'];
  const poses = segments.flatMap((name) => segment(name, 1).filter((_, n) => n % 4 === 0));
  const film = poses.map((pose, n) => pictureOf(render(pose, n)));
  drawn.set(who, film);
  return film;
}

const drawn = new Map<FaceName, readonly Picture[]>();

/** Every third frame of a recorded clip. */
function* recorded(clip: string): Generator<Picture> {
  const args = ['-v', 'error', '-i', join(samples, clip), '-vf', `fps=10,scale=${width}:${height}`, '-pix_fmt', 'rgba'];
  const film = execFileSync('ffmpeg', [...args, '-f', 'rawvideo', '-'], { maxBuffer: 2 ** 30 });
  const bytes = width * height * 4;
  for (let at = 0; at + bytes <= film.length; at += bytes) {
    yield pictureOf(new Uint8ClampedArray(film.subarray(at, at + bytes)));
  }
}

/** Run both trackers on the same pictures. */
async function compare(ours: Tracker, theirs: Tracker, film: Iterable<Picture>) {
  const seen = { frames: 0, faces: 0, lost: 0, points: 0, worstPx: 0, counts: [] as (readonly [unknown, unknown])[] };
  ours.reset();
  theirs.reset();
  for (const shown of film) {
    const frame = inMemory(shown);
    const isCounting = seen.frames % 8 === 0;
    const [own, reference] = [await ours.track(frame, isCounting), await theirs.track(frame, isCounting)];
    seen.frames += 1;
    if (isCounting) seen.counts.push([own.faces, reference.faces]);
    expect(own.face === undefined, `frame ${seen.frames}`).toBe(reference.face === undefined);
    if (!own.face || !reference.face) {
      seen.lost += 1;
      continue;
    }
    seen.faces += 1;
    seen.points = own.face.length;
    expect(own.face.length).toBe(reference.face.length);
    own.face.forEach(({ x, y }, point) => {
      const same = reference.face![point]!;
      seen.worstPx = Math.max(seen.worstPx, Math.abs(x - same.x), Math.abs(y - same.y));
    });
  }
  return seen;
}

/** Two people side by side, each half as large. */
function together(left: FaceName, right: FaceName): Picture {
  const data = new Uint8ClampedArray(width * height * 4).fill(128);
  for (const [at, who] of [left, right].entries()) {
    const { data: whole } = acted(who)[0]!;
    for (let y = 0; y < height / 2; y += 1) {
      for (let x = 0; x < width / 2; x += 1) {
        const from = (2 * y * width + 2 * x) * 4;
        data.set(whole.subarray(from, from + 4), ((y + height / 4) * width + x + (at * width) / 2) * 4);
      }
    }
  }
  return pictureOf(data);
}

describe.each(['plain', 'attention'] as const)('with the %s mesh, both trackers', (mesh) => {
  let ours: Tracker;
  let theirs: Tracker;

  beforeAll(async () => {
    ours = await createFaceTracker(models(), most);
    theirs = await createPackageTracker(models(), most);
    if (mesh === 'attention') {
      await ours.refine(modelFile('face-mesh-attention'));
      await theirs.refine(modelFile('face-mesh-attention'));
    }
    return () => [ours, theirs].forEach((tracker) => tracker.dispose());
  });

  const expectSame = ({ frames, worstPx, counts, points }: Awaited<ReturnType<typeof compare>>) => {
    expect(frames).toBeGreaterThanOrEqual(60);
    expect(points).toBe(mesh === 'attention' ? 478 : 468);
    expect(worstPx).toBeLessThan(tolerancePx);
    for (const [own, reference] of counts) expect(own).toBe(reference);
  };

  it.each(['mei', 'lan'] as FaceName[])(
    'track drawn %s alike, also after losing and finding the face again',
    async (who) => {
      const seen = await compare(ours, theirs, acted(who));
      expectSame(seen);
      expect(seen.lost).toBeGreaterThan(3);
      expect(seen.faces).toBeGreaterThan(45);
    },
  );

  it('count two people alike, and track the same one', async () => {
    const both = together('mei', 'lan');
    const seen = await compare(ours, theirs, Array<Picture>(9).fill(both));
    expect(seen.counts).toEqual([
      [2, 2],
      [2, 2],
    ]);
    expect(seen.worstPx).toBeLessThan(tolerancePx);
  });

  it.skipIf(!existsSync(samples)).each(['tour-collins.mp4', 'closer-flash-collins.mp4'])(
    'track %s alike',
    async (clip) => {
      const seen = await compare(ours, theirs, recorded(clip));
      expectSame(seen);
    },
  );
});

/** A tracker's landmarks and the frame's colours, frame by frame. */
async function seenBy(tracker: FaceTracker, film: Iterable<Picture>, reader: (picture: Picture) => PixelReader) {
  const seen = [];
  tracker.reset();
  for (const picture of film) {
    const frame = reader(picture);
    const { face, faces } = await tracker.track(frame, seen.length % 8 === 0);
    const traced = face && tracedIndices.map((index) => face[index]!);
    seen.push({ face, faces, skin: traced && skinColour(frame, traced), background: backgroundColour(frame) });
  }
  return seen;
}

/** The picture, moved; the area that it leaves is black. */
function moved({ data }: Picture, right: number, down: number): Picture {
  const shifted = new Uint8ClampedArray(data.length);
  for (let y = Math.max(0, down); y < Math.min(height, height + down); y += 1) {
    const row = (y - down) * width;
    const from = data.subarray((row + Math.max(0, -right)) * 4, (row + Math.min(width, width - right)) * 4);
    shifted.set(from, (y * width + Math.max(0, right)) * 4);
  }
  return pictureOf(shifted);
}

const neutral = (who: FaceName): Picture => acted(who)[0]!;

/** A face that leaves the picture by equal steps, in pixels. */
function* leaving(who: FaceName, stepX: number, stepY: number): Generator<Picture> {
  const picture = neutral(who);
  for (let n = 0; n < 24; n += 1) yield moved(picture, n * stepX, n * stepY);
}

describe('our tracker on pictures that are read part by part', () => {
  let tracker: FaceTracker;

  beforeAll(async () => {
    tracker = await createFaceTracker(models(), most);
    await tracker.refine(modelFile('face-mesh-attention'));
    return () => tracker.dispose();
  });

  it.each([
    ['who acts, goes away and comes back', () => acted('mei')],
    ['who leaves to the right', () => leaving('lan', 16, 2)],
    ['who leaves to the left', () => leaving('lan', -16, 0)],
    ['who leaves upwards', () => leaving('mei', 3, -14)],
    ['who leaves downwards', () => leaving('mei', 0, 14)],
  ] as const)('finds for a person %s exactly the same landmarks as on the whole picture', async (_, film) => {
    const boxes: Box[] = [];
    const inParts = (picture: Picture): PixelReader => {
      const source = exactly(picture, boxes);
      return readOnce(picture.width, picture.height, (box) => source.read(box).data);
    };
    const whole = await seenBy(tracker, film(), inMemory);
    const parts = await seenBy(tracker, film(), inParts);
    expect(parts).toEqual(whole);
    expect(whole.filter(({ face }) => face).length).toBeGreaterThan(5);
  });

  it('reads only the crop while it tracks a face', async () => {
    const picture = neutral('mei');
    tracker.reset();
    await tracker.track(inMemory(picture), true);
    const boxes: Box[] = [];
    await tracker.track(exactly(picture, boxes), false);
    const area = ({ left, top, right, bottom }: Box) => (right - left) * (bottom - top);
    expect(boxes.length).toBe(1);
    expect(area(boxes[0]!)).toBeLessThan(area(wholeBox(picture)) / 2);
  });
});

describe('a recorded network', () => {
  it('fails its proof if the record gives another output: ConcatV2 copies in JavaScript', async () => {
    const whole = await recordNetwork(modelFile('face-detector'), 128, ['Identity']);
    expect(() => whole.prove()).toThrow('the tape differs from tfjs');
    whole.dispose();
  });

  it('computes its output from its present input in every run', async () => {
    const network = await recordNetwork(modelFile('face-mesh'), 192, ['output_mesh']);
    const run = (value: number) => {
      network.input.fill(value);
      return Float32Array.from(network.run()[0]!);
    };
    const [dark, bright] = [run(0.1), run(0.9)];
    expect(bright).not.toEqual(dark);
    expect(run(0.1)).toEqual(dark);
    network.prove();
    network.dispose();
  });
});

describe('the points that the attention mesh refines', () => {
  it.each([
    ['output_lips', 'LANDMARKS_REFINEMENT_LIPS_CONFIG'],
    ['Identity_1:0', 'LANDMARKS_REFINEMENT_LEFT_EYE_CONFIG'],
    ['Identity_5:0', 'LANDMARKS_REFINEMENT_RIGHT_EYE_CONFIG'],
    ['Identity_2:0', 'LANDMARKS_REFINEMENT_LEFT_IRIS_CONFIG'],
    ['Identity_6:0', 'LANDMARKS_REFINEMENT_RIGHT_IRIS_CONFIG'],
  ])('of %s are those of the package', (output, table) => {
    const constants = createRequire(import.meta.url)(
      '@tensorflow-models/face-landmarks-detection/dist/tfjs/constants.js',
    ) as Record<string, { indexesMapping: number[] }>;
    const part = attentionParts.find((candidate) => candidate.output === output)!;
    expect(part.points).toEqual(constants[table]!.indexesMapping);
  });
});

describe('createFaceTracker', () => {
  it('refuses a backend that cannot be recorded', async () => {
    await setBackend('cpu');
    await expect(createFaceTracker(models(), most)).rejects.toThrow('the active backend cannot be recorded');
  });
});
