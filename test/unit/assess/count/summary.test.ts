import { describe, expect, it } from 'vitest';
import { printed, summarise } from '../../../../assess/count/summary.ts';
import { concluded, isAppraised, isError, unanswered, type Trial } from '../../../../assess/count/trial.ts';

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

  it('bounds errors over what was appraised, and counts the rest beside it', () => {
    const unread = trial({ ...unanswered('clip-unreadable') });
    const slow = trial({ ...unanswered('device-too-slow') });
    const [print] = summarise([trial({}), unread, slow]).species;
    expect(print).toMatchObject({ trials: 3, appraised: 1, accepted: 0, unfinished: 1, tooSlow: 1 });
    expect(print!.upper95).toBeCloseTo(0.975, 4);
    expect(print!.undetermined95).toEqual([expect.closeTo(0.025, 4), 1]);
    expect(print!.unappraised95[0]).toBeCloseTo(0.0943, 4);
  });

  it('says nothing of errors where nothing was appraised', () => {
    const people = summarise([person('unfinished')]).bonaFide!;
    expect(people).toMatchObject({ trials: 1, appraised: 0, lower95: 0, upper95: 1 });
  });

  it('keeps every failure', () => {
    expect(failures).toEqual(trials.filter(isError));
    expect(failures).toHaveLength(4);
  });

  it('bounds what was refused and what was left undetermined, each by itself', () => {
    const print = species.find(({ name }) => name === 'print')!;
    expect(print.undetermined95.map((share) => Number(share.toFixed(4)))).toEqual([0.0126, 0.9874]);
    expect(print.refused95).toEqual([0, expect.closeTo(0.8419, 4)]);
  });

  it('takes no attack for a person, whatever its species is called', () => {
    const named = summarise([trial({ species: 'bona-fide', outcome: 'bona-fide' })]);
    expect(named.bonaFide).toBeUndefined();
    expect(named.species).toMatchObject([{ label: 'attack', name: 'bona-fide', accepted: 1 }]);
  });
});

describe('isAppraised', () => {
  it.each([
    ['a verdict', trial({}), true],
    ['a machine that was too slow for one', trial({ outcome: 'too-slow' }), true],
    ['a machine that was too slow to begin', trial(unanswered('camera-slow')), false],
    ['nothing', trial(unanswered(undefined)), false],
  ])('%s', (_, each, isIt) => expect(isAppraised(each)).toBe(isIt));
});

describe('printed', () => {
  const trials = [person('bona-fide'), trial({}), trial({ species: 'puppet', outcome: 'bona-fide', isBeyond: true })];

  it('has what is beyond actions under limits, and the bar', () => {
    const lines = printed(trials, '1', 'nothing real');
    const limits = lines.findIndex((line) => line.startsWith('Limits'));
    expect(lines.slice(limits + 1).some((line) => line.startsWith('puppet'))).toBe(true);
    expect(lines.slice(0, limits).some((line) => line.startsWith('puppet'))).toBe(false);
    expect(lines[0]).toContain('nothing real');
    expect(lines.at(-1)).toContain('5990 at 95 %, 9209 at 99 %');
  });

  it('names what was not appraised', () => {
    const lines = printed([trial({}), trial({ player: 'torn.mp4', ...unanswered('clip-unreadable') })], '', '');
    expect(lines[0]).toMatch(/^errors/);
    expect(lines).toContainEqual(expect.stringMatching(/^print .* 2 trials: .*1 not appraised .* 0\.0 % – 97\.5 %$/));
    expect(lines).toContain('not appraised: print, torn.mp4, seed 1: clip-unreadable');
  });

  it('counts what was played in different ways apart', () => {
    const lines = printed([...trials, { ...trials[0]!, way: 'live' }], '1', '');
    expect(lines.filter((line) => line.startsWith('bona-fide'))).toEqual([
      expect.stringContaining('1 trial:'),
      expect.stringContaining('1 trial:'),
    ]);
    expect(lines.filter((line) => line.endsWith(':'))).toEqual(['offline:', 'live:']);
  });
});

describe('unanswered', () => {
  it('says too slow where the widget said so of the machine, and keeps its code', () => {
    expect(unanswered('camera-slow')).toMatchObject({ outcome: 'too-slow', code: 'camera-slow' });
    expect(unanswered('camera-busy')).toMatchObject({ outcome: 'unfinished', code: 'camera-busy' });
    expect(unanswered(undefined)).not.toHaveProperty('code');
  });
});

describe('concluded', () => {
  type Appraised = Parameters<typeof concluded>[0];
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

  it('says too slow only where nothing else failed', () => {
    expect(concluded(appraisal(check('rate-enough'))).outcome).toBe('too-slow');
    expect(concluded(appraisal(check('rate-enough'), check('actions-done'))).outcome).toBe('undetermined');
  });

  it('keeps failed risk checks apart from those that decided, and none where none failed', () => {
    const risky = concluded(appraisal(check('rate-enough'), check('one-face', 'risk')));
    expect(risky).toMatchObject({
      outcome: 'too-slow',
      failed: [{ name: 'rate-enough' }],
      risks: [{ name: 'one-face' }],
    });
    expect(concluded(appraisal(check('rate-enough')))).not.toHaveProperty('risks');
  });
});
