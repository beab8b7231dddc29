/** Glasses: rims, a bridge, temples that lie on the ears, and clear lenses with a reflection. */
import type { Face, Glasses } from './face.ts';
import { tone } from './paint.ts';
import type { Mesh, Texture } from './raster.ts';
import { leftEye, rightEye } from './topology.ts';

/** The parts of a pair of glasses, in canonical centimetres. They follow the head and keep their own light. */
export interface GlassesParts {
  readonly frame: Omit<Mesh, 'texture' | 'texels'>;
  readonly lenses: Mesh;
}

const spokes = 40;

/** How far a point of the lens's outline is from its middle: a circle, or a rectangle with round corners. */
const outline = {
  round: () => [2.15, 2.05, 2] as const,
  square: () => [2.35, 1.6, 4] as const,
};

export function buildGlasses(
  { colour, shape, rimCm, glare }: Glasses,
  face: Face,
  neutral: Float32Array,
): GlassesParts {
  const frame = startMesh();
  const lenses = startMesh();
  const [across, down, power] = outline[shape]();
  const at = (vertex: number, axis: number) => neutral[3 * vertex + axis]!;
  const middles = [rightEye, leftEye].map(
    ({ outer, inner }) => [(at(outer, 0) + at(inner, 0)) / 2, (at(outer, 1) + at(inner, 1)) / 2 - 0.25] as const,
  );
  // In front of the root of the nose; the lenses curve back around the face.
  const front = at(168, 2) + 0.55;
  const depth = (x: number) => front - 0.055 * x ** 2;
  const metal = tone(colour, 0.9);
  for (const [cx, cy] of middles) {
    const rim = (reach: number, k: number): [number, number, number] => {
      const angle = (k / spokes) * 2 * Math.PI;
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      const x = cx + reach * across * Math.sign(c) * Math.abs(c) ** (2 / power);
      return [x, cy + reach * down * Math.sign(s) * Math.abs(s) ** (2 / power), depth(x)];
    };
    const outer = 1 + rimCm / across;
    for (let k = 0; k < spokes; k++)
      frame.quad(rim(1, k), rim(outer, k), rim(1, k + 1), rim(outer, k + 1), k < spokes / 2 ? colour : metal);
    for (let k = 0; k < spokes; k++) lenses.fan([cx, cy, depth(cx)], rim(1, k), rim(1, k + 1), [cx, cy, across, down]);
    const side = Math.sign(cx);
    const hinge = cx + side * across;
    const rise = cy + 0.35 * down;
    const bar = Math.max(0.28, 1.6 * rimCm);
    const ear = [side * 8.1 * face.shape.width, rise - 0.2, -4] as const;
    frame.quad(
      [hinge, rise, depth(hinge)],
      [hinge, rise + bar, depth(hinge)],
      [...ear],
      [ear[0], ear[1] + bar, ear[2]],
      metal,
    );
  }
  const [right, left] = middles as [readonly [number, number], readonly [number, number]];
  const steps = 8;
  for (let k = 0; k < steps; k++) {
    const bridge = (share: number, up: number): [number, number, number] => {
      const x = right[0] + across + share * (left[0] - right[0] - 2 * across);
      return [x, right[1] + 0.45 + 0.3 * Math.sin(Math.PI * share) + up, depth(x) + 0.15];
    };
    const thick = Math.max(0.2, rimCm);
    frame.quad(
      bridge(k / steps, 0),
      bridge(k / steps, thick),
      bridge((k + 1) / steps, 0),
      bridge((k + 1) / steps, thick),
      colour,
    );
  }
  const { positions, light, triangles } = frame.done();
  return { frame: { positions, light, triangles }, lenses: { ...lenses.done(), texture: lensTexture(glare) } };
}

const lensTexels = 64;

/** Clear glass that is slightly grey, with the reflection of a window across its upper half. */
function lensTexture(glare: number): Texture {
  const rgba = new Uint8ClampedArray(lensTexels * lensTexels * 4);
  for (let y = 0; y < lensTexels; y++) {
    for (let x = 0; x < lensTexels; x++) {
      const [u, v] = [x / lensTexels, y / lensTexels];
      const streak = Math.exp(-(((u + 0.6 * v - 0.55) / 0.13) ** 2)) * Math.exp(-(((v - 0.3) / 0.28) ** 2));
      rgba.set([236, 240, 246, 14 + 190 * glare * streak], (y * lensTexels + x) * 4);
    }
  }
  return { width: lensTexels, height: lensTexels, rgba, hasAlpha: true };
}

type Place = [x: number, y: number, z: number];

function startMesh() {
  const positions: number[] = [];
  const light: number[] = [];
  const texels: number[] = [];
  const triangles: number[] = [];
  const add = (
    place: Place,
    [red, green, blue]: readonly [number, number, number],
    texel: readonly [number, number],
  ) => {
    positions.push(...place);
    light.push(red / 255, green / 255, blue / 255);
    texels.push(...texel);
    return positions.length / 3 - 1;
  };
  return {
    /** A piece of the frame, seen from both sides. */
    quad(a: Place, b: Place, c: Place, d: Place, colour: readonly [number, number, number]): void {
      const [p, q, r, s] = [a, b, c, d].map((place) => add(place, colour, [0, 0])) as [number, number, number, number];
      triangles.push(p, q, r, r, q, s);
    },
    /** A slice of a lens; the texture spans the lens. */
    fan(middle: Place, a: Place, b: Place, [cx, cy, across, down]: readonly [number, number, number, number]): void {
      const texel = ([x, y]: Place) =>
        [((x - cx) / across / 2 + 0.5) * (lensTexels - 2), (0.5 - (y - cy) / down / 2) * (lensTexels - 2)] as const;
      const corners = [middle, a, b].map((place) => add(place, [255, 255, 255], texel(place)));
      triangles.push(...corners);
    },
    done: () => ({
      positions: Float32Array.from(positions),
      light: Float32Array.from(light),
      texels: Float32Array.from(texels),
      triangles: Uint16Array.from(triangles),
    }),
  };
}
