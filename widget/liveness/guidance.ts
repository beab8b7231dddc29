/**
 * Where the face is in the picture, and what the person should correct first. Only feedback: the verifier judges the
 * evidence.
 */
import type { FacialLight } from '#protocol/measure/facial-light.ts';
import type { FaceBox } from '#protocol/measure/face-box.ts';
import { policy } from '#protocol/policy/registry.ts';

/** What one frame shows of a face. */
export interface FaceView {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly faces: number;
  /** Undefined without a face, like all fields below. */
  readonly box: FaceBox | undefined;
  /** The light on the face in the last second, before the actions; undefined if it could not be measured. */
  readonly light: FacialLight | undefined;
  readonly yawDegrees: number | undefined;
  readonly pitchDegrees: number | undefined;
  readonly mouthAperture: number | undefined;
  /** As `eyeSurround` (`vision/eye-surround.ts`) measures it. */
  readonly eyeSurround: number | undefined;
}

/**
 * What can be wrong with a face, its position or its light, in the order in which the person is to correct it. The last two are
 * requests: after a while they hold up nobody (`waiver.ts`).
 */
export const hints = [
  'face-missing',
  'faces-several',
  'too-dark',
  'too-bright',
  'face-too-small',
  'face-too-close',
  'off-centre',
  'turned-away',
  'glasses-dark',
  'mouth-open',
] as const;
export type Hint = (typeof hints)[number];

/** What is wrong with the face's position or light, or that nothing is wrong. */
export type Position = Hint | 'well-placed';

/**
 * The hints that are shown during an action: those that the action itself cannot cause. It moves and turns the head, opens the
 * mouth, and closes the eyes, on which the light is measured.
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

/**
 * Smallest `eyeSurround` without dark glasses. Measured: 0.67 at the lowest on 350 pictures of people without or with clear glasses;
 * below the bound behind 88 of 92 drawn lenses that let 8 % of the light through, 81 of 94 with 22 %, 61 of 95 with 40 %.
 */
const minEyeSurround = 0.65;

/**
 * Largest mouth aperture of closed lips: an open mouth is judged from the neutral face, and the portrait needs closed lips. Measured
 * on stills: closed lips at most 0.07, parted ones at least 0.14.
 */
const closedLips = policy.face.portraitAperture / margin;

/** The position of the face in this frame. @param waived requests that are made no more */
export function positionOf(seen: FaceView, waived: ReadonlySet<Hint> = new Set()): Position {
  const { minWidth, maxWidth } = policy.face;
  const { box, light, yawDegrees = 0, pitchDegrees = 0, mouthAperture = 0, eyeSurround = 1 } = seen;
  if (!box) return 'face-missing';
  if (seen.faces > 1) return 'faces-several';
  const turned = Math.abs(yawDegrees) > facingDegrees.yaw || Math.abs(pitchDegrees) > facingDegrees.pitch;
  const isCovered = !turned && eyeSurround < minEyeSurround;
  if (light) {
    const { minContrast, maxNoise, maxClipped } = policy.face.light;
    if (light.clipped > maxClipped / margin) return 'too-bright';
    if (light.contrast < minContrast * margin || light.noise > maxNoise / margin) {
      // More light does not show eyes behind dark glasses.
      return isCovered ? 'glasses-dark' : 'too-dark';
    }
  }
  const shortPx = Math.min(seen.widthPx, seen.heightPx);
  if (box.widthPx < minWidth * margin * shortPx) return 'face-too-small';
  if (box.widthPx > (maxWidth / margin) * shortPx) return 'face-too-close';
  const roomPx = offCentreShare * shortPx;
  const offX = Math.abs(box.centre.x - seen.widthPx / 2);
  const offY = Math.abs(box.centre.y - seen.heightPx / 2);
  if (offX > roomPx || offY > roomPx) return 'off-centre';
  if (turned) return 'turned-away';
  if (isCovered && !waived.has('glasses-dark')) return 'glasses-dark';
  return mouthAperture > closedLips && !waived.has('mouth-open') ? 'mouth-open' : 'well-placed';
}
