import { describe, expect, it } from 'vitest';
import { buildBeard } from '../../../../assess/actor/drawn/beard.ts';
import { readCanonicalFace } from '../../../../assess/actor/drawn/canonical.ts';
import { buildGlasses } from '../../../../assess/actor/drawn/glasses.ts';
import { buildHead } from '../../../../assess/actor/drawn/head.ts';
import { portray } from '../../../../assess/actor/drawn/portray.ts';
import { leftEye, rightEye } from '../../../../assess/actor/drawn/topology.ts';
import { ageGroups, tones, type PersonTraits } from '../../../../assess/count/person.ts';

const traits: Omit<PersonTraits, 'part' | 'movements'> = {
  age: '40-59',
  sex: 'male',
  tone: '4',
  light: 'even',
  eyes: 'double-lid',
  covers: [],
};
const face = (changes: Partial<typeof traits> = {}) => portray('somebody', { ...traits, ...changes });
const rising = (values: readonly number[]) => values.every((value, n) => n === 0 || value >= values[n - 1]!);

describe('portray', () => {
  it('draws the same face for the same name and traits, and another one for another name', () => {
    expect(face()).toEqual(face());
    expect(portray('another', traits).shape).not.toEqual(face().shape);
  });

  it('gives the old more wrinkles, sagging skin, whiter hair and thinner lips', () => {
    const faces = ageGroups.map((age) => face({ age }));
    expect(rising(faces.map(({ marks }) => marks.wrinkles))).toBe(true);
    expect(rising(faces.map(({ shape }) => shape.sagging!))).toBe(true);
    expect(rising(faces.map(({ hair }) => hair.colour[1]))).toBe(true);
    expect(faces.at(-1)!.shape.lipFullness).toBeLessThan(faces[1]!.shape.lipFullness - 0.3);
  });

  it('gives a child a shorter face and larger eyes', () => {
    const [child, adult] = [face({ age: 'under-18' }), face({ age: '18-39' })];
    expect(child.shape.length).toBeLessThan(adult.shape.length - 0.1);
    expect(child.shape.eyeSize).toBeGreaterThan(adult.shape.eyeSize + 0.1);
  });

  it('opens narrow eyes least and wide eyes most, and gives single lids no crease', () => {
    const [narrow, single, double, wide] = (['narrow', 'single-lid', 'double-lid', 'wide'] as const).map((eyes) =>
      face({ eyes }),
    );
    expect(rising([narrow, single, double, wide].map((each) => each!.shape.eyeOpening))).toBe(true);
    expect([narrow, single, double, wide].map((each) => each!.lid)).toEqual(['single', 'single', undefined, undefined]);
  });

  it('paints each tone of the scale darker than the one before it, from the fourth on', () => {
    expect(rising(tones.slice(3).map((tone) => -face({ tone }).skin[1]))).toBe(true);
  });

  it('lights one side alone, and dims the picture and adds noise', () => {
    expect(face({ light: 'side' }).lamp.ambient).toBeLessThan(0.3);
    const [even, dim] = [face().exposure!, face({ light: 'dim' }).exposure!];
    expect(dim.gain).toBeCloseTo(0.6 * even.gain);
    expect(dim.noise).toBeGreaterThan(even.noise);
  });

  it('gives a dark face a longer exposure than a light one, within the camera’s bounds', () => {
    expect(face({ tone: '10' }).exposure!.gain).toBe(1.5);
    expect(face({ tone: '1' }).exposure!.gain).toBe(0.88);
  });

  it('adds covers only where the traits have them', () => {
    expect(face()).not.toHaveProperty('glasses');
    expect(face()).not.toHaveProperty('beard');
    const covered = face({ covers: ['glasses', 'beard', 'hair-over-brows'] });
    expect(covered).toHaveProperty('glasses');
    expect(covered).toHaveProperty('beard');
    // The brows of the canonical face begin about 4.4 cm above its middle.
    expect(covered.hair.line[0]![1]).toBeLessThan(4.4);
    expect(face().hair.line[0]![1]).toBeGreaterThan(5);
  });
});

describe('what is worn', () => {
  const covered = face({ covers: ['glasses', 'beard'] });
  const head = buildHead(covered, readCanonicalFace());
  const axis = (positions: Float32Array, k: number) => [...positions].filter((_, at) => at % 3 === k);

  it('glasses have a lens before each eye, and temples that reach back to the ears', () => {
    const { frame, lenses } = buildGlasses(covered.glasses!, covered, head.neutral);
    for (const { outer, inner } of [rightEye, leftEye]) {
      const x = (head.neutral[3 * outer]! + head.neutral[3 * inner]!) / 2;
      const middles = axis(lenses.positions, 0).filter((each) => Math.abs(each - x) < 0.01);
      expect(middles.length).toBeGreaterThan(0);
    }
    const lidDepth = Math.max(...leftEye.upper.map((vertex) => head.neutral[3 * vertex + 2]!));
    expect(Math.min(...axis(lenses.positions, 2))).toBeGreaterThan(lidDepth - 0.5);
    expect(Math.min(...axis(frame.positions, 2))).toBeLessThan(-3);
  });

  it('a beard grows on the lower face only, and leaves the lips free', () => {
    const { offsets, triangles } = buildBeard(covered.beard!, head, 1);
    expect(triangles.length).toBeGreaterThan(100);
    const grown = (vertex: number) => Math.abs(offsets[3 * vertex]!) + Math.abs(offsets[3 * vertex + 1]!);
    expect(grown(10)).toBe(0); // forehead
    expect(grown(13)).toBeLessThan(0.01); // lips
    expect(grown(152)).toBeGreaterThan(0.2); // chin
  });
});
