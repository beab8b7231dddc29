/** How a face stands in the picture, and what the person should mend first. Feedback only: the verifier judges the evidence. */
import type { FaceBox } from '#protocol/measure/face-box.ts';
import { policy } from '#protocol/policy/registry.ts';

/** What one frame shows of a face. */
export interface FaceView {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly faces: number;
  /** Undefined without a face, like all that follows. */
  readonly box: FaceBox | undefined;
  readonly skinLuma: number | undefined;
  readonly yawDegrees: number | undefined;
  readonly pitchDegrees: number | undefined;
}

/** What can be wrong with a face's position or light, in the order in which the person mends it. */
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

/** Where the face is: what to mend, or that nothing has to be mended. */
export type Position = Hint | 'well-placed';

/** What the person is told during an action. An action turns and moves the head, so those two hints are left out. */
export const actingHints: readonly Hint[] = hints.filter((hint) => hint !== 'off-centre' && hint !== 'turned-away');

/** Greatest distance of the face's centre from the frame's, as a share of the short side: the room in the oval. Convention. */
const offCentreShare = 0.2;

/** Stricter than the verifier by this factor, so that a breath does not move a face over the verifier's bound. Convention. */
const margin = 1.08;

/** Greatest yaw and pitch of a face that looks at the camera. Pitch is wider: it depends on the camera's height. */
const facingDegrees = { yaw: policy.face.portraitDegrees, pitch: 2 * policy.face.portraitDegrees };

/** The position of the face in this frame. */
export function positionOf(seen: FaceView): Position {
  const { minWidth, maxWidth, minLuma, maxLuma } = policy.face;
  const { box, skinLuma, yawDegrees = 0, pitchDegrees = 0 } = seen;
  if (!box || skinLuma === undefined) return 'face-missing';
  if (seen.faces > 1) return 'faces-several';
  if (skinLuma < minLuma * margin) return 'too-dark';
  if (skinLuma > maxLuma / margin) return 'too-bright';
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
