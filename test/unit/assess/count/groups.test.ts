import { describe, expect, it } from 'vitest';
import { countPeople } from '../../../../assess/count/groups.ts';
import type { PersonTraits } from '../../../../assess/count/person.ts';
import type { Trial } from '../../../../assess/count/trial.ts';

const traits: PersonTraits = {
  part: 'report',
  age: '70-plus',
  sex: 'female',
  tone: '4',
  light: 'dim',
  eyes: 'narrow',
  covers: [],
  movements: [],
};
const trial = (player: string, outcome: Trial['outcome'], changes: Partial<Trial> = {}): Trial => ({
  label: 'bona-fide',
  species: 'bona-fide',
  player,
  seed: '1',
  way: 'offline',
  outcome,
  causes: [],
  failed: [],
  windows: [],
  traits,
  ...changes,
});
const failed = (...names: string[]) => names.map((name) => ({ name, measured: {} }));

describe('countPeople', () => {
  it('counts each person, with exact bounds', () => {
    const { persons } = countPeople([trial('an', 'bona-fide'), trial('bai', 'attack'), trial('an', 'undetermined')]);
    expect(persons).toMatchObject([
      { name: 'an', trials: 2, accepted: 1, undetermined: 1, lower95: expect.closeTo(0.0126, 4) },
      { name: 'bai', trials: 1, refused: 1, refused95: [expect.closeTo(0.025, 4), 1] },
    ]);
  });

  it('counts each value of each trait in the order of the trait, and leaves out values that were not played', () => {
    const young = { ...traits, age: 'under-18', tone: '10' } as const;
    const { traits: counted } = countPeople([trial('an', 'bona-fide'), trial('en', 'attack', { traits: young })]);
    const rowsOf = (name: string) =>
      counted.find(({ trait }) => trait === name)!.counts.map((each) => [each.name, each.trials, each.refused]);
    expect(rowsOf('age')).toEqual([
      ['under-18', 1, 1],
      ['70-plus', 1, 0],
    ]);
    expect(rowsOf('tone')).toEqual([
      ['4', 1, 0],
      ['10', 1, 1],
    ]);
    expect(rowsOf('part')).toEqual([['report', 2, 1]]);
  });

  it('counts a person with two covers for both, and one without as none', () => {
    const covered = { ...traits, covers: ['glasses', 'beard'] } as const;
    const { traits: counted } = countPeople([trial('an', 'bona-fide'), trial('yan', 'attack', { traits: covered })]);
    expect(counted.find(({ trait }) => trait === 'covers')!.counts.map(({ name, refused }) => [name, refused])).toEqual(
      [
        ['none', 0],
        ['glasses', 1],
        ['beard', 1],
      ],
    );
  });

  it('lists the worst people first, at most ten, with the checks that failed in their wrong trials', () => {
    const many = Array.from({ length: 12 }, (_, n) => trial(`person ${n}`, 'undetermined'));
    const { worst } = countPeople([
      trial('good', 'bona-fide'),
      trial('half', 'bona-fide'),
      trial('half', 'undetermined', { failed: failed('neutral-seen') }),
      ...many,
      trial('attacked', 'attack', { failed: failed('pictures-agree', 'actions-done') }),
      trial('attacked', 'undetermined', { failed: failed('actions-done') }),
    ]);
    expect(worst).toHaveLength(10);
    expect(worst[0]).toMatchObject({
      counts: { name: 'attacked' },
      traits,
      failed: [
        ['actions-done', 2],
        ['pictures-agree', 1],
      ],
    });
    expect(worst.map(({ counts }) => counts.name)).not.toContain('half');
  });

  it('puts a person who was called an attack before one who was undetermined as often', () => {
    const { worst } = countPeople([trial('unclear', 'undetermined'), trial('called', 'attack')]);
    expect(worst.map(({ counts }) => counts.name)).toEqual(['called', 'unclear']);
  });

  it('counts no check of a trial that did not go wrong', () => {
    const { worst } = countPeople([
      trial('half', 'too-slow', { code: 'camera-slow', failed: failed('rate-enough') }),
      trial('half', 'undetermined', { failed: failed('neutral-seen') }),
    ]);
    expect(worst.map(({ failed: checks }) => checks)).toEqual([[['neutral-seen', 1]]]);
  });

  it('leaves out a person without a wrong trial, attacks, and people about whom nothing is known', () => {
    const { persons, worst } = countPeople([
      trial('good', 'bona-fide'),
      trial('unknown', 'attack', { traits: undefined }),
      trial('mask', 'bona-fide', { label: 'attack', species: 'mask' }),
    ]);
    expect(persons.map(({ name }) => name)).toEqual(['good']);
    expect(worst).toEqual([]);
  });

  it('gives trials that were not appraised no share in the errors', () => {
    const { worst, persons } = countPeople([trial('away', 'unfinished', { code: 'no-face' })]);
    expect(persons).toMatchObject([{ trials: 1, appraised: 0 }]);
    expect(worst).toEqual([]);
  });
});
