/**
 * An actor's pose in one frame. Left and right are the person's own.
 *
 * Angles in degrees: `yawDegrees` > 0 turns to the person's left (the nose moves to image right in the unmirrored
 * picture), `pitchDegrees` > 0 looks up, `rollDegrees` > 0 is clockwise in the image.
 */
export interface Pose {
  readonly yawDegrees: number;
  readonly pitchDegrees: number;
  readonly rollDegrees: number;
  /** Offset from the middle of the frame, in frame widths; > 0 is image right. */
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

/** Where every segment begins and ends. */
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

/** Outside the frame: only the room is visible. */
export const awayPose: Pose = { ...neutralPose, x: 3 };
