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
  /** How far cheeks, lids and the corners of the mouth have sunk with age, 0 to 1; by default 0. */
  readonly sagging?: number;
}

/** Glasses with clear lenses. */
export interface Glasses {
  readonly colour: Colour;
  readonly shape: 'round' | 'square';
  readonly rimCm: number;
  /** Strength of the lamp's reflection on the lenses, 0 to 1. */
  readonly glare: number;
}

/** A beard that stands off the skin. Stubble is a mark of the skin. */
export interface Beard {
  readonly colour: Colour;
  readonly style: 'full' | 'chin';
  readonly lengthCm: number;
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
  /** The white of the eye; a bright one by default. */
  readonly sclera?: Colour;
  readonly shape: Shape;
  readonly hair: Hair;
  /** Absent for a lid with a crease (double lid). A single lid has none, and a fold covers the inner corner of the eye. */
  readonly lid?: 'single';
  readonly glasses?: Glasses;
  readonly beard?: Beard;
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
   * `key` is the strength of the lamp and `ambient` that of the room's light.
   */
  readonly lamp: {
    readonly azimuthDegrees: number;
    readonly warmth: number;
    readonly key?: number;
    readonly ambient?: number;
  };
  /** What the camera makes of the light; by default, `gain` and `noise` are 1. */
  readonly exposure?: { readonly gain: number; readonly noise: number };
}
