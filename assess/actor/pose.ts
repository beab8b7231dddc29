/**
 * An actor's pose in one frame. Left and right are the person's own.
 *
 * Angles in degrees: `yawDegrees` > 0 is a turn to the person's left (in the unmirrored picture the nose moves to the
 * right), `pitchDegrees` > 0 looks up, `rollDegrees` > 0 is clockwise in the picture.
 */
export interface Pose {
  readonly yawDegrees: number;
  readonly pitchDegrees: number;
  readonly rollDegrees: number;
  /** Offset from the middle of the frame, in frame widths; > 0 is right in the picture. */
  readonly x: number;
  /** Offset from the middle of the frame, in frame heights; > 0 is down. */
  readonly y: number;
  /** 1 is a face about 45 cm from the camera; 2 is half as far. */
  readonly scale: number;
  /** 0 open, 1 closed. */
  readonly blinkLeft: number;
  readonly blinkRight: number;
  /** 0 closed lips, 1 wide open. */
  readonly jawOpen: number;
  /** -1 rounded lips, 0 neutral, 1 a broad smile. */
  readonly mouthWidth: number;
}

/** The first and last pose of every segment, except `absent`. */
export const neutralPose: Pose = {
  yawDegrees: 0,
  pitchDegrees: 0,
  rollDegrees: 0,
  x: 0,
  y: 0,
  scale: 1,
  blinkLeft: 0,
  blinkRight: 0,
  jawOpen: 0,
  mouthWidth: 0,
};

/** The person is outside the frame, and only the room is visible. */
export const awayPose: Pose = { ...neutralPose, x: 3 };
