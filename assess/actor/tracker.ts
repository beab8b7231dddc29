/**
 * Finds landmarks with the tracker of `@tensorflow-models/face-landmarks-detection` and computes plain ratios of them:
 * a check of the actors that does not depend on the product's tracker.
 */
import { createRequire } from 'node:module';
import type * as FaceLandmarksDetection from '@tensorflow-models/face-landmarks-detection';
import { tensor3d } from '@tensorflow/tfjs-core';
import { modelFile, startWasm } from '../../models/load.ts';

export type Landmark = FaceLandmarksDetection.Keypoint;

/** Follows one face from frame to frame with the product's models, on WebAssembly in Node. */
export interface Tracker {
  /** The 478 landmarks in pixels; undefined if no face was found. */
  track: (rgba: Uint8ClampedArray | Uint8Array, widthPx?: number, heightPx?: number) => Promise<Landmark[] | undefined>;
  /** Forgets the last frame, so that a face is searched in the whole next frame. */
  reset: () => void;
}

export async function createTracker(): Promise<Tracker> {
  await startWasm();
  // The package's ES module imports a name that Node cannot resolve; its CommonJS build works.
  const { createDetector, SupportedModels } = createRequire(import.meta.url)(
    '@tensorflow-models/face-landmarks-detection',
  ) as typeof FaceLandmarksDetection;
  const detector = await createDetector(SupportedModels.MediaPipeFaceMesh, {
    runtime: 'tfjs',
    maxFaces: 1,
    refineLandmarks: true,
    detectorModelUrl: modelFile('face-detector'),
    landmarkModelUrl: modelFile('face-mesh-attention'),
  } as never);
  return {
    reset: () => detector.reset(),
    track: async (rgba, widthPx = 640, heightPx = 480) => {
      const rgb = new Uint8Array(widthPx * heightPx * 3);
      for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
        rgb[to] = rgba[from]!;
        rgb[to + 1] = rgba[from + 1]!;
        rgb[to + 2] = rgba[from + 2]!;
      }
      const picture = tensor3d(rgb, [heightPx, widthPx, 3], 'int32');
      try {
        const [face] = await detector.estimateFaces(picture);
        return face?.keypoints;
      } finally {
        picture.dispose();
      }
    },
  };
}

function distance(a: Landmark, b: Landmark): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** Ratios of a face's landmarks, without units. */
export interface Reading {
  /** Eye aspect ratios (Soukupová & Čech 2016). */
  readonly rightEye: number;
  readonly leftEye: number;
  /** Inner lips: distance of 13 to 14 over distance of 78 to 308. */
  readonly mouth: number;
  /** Where the nose tip lies between the edges of the face: 0 in the middle, > 0 to the right in the picture. */
  readonly yaw: number;
  /** Where the nose tip lies between the eyes (0) and the chin (1): falls as the head looks up. */
  readonly pitch: number;
  /** Distance between the mouth's corners, over the distance between the eyes' outer corners. */
  readonly mouthWidth: number;
  /** Slope of the line through the eyes' outer corners, in degrees; > 0 is clockwise. */
  readonly rollDegrees: number;
}

export function read(landmarks: readonly Landmark[]): Reading {
  const at = (k: number): Landmark => landmarks[k]!;
  const eye = (p: readonly [number, number, number, number, number, number]): number => {
    const [p1, p2, p3, p4, p5, p6] = p.map(at) as [Landmark, Landmark, Landmark, Landmark, Landmark, Landmark];
    return (distance(p2, p6) + distance(p3, p5)) / (2 * distance(p1, p4));
  };
  const [rightEdge, leftEdge, nose] = [at(234), at(454), at(1)];
  const eyes = { x: (at(33).x + at(263).x) / 2, y: (at(33).y + at(263).y) / 2 };
  const down = Math.hypot(at(152).x - eyes.x, at(152).y - eyes.y);
  const noseDown =
    ((nose.x - eyes.x) * (at(152).x - eyes.x) + (nose.y - eyes.y) * (at(152).y - eyes.y)) / (down * down);
  return {
    rightEye: eye([33, 160, 158, 133, 153, 144]),
    leftEye: eye([362, 385, 387, 263, 373, 380]),
    mouth: distance(at(13), at(14)) / distance(at(78), at(308)),
    yaw: (nose.x - (rightEdge.x + leftEdge.x) / 2) / distance(rightEdge, leftEdge),
    pitch: noseDown,
    mouthWidth: distance(at(61), at(291)) / distance(at(33), at(263)),
    rollDegrees: (Math.atan2(at(263).y - at(33).y, at(263).x - at(33).x) * 180) / Math.PI,
  };
}
