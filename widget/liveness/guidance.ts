/**
 * Where the face is in the picture, and what the person should correct first. Only feedback: the verifier judges the
 * evidence.
 */
import { lightFault, type FacialLight } from '#protocol/measure/facial-light.ts';
import type { FaceBox } from '#protocol/measure/face-box.ts';
import { policy } from '#protocol/policy/registry.ts';

/** What one frame shows of a face. */
export interface FaceView {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly faces: number;
  /** Undefined without a face, like all fields below. */
  readonly box: FaceBox | undefined;
  /** The light on the face in the last second; undefined if it could not be measured. */
  readonly light: FacialLight | undefined;
  readonly yawDegrees: number | undefined;
  readonly pitchDegrees: number | undefined;
}

/** What can be wrong with a face's position or light, in the order in which the person is to correct it. */
export const hints = [
  'face-missing',
  'faces-several',
  'too-dark',
  'too-bright',
  'face-too-small',
  'face-too-close',
  'off-centre',
  'turned-away',
] as const;
export type Hint = (typeof hints)[number];

/** What is wrong with the face's position or light, or that nothing is wrong. */
export type Position = Hint | 'well-placed';

/**
 * The hints that are shown during an action. Actions move and turn the head and close the eyes, so those of the place, of the
 * pose and of the light, which is measured on open eyes, are left out.
 */
export const actingHints = [
  'face-missing',
  'faces-several',
  'face-too-small',
  'face-too-close',
] as const satisfies Hint[];

/**
 * Largest distance of the face's centre from the frame's, as a share of the short side: the face still fits the oval.
 * Convention.
 */
const offCentreShare = 0.2;

/**
 * The hints are stricter than the verifier by this factor, so that a small movement does not cross its bounds.
 * Convention.
 */
const margin = 1.08;

/**
 * Largest yaw and pitch of a face that looks at the camera. The bound of pitch is wider, because pitch depends on the
 * camera's height.
 */
const facingDegrees = { yaw: policy.face.portraitDegrees, pitch: 2 * policy.face.portraitDegrees };

const { minContrast, maxNoise, maxClipped } = policy.face.light;
const lightBounds = {
  minContrast: minContrast * margin,
  maxNoise: maxNoise / margin,
  maxClipped: maxClipped / margin,
};

/** The position of the face in this frame. */
export function positionOf(seen: FaceView): Position {
  const { minWidth, maxWidth } = policy.face;
  const { box, light, yawDegrees = 0, pitchDegrees = 0 } = seen;
  if (!box) return 'face-missing';
  if (seen.faces > 1) return 'faces-several';
  const fault = light && lightFault(light, lightBounds);
  if (fault) return fault;
  const shortPx = Math.min(seen.widthPx, seen.heightPx);
  if (box.widthPx < minWidth * margin * shortPx) return 'face-too-small';
  if (box.widthPx > (maxWidth / margin) * shortPx) return 'face-too-close';
  const roomPx = offCentreShare * shortPx;
  const offX = Math.abs(box.centre.x - seen.widthPx / 2);
  const offY = Math.abs(box.centre.y - seen.heightPx / 2);
  if (offX > roomPx || offY > roomPx) return 'off-centre';
  const turned = Math.abs(yawDegrees) > facingDegrees.yaw || Math.abs(pitchDegrees) > facingDegrees.pitch;
  return turned ? 'turned-away' : 'well-placed';
}
