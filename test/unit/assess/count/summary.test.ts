import { describe, expect, it } from 'vitest';
import { summarise, summaryLines } from '../../../../assess/count/summary.ts';
import { conclusionOf, isAppraised, isError, unanswered, type Trial } from '../../../../assess/count/trial.ts';

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

  it('counts every trial in exactly one outcome', () => {
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

  it('bounds error rates over the appraised trials, and counts the other trials separately', () => {
    const unread = trial({ ...unanswered('clip-unreadable') });
    const slow = trial({ ...unanswered('device-too-slow') });
    const [print] = summarise([trial({}), unread, slow]).species;
    expect(print).toMatchObject({ trials: 3, appraised: 1, accepted: 0, unfinished: 1, tooSlow: 1 });
    expect(print!.upper95).toBeCloseTo(0.975, 4);
    expect(print!.undetermined95).toEqual([expect.closeTo(0.025, 4), 1]);
    expect(print!.unappraised95[0]).toBeCloseTo(0.0943, 4);
  });

  it('bounds the error rate by 0 and 1 if no trial was appraised', () => {
    const people = summarise([person('unfinished')]).bonaFide!;
    expect(people).toMatchObject({ trials: 1, appraised: 0, lower95: 0, upper95: 1 });
  });

  it('lists every failure', () => {
    expect(failures).toEqual(trials.filter(isError));
    expect(failures).toHaveLength(4);
  });

  it('bounds the shares of the verdicts attack and undetermined separately', () => {
    const print = species.find(({ name }) => name === 'print')!;
    expect(print.undetermined95.map((share) => Number(share.toFixed(4)))).toEqual([0.0126, 0.9874]);
    expect(print.refused95).toEqual([0, expect.closeTo(0.8419, 4)]);
  });

  it('counts an attack as an attack, whatever its species is called', () => {
    const named = summarise([trial({ species: 'bona-fide', outcome: 'bona-fide' })]);
    expect(named.bonaFide).toBeUndefined();
    expect(named.species).toMatchObject([{ label: 'attack', name: 'bona-fide', accepted: 1 }]);
  });
});

describe('isAppraised', () => {
  it.each([
    ['a verdict', trial({}), true],
    ['a machine too slow for a verdict', trial({ outcome: 'too-slow' }), true],
    ['a machine too slow to begin', trial(unanswered('camera-slow')), false],
    ['no answer', trial(unanswered(undefined)), false],
  ])('%s', (_, each, isIt) => expect(isAppraised(each)).toBe(isIt));
});

describe('summaryLines', () => {
  const lines = (trials: readonly Trial[], seed = '', material = '') =>
    summaryLines({
      trials,
      seed,
      material,
      judges: [{ policy: { name: 'actions', version: 3 }, code: '0.1.0 (abc)' }],
    });

  const trials = [person('bona-fide'), trial({}), trial({ species: 'puppet', outcome: 'bona-fide', isBeyond: true })];

  it('prints species beyond the limits under Limits, and the regulator’s bar last', () => {
    const all = lines(trials, '1', 'nothing real');
    const limits = all.findIndex((line) => line.startsWith('Limits'));
    expect(all.slice(limits + 1).some((line) => line.startsWith('puppet'))).toBe(true);
    expect(all.slice(0, limits).some((line) => line.startsWith('puppet'))).toBe(false);
    expect(all[0]).toContain('nothing real');
    expect(all.at(-1)).toContain('5990 at 95 %, 9209 at 99 %');
  });

  it('names the policy and the code', () => {
    expect(lines(trials)[1]).toBe('policy actions version 3, code 0.1.0 (abc)');
  });

  it('names every trial that was not appraised', () => {
    const all = lines([trial({}), trial({ player: 'torn.mp4', ...unanswered('clip-unreadable') })]);
    expect(all[0]).toMatch(/^error rates/);
    expect(all).toContainEqual(expect.stringMatching(/^print .* 2 trials: .*1 not appraised .* 0\.0 % – 97\.5 %$/));
    expect(all).toContain('not appraised: print, torn.mp4, seed 1: clip-unreadable');
  });

  it('counts each way of playing separately', () => {
    const all = lines([...trials, { ...trials[0]!, way: 'live' }], '1');
    expect(all.filter((line) => line.startsWith('bona-fide'))).toEqual([
      expect.stringContaining('1 trial:'),
      expect.stringContaining('1 trial:'),
    ]);
    expect(all.filter((line) => line.endsWith(':'))).toEqual(['offline:', 'live:']);
  });
});

describe('unanswered', () => {
  it('gives too-slow for a failure code that means a slow machine, and keeps the code', () => {
    expect(unanswered('camera-slow')).toMatchObject({ outcome: 'too-slow', code: 'camera-slow' });
    expect(unanswered('camera-busy')).toMatchObject({ outcome: 'unfinished', code: 'camera-busy' });
    expect(unanswered(undefined)).not.toHaveProperty('code');
  });
});

describe('conclusionOf', () => {
  type Appraised = Parameters<typeof conclusionOf>[0];
  const check = (name: string, weight: Appraised['checks'][number]['weight'] = 'mandatory') => ({
    name,
    weight,
    passed: false,
    measured: {},
  });
  const appraisal = (...checks: Appraised['checks']): Appraised => ({
    verdict: 'undetermined',
    causes: [],
    checks,
    windows: [],
  });

  it('gives too-slow only if no other check failed', () => {
    expect(conclusionOf(appraisal(check('rate-enough'))).outcome).toBe('too-slow');
    expect(conclusionOf(appraisal(check('rate-enough'), check('actions-done'))).outcome).toBe('undetermined');
  });

  it('separates failed risk checks from failed mandatory checks, and leaves risks out if no risk check failed', () => {
    const risky = conclusionOf(appraisal(check('rate-enough'), check('one-face', 'risk')));
    expect(risky).toMatchObject({
      outcome: 'too-slow',
      failed: [{ name: 'rate-enough' }],
      risks: [{ name: 'one-face' }],
    });
    expect(conclusionOf(appraisal(check('rate-enough')))).not.toHaveProperty('risks');
  });
});
