/** The texture of an eyeball. */
import { createRandom } from '../../synthetic/random.ts';
import type { Face } from './face.ts';
import { brush, createPicture, dab, mixColours, smoothstep, stroke, textureOf, tone } from './paint.ts';
import type { Texture } from './raster.ts';

/** Size of an eye texture, which shows the ball from the front, and texels for one radius of the ball. */
export const eyeTexels = { size: 96, perRadius: 46 } as const;

/** Paints an eyeball as seen from the front: white, iris, pupil and the lamp's reflection. The unit is the ball's radius. */
export function paintEye(face: Face): Texture {
  const random = createRandom(face.seed + 3);
  const half = eyeTexels.size / 2 / eyeTexels.perRadius;
  const white = face.sclera ?? ([240, 234, 228] as const);
  const picture = createPicture(
    { left: -half, right: half, top: half, bottom: -half, perUnit: eyeTexels.perRadius },
    white,
  );
  const all = { left: -half, right: half, top: half, bottom: -half };
  brush(picture, all, mixColours(white, [204, 106, 84], 0.5), (x, y) => 0.5 * smoothstep(0.55, 0.95, Math.hypot(x, y)));
  const iris = 0.43;
  brush(picture, all, tone(face.iris, 0.5), disc(iris, 0.05));
  brush(picture, all, face.iris, disc(iris - 0.06, 0.06));
  for (let ray = 0; ray < 40; ray++) {
    const angle = random() * 2 * Math.PI;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const colour = tone(mixColours(face.iris, [190, 140, 80], 0.25), 0.8 + 0.9 * random());
    stroke(
      picture,
      [
        [0.18 * c, 0.18 * s],
        [0.36 * c, 0.36 * s],
      ],
      0.03,
      colour,
      0.4,
      0.03,
    );
  }
  brush(picture, all, [14, 10, 10], disc(0.19, 0.04));
  const lampSide = Math.sign(face.lamp.azimuthDegrees) || 1;
  dab(picture, [0.15 * lampSide, 0.17], [0.075, 0.075], [255, 255, 255], 1);
  dab(picture, [-0.16 * lampSide, -0.18], [0.06, 0.05], [220, 226, 236], 0.4);
  return textureOf(picture);
}

/** Coverage of a centred disc with a soft edge. */
function disc(radius: number, feather: number): (x: number, y: number) => number {
  return (x, y) => 1 - smoothstep(radius - feather, radius + feather, Math.hypot(x, y));
}
