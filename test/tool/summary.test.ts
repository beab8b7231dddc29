import { describe, expect, it } from 'vitest';
import { printed, summarise } from '../../tool/assess/summary.ts';
import { concluded, isError, type Trial } from '../../tool/assess/trial.ts';

const trial = (changes: Partial<Trial>): Trial => ({
  label: 'attack',
  species: 'print',
  player: 'somebody',
  seed: '1',
  way: 'offline',
  outcome: 'undetermined',
  causes: [],
  failed: [],
  windows: [],
  ...changes,
});
const person = (outcome: Trial['outcome']) => trial({ label: 'bona-fide', species: 'bona-fide', outcome });

describe('summarise', () => {
  const trials = [
    person('bona-fide'),
    person('bona-fide'),
    person('too-slow'),
    person('attack'),
    trial({}),
    trial({ outcome: 'bona-fide', isCollision: true }),
    trial({ species: 'frozen', outcome: 'attack' }),
    trial({ species: 'puppet', outcome: 'bona-fide', isBeyond: true }),
  ];
  const { bonaFide, species, failures } = summarise(trials);

  it('counts every trial once, those that were too slow too', () => {
    for (const each of [bonaFide!, ...species]) {
      const { trials: all, accepted, refused, undetermined, tooSlow, unfinished } = each;
      expect(accepted + refused + undetermined + tooSlow + unfinished, each.name).toBe(all);
    }
    expect(bonaFide).toMatchObject({ trials: 4, accepted: 2, refused: 1, undetermined: 0, tooSlow: 1 });
    expect(species.map(({ name, trials: all, accepted, collisions }) => [name, all, accepted, collisions])).toEqual([
      ['print', 2, 1, 1],
      ['frozen', 1, 0, 0],
      ['puppet', 1, 1, 0],
    ]);
  });

  it('bounds errors exactly: people not accepted, attacks accepted', () => {
    expect(bonaFide!.upper95).toBeCloseTo(0.9324, 4);
    expect(species.find(({ name }) => name === 'frozen')!.upper95).toBeCloseTo(0.975, 4);
  });

  it('keeps every failure', () => {
    expect(failures).toEqual(trials.filter(isError));
    expect(failures).toHaveLength(4);
  });

  it('prints what is beyond actions under limits, and the bar', () => {
    const lines = printed(summarise(trials), '1', 'nothing real');
    const limits = lines.findIndex((line) => line.startsWith('Limits'));
    expect(lines.slice(limits + 1).some((line) => line.startsWith('puppet'))).toBe(true);
    expect(lines.slice(0, limits).some((line) => line.startsWith('puppet'))).toBe(false);
    expect(lines[0]).toContain('nothing real');
    expect(lines.at(-1)).toContain('5990 at 95 %, 9209 at 99 %');
  });
});

describe('concluded', () => {
  const appraisal = (...names: string[]) =>
    ({
      verdict: 'undetermined',
      causes: [],
      checks: names.map((name) => ({ name, passed: false, means: 'undetermined', causes: [], measured: {} })),
      windows: [],
      samples: [],
    }) as never;

  it('says too slow only where nothing else failed', () => {
    expect(concluded(appraisal('rate-enough')).outcome).toBe('too-slow');
    expect(concluded(appraisal('rate-enough', 'actions-done')).outcome).toBe('undetermined');
  });
});
