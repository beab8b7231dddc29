/**
 * Compares how well the two meshes read blinks and lips: prints a table row for each mesh and each sample clip with ground
 * truth.
 *
 *     node tool/run.mjs models/compare.ts [folder of *.mp4 with *.truth.json]   default ../shared/media/samples; needs ffmpeg
 *
 * The clips show an animated photo, rigged on the landmarks of the attention mesh. The table therefore says how well a mesh
 * follows a script, not how well it reads people, and the attention mesh has an advantage. Some clips show closed eyes behind
 * sunglasses, which no mesh can see.
 */
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  createDetector,
  SupportedModels,
  type FaceLandmarksDetector,
} from '@tensorflow-models/face-landmarks-detection';
import { tensor3d } from '@tensorflow/tfjs-core';
import { leftEye, rightEye, tracedIndices, type TracedFace } from '#protocol/measure/landmark.ts';
import { eyeAspectRatio } from '#protocol/measure/eye-aspect-ratio.ts';
import { mouthAperture } from '#protocol/measure/mouth-aperture.ts';
import { mouthWidth } from '#protocol/measure/mouth-width.ts';
import { modelFile, startWasm } from './load.ts';

/** The script of one frame: how far the eyes are closed (0 to 1), and ratios measured on the rendered head. */
interface TruthFrame {
  readonly params: { readonly blinkL: number; readonly blinkR: number };
  readonly measure?: {
    readonly earR: number;
    readonly earL: number;
    readonly mar: number;
    readonly mouthWidth: number;
  };
}

interface Truth {
  readonly size: readonly [width: number, height: number];
  readonly truth: readonly TruthFrame[];
}

/** The measures of one frame: those of a mesh, and those of the script. */
interface Pair {
  readonly eyes: number;
  readonly aperture: number;
  readonly width: number;
  /** How far the script closes the eyes: 0 open, 1 closed. */
  readonly blink: number;
  readonly measure: NonNullable<TruthFrame['measure']>;
}

const meshes = [
  { mesh: 'plain', file: 'face-mesh', refineLandmarks: false },
  { mesh: 'attention', file: 'face-mesh-attention', refineLandmarks: true },
] as const;

/** On the script's scale from 0 to 1, eyes count as open below the first number and as closed above the second. */
const openBelow = 0.02;
const closedAbove = 0.8;

/** The frames of a clip as RGB, width × height × 3 bytes each. */
async function* frames(clip: string, width: number, height: number): AsyncGenerator<Uint8Array> {
  const ffmpeg = spawn('ffmpeg', ['-v', 'error', '-i', clip, '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const frameBytes = width * height * 3;
  let unread = Buffer.alloc(0);
  for await (const chunk of ffmpeg.stdout) {
    unread = Buffer.concat([unread, chunk as Buffer]);
    while (unread.length >= frameBytes) {
      yield unread.subarray(0, frameBytes);
      unread = unread.subarray(frameBytes);
    }
  }
}

/** Follows the face through a clip. Frames without a face, or without a measure in the script, are skipped. */
async function follow(detector: FaceLandmarksDetector, clip: string, { size, truth }: Truth): Promise<Pair[]> {
  const [width, height] = size;
  const pairs: Pair[] = [];
  let at = 0;
  detector.reset();
  for await (const frame of frames(clip, width, height)) {
    const { params, measure } = truth[at++] ?? {};
    const image = tensor3d(Int32Array.from(frame), [height, width, 3], 'int32');
    const [found] = await detector.estimateFaces(image, { staticImageMode: false });
    image.dispose();
    if (found === undefined || params === undefined || measure === undefined) continue;
    const face: TracedFace = tracedIndices.map((index) => found.keypoints[index]!);
    const right = eyeAspectRatio(rightEye(face));
    const left = eyeAspectRatio(leftEye(face));
    const aperture = mouthAperture(face);
    const mouth = mouthWidth(face);
    if (right === undefined || left === undefined || aperture === undefined || mouth === undefined) continue;
    pairs.push({
      eyes: (right + left) / 2,
      aperture,
      width: mouth,
      blink: (params.blinkL + params.blinkR) / 2,
      measure,
    });
  }
  return pairs;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The sum, over two lists, of the products of their deviations from their means. */
function covariation(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  return a.reduce((sum, value, index) => sum + (value - meanA) * (b[index]! - meanB), 0);
}

/** Pearson's correlation, −1 to 1; undefined if a list is constant. */
function correlation(a: readonly number[], b: readonly number[]): number | undefined {
  const spread = Math.sqrt(covariation(a, a) * covariation(b, b));
  return spread < 1e-9 ? undefined : covariation(a, b) / spread;
}

/**
 * The distance between the means of two groups, in units of their common standard deviation:
 * d′ = (μ₁ − μ₂) / √((σ₁² + σ₂²) / 2). Undefined if a group has fewer than two values.
 */
function separation(a: readonly number[], b: readonly number[]): number | undefined {
  if (a.length < 2 || b.length < 2) return undefined;
  const variance = (covariation(a, a) / (a.length - 1) + covariation(b, b) / (b.length - 1)) / 2;
  return (mean(a) - mean(b)) / Math.sqrt(variance);
}

const format = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? '–' : value.toFixed(3);

function tableRow(
  clip: string,
  mesh: string,
  frameCount: number,
  pairs: readonly Pair[],
): Record<string, string | number> {
  const eyes = pairs.map((pair) => pair.eyes);
  const blink = pairs.map((pair) => pair.blink);
  const open = pairs.filter((pair) => pair.blink < openBelow).map((pair) => pair.eyes);
  const closed = pairs.filter((pair) => pair.blink > closedAbove).map((pair) => pair.eyes);
  return {
    clip,
    mesh,
    frames: `${pairs.length}/${frameCount}`,
    'eyes r': format(
      correlation(
        eyes,
        pairs.map(({ measure }) => (measure.earR + measure.earL) / 2),
      ),
    ),
    'blink r': format(correlation(eyes, blink)),
    'open min': format(Math.min(...open)),
    'closed max': format(closed.length === 0 ? undefined : Math.max(...closed)),
    margin: format(closed.length === 0 ? undefined : (Math.min(...open) - Math.max(...closed)) / mean(open)),
    'd′': format(separation(open, closed)),
    'aperture r': format(
      correlation(
        pairs.map((pair) => pair.aperture),
        pairs.map(({ measure }) => measure.mar),
      ),
    ),
    'width r': format(
      correlation(
        pairs.map((pair) => pair.width),
        pairs.map(({ measure }) => measure.mouthWidth),
      ),
    ),
  };
}

const folder = resolve(process.argv[2] ?? join(import.meta.dirname, '../../shared/media/samples'));
await startWasm();
const detectors = await Promise.all(
  meshes.map(({ file, refineLandmarks }) =>
    createDetector(SupportedModels.MediaPipeFaceMesh, {
      runtime: 'tfjs',
      maxFaces: 1,
      refineLandmarks,
      detectorModelUrl: modelFile('face-detector'),
      landmarkModelUrl: modelFile(file),
    }),
  ),
);
const rows = [];
for (const file of readdirSync(folder).filter((name) => name.endsWith('.truth.json'))) {
  const truth = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Truth;
  if (!truth.truth.some(({ measure }) => measure !== undefined)) continue;
  const clip = file.replace('.truth.json', '');
  for (const [index, { mesh }] of meshes.entries()) {
    const pairs = await follow(detectors[index]!, join(folder, `${clip}.mp4`), truth);
    rows.push(tableRow(clip, mesh, truth.truth.length, pairs));
  }
}
console.table(rows);
