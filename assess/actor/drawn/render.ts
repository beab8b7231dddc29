/** Renders frames of a drawn person. */
import jpeg from 'jpeg-js';
import type { Pose } from '../pose.ts';
import { createRandom } from '../../synthetic/random.ts';
import type { CanonicalFace } from '../../../models/canonical-face.ts';
import { readCanonicalFace } from './canonical.ts';
import type { Face } from './face.ts';
import { camera } from './head-transform.ts';
import { createDepth, drawMesh } from './raster.ts';
import { createRig } from './rig.ts';
import { paintRoom } from './room.ts';

/** Renders frames of one person as 640×480 RGBA. The same pose and frame seed give the same bytes. */
export type Renderer = (pose: Pose, frameSeed: number) => Uint8ClampedArray;

/** JPEG quality, 0 to 100. */
const quality = 88;

/** Paints a person once; the renderer that it returns renders many frames. */
export function createRenderer(face: Face, canonical: CanonicalFace = readCanonicalFace()): Renderer {
  const rig = createRig(face, canonical);
  const room = Uint8ClampedArray.from(paintRoom(face).rgba);
  const depth = createDepth(camera);
  const grain = createGrain(face.seed);
  const scene = new Uint8ClampedArray(room.length);
  return (pose, frameSeed) => {
    scene.set(room);
    depth.fill(0);
    for (const mesh of rig(pose)) drawMesh(mesh, camera, scene, depth);
    return expose(scene, grain, frameSeed, face.exposure);
  };
}

const renderers = new Map<Face, Renderer>();

/** One frame of a person, 640×480 RGBA. @param frameSeed chooses the sensor noise */
export function renderFrame(face: Face, pose: Pose, frameSeed: number): Uint8ClampedArray {
  let renderer = renderers.get(face);
  if (!renderer) renderers.set(face, (renderer = createRenderer(face)));
  return renderer(pose, frameSeed);
}

/** One frame of a person as a JPEG. */
export function renderJpeg(face: Face, pose: Pose, frameSeed: number): Uint8Array {
  const { widthPx: width, heightPx: height } = camera;
  return jpeg.encode({ width, height, data: renderFrame(face, pose, frameSeed) }, quality).data;
}

const grainSize = 256;

/** Sensor noise: a square of approximately normal numbers with mean 0 and standard deviation 1, one for each channel. */
function createGrain(seed: number): Float32Array {
  const random = createRandom(seed + 4);
  return Float32Array.from(
    { length: grainSize * grainSize * 3 },
    () => (random() + random() + random() + random() - 2) * 1.73,
  );
}

/**
 * Applies lens and sensor: slightly soft edges, and noise of about two levels of 255, stronger in the dark.
 *
 * @param exposure how bright the picture is, and how strong its noise is
 */
function expose(
  scene: Uint8ClampedArray,
  grain: Float32Array,
  frameSeed: number,
  { gain, noise: noiseGain }: NonNullable<Face['exposure']> = { gain: 1, noise: 1 },
): Uint8ClampedArray {
  const { widthPx: width, heightPx: height } = camera;
  const random = createRandom(frameSeed * 7919 + 1);
  const shift = [Math.floor(random() * grainSize), Math.floor(random() * grainSize)] as const;
  const frame = new Uint8ClampedArray(scene.length);
  const stride = width * 4;
  for (let y = 0; y < height; y++) {
    const up = y === 0 ? 0 : -stride;
    const down = y === height - 1 ? 0 : stride;
    const row = ((y + shift[1]) & (grainSize - 1)) * grainSize;
    for (let x = 0; x < width; x++) {
      const at = y * stride + x * 4;
      const left = x === 0 ? 0 : -4;
      const right = x === width - 1 ? 0 : 4;
      const noise = (row + ((x + shift[0]) & (grainSize - 1))) * 3;
      const strength = noiseGain * (2.6 - 0.006 * scene[at + 1]!);
      for (let c = 0; c < 3; c++) {
        const k = at + c;
        const soft =
          0.56 * scene[k]! + 0.11 * (scene[k + up]! + scene[k + down]! + scene[k + left]! + scene[k + right]!);
        frame[k] = soft * gain + grain[noise + c]! * strength;
      }
      frame[at + 3] = 255;
    }
  }
  return frame;
}
