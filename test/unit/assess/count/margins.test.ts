import { describe, expect, it } from 'vitest';
import { marginsOf, quantile, type CheckBound } from '../../../../assess/count/margins.ts';
import type { Trial } from '../../../../assess/count/trial.ts';

const bound: CheckBound = { check: 'pictures-agree', of: 'found', side: 'at-most', value: 0.06, means: 'undetermined' };
const least: CheckBound = { check: 'rate-enough', of: 'lowestHz', side: 'at-least', value: 10, means: 'undetermined' };

const trial = (measured: Readonly<Record<string, number | null>>, changes: Partial<Trial> = {}): Trial => ({
  label: 'bona-fide',
  species: 'bona-fide',
  player: 'somebody',
  seed: '1',
  way: 'offline',
  outcome: 'bona-fide',
  causes: [],
  checks: ['pictures-agree', 'rate-enough'].map((name) => ({ name, measured })),
  failed: [],
  windows: [],
  ...changes,
});
const attack = (species: string, measured: Readonly<Record<string, number | null>>): Trial =>
  trial(measured, { label: 'attack', species, outcome: 'undetermined' });

/** 100 people: 0.001 to 0.1. */
const people = Array.from({ length: 100 }, (_, n) => trial({ found: (n + 1) / 1000, lowestHz: n + 1 }));

describe('marginsOf', () => {
  it('gives the worst of people, the first and the fifth percentile, towards a bound that must not be exceeded', () => {
    const [margins] = marginsOf(people, [bound]);
    expect(margins).toMatchObject({ check: 'pictures-agree', of: 'found', people: { values: { length: 100 } } });
    expect(margins!.margins).toEqual([
      { bound, worst: 0.1, onePercent: 0.099, fivePercent: 0.095, share: expect.closeTo(-2 / 3), beyond: 40 },
    ]);
  });

  it('does so towards a bound that must be reached', () => {
    const [margins] = marginsOf(people, [least]);
    expect(margins!.margins).toMatchObject([{ worst: 1, onePercent: 1, fivePercent: 5, share: -0.9, beyond: 9 }]);
  });

  it('has both bounds of a measure in one entry, and no share of a bound of 0', () => {
    const far: CheckBound = { ...bound, value: 0, means: 'attack' };
    const [margins, ...others] = marginsOf([trial({ found: 0.03 })], [bound, far]);
    expect(others).toEqual([]);
    expect(margins!.margins.map(({ share, beyond }) => [share, beyond])).toEqual([
      [0.5, 0],
      [undefined, 1],
    ]);
  });

  it('has only species that are beyond a bound', () => {
    const trials = [
      ...people,
      attack('near', { found: 0.05 }),
      attack('far', { found: 0.05 }),
      attack('far', { found: 0.3 }),
    ];
    const [margins] = marginsOf(trials, [bound]);
    expect(margins!.species).toEqual([{ label: 'attack', name: 'far', values: [0.05, 0.3] }]);
  });

  it('leaves out what was not measured or not appraised', () => {
    const blind = trial({ found: null });
    const away = trial({ found: 9 }, { outcome: 'unfinished' });
    const { checks: _, ...older } = trial({ found: 9 });
    const [margins] = marginsOf([trial({ found: 0.01 }), blind, away, older], [bound]);
    expect(margins!.people.values).toEqual([0.01]);
    expect(marginsOf([blind, attack('far', { found: 0.3 })], [bound])).toEqual([]);
  });
});

describe('quantile', () => {
  it('is the value that this share does not exceed', () => {
    expect([0, 0.2, 0.5, 0.51, 1].map((share) => quantile([1, 2, 3, 4], share))).toEqual([1, 1, 2, 3, 4]);
  });
});
