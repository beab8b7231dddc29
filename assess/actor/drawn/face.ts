/** The description of a drawn face. */
import type { Colour } from './paint.ts';

/** The shape of a face, relative to MediaPipe's canonical face: factors around 1, offsets in centimetres around 0. */
export interface Shape {
  readonly width: number;
  readonly jawWidth: number;
  /** Length of the face below the eyes. */
  readonly length: number;
  readonly cheekCm: number;
  readonly noseWidth: number;
  readonly noseDepthCm: number;
  readonly eyeSize: number;
  readonly eyeOpening: number;
  /** Outer corners higher (> 0) or lower. */
  readonly eyeTiltCm: number;
  readonly browCm: number;
  readonly lipFullness: number;
  readonly mouthWidth: number;
}

/**
 * The lower edge of the hair, from front to back: [degrees from straight ahead, height in cm on the canonical face].
 */
export type Hairline = readonly (readonly [degrees: number, heightCm: number])[];

export interface Hair {
  readonly colour: Colour;
  readonly line: Hairline;
  /** Thickness over the skull. */
  readonly volumeCm: number;
  /** 0 for hair combed flat, 1 for locks of very different lengths. */
  readonly raggedness: number;
  /** Radius of a bun at the back of the crown; 0 for none. */
  readonly bunCm: number;
  /** Direction of the parting, in degrees from straight ahead towards the person's left; absent without a parting. */
  readonly partingDegrees?: number;
}

/** A person who does not exist, with everything that the painter and the rig need. */
export interface Face {
  readonly name: string;
  readonly seed: number;
  readonly skin: Colour;
  readonly blush: Colour;
  readonly lip: Colour;
  readonly iris: Colour;
  readonly shape: Shape;
  readonly hair: Hair;
  readonly brow: { readonly colour: Colour; readonly thickness: number; readonly archCm: number };
  /** From 0 (none) to 1 (strong). */
  readonly marks: {
    readonly freckles: number;
    readonly stubble: number;
    readonly wrinkles: number;
    readonly makeUp: number;
  };
  readonly clothes: {
    readonly colour: Colour;
    readonly trim: Colour;
    readonly neckline: 'round' | 'collar' | 'v';
  };
  readonly room: {
    readonly wall: Colour;
    readonly accent: Colour;
    readonly kind: 'window' | 'shelf' | 'plant' | 'curtain';
  };
  /**
   * Direction of the lamp, in degrees from the camera towards image right, and its warmth from -1 (cold) to 1 (warm).
   */
  readonly lamp: { readonly azimuthDegrees: number; readonly warmth: number };
}
