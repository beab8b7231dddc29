/** What the person should mend first, from one observation. Feedback only: the verifier judges the evidence itself. */
import { policy } from '#protocol/policy/registry.ts';
import type { Observation } from '../vision/api.ts';

/** What can be wrong with how a face is placed, in the order in which it is mended. */
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

/** How a face is placed: what to mend, or that it is well. */
export type Placing = Hint | 'well-placed';

/** What is mended even while an action is done: an action itself turns and moves the head. */
export const actingHints: readonly Hint[] = hints.filter((hint) => hint !== 'off-centre' && hint !== 'turned-away');

/** The face's middle may be off the frame's by so much of the short side: the oval's room on the screen. Convention. */
const offCentreShare = 0.2;

/** Kept inside the verifier's bounds, so that a face just inside does not fall out by breathing. Convention. */
const margin = 1.08;

/** Degrees of yaw or pitch up to which a face still looks at the camera; pitch has the camera's own height in it. */
const facingDegrees = { yaw: policy.face.portraitDegrees, pitch: 2 * policy.face.portraitDegrees };

/** The one hint for this frame; undefined if the face is well placed. */
export function guide(seen: Observation): Hint | undefined {
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
  return turned ? 'turned-away' : undefined;
}
