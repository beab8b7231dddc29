import { describe, expect, it } from 'vitest';
import { localeOf, planOf } from '../../../../assess/command/plan.ts';

describe('planOf', () => {
  it('names the files after what is run', () => {
    expect(planOf({ trials: '2', offline: true, seed: '7', only: 'drawn' }).name).toEqual(
      'trials 2 offline only drawn seed 7'.split(' '),
    );
    expect(planOf({ simulate: '10', seed: '1' }).name).toEqual('simulated 10 seed 1'.split(' '));
  });

  it('gives only drawn faces as the material if no photo is played', () => {
    expect(planOf({ trials: '2', seed: '7', only: 'drawn lan' }).material.en).toBe('drawn faces, no live person');
  });

  it('resumes only the full assessment', () => {
    expect(planOf({ full: true, seed: '7', only: 'drawn lan' })).toMatchObject({ resumes: true, seed: '7' });
    expect(planOf({ trials: '1', seed: '7' }).resumes).toBeUndefined();
  });
});

it('localeOf refuses a language that the report does not have', () => {
  expect(localeOf('en')).toBe('en');
  expect(() => localeOf('fr')).toThrow('--locale fr: must be zh-CN or en');
});
