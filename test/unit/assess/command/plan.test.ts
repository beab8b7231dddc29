import { describe, expect, it } from 'vitest';
import { policy } from '#protocol/policy/registry.ts';
import { unhurried } from '#protocol/policy/unhurried.ts';
import { localeOf, partOf, planOf } from '../../../../assess/command/plan.ts';

describe('planOf', () => {
  it('names the files after what is run', () => {
    expect(planOf({ trials: '2', offline: true, seed: '7', only: 'drawn' }).name).toEqual(
      'trials 2 offline only drawn seed 7'.split(' '),
    );
    expect(planOf({ simulate: '10', seed: '1' }).name).toEqual('simulated 10 seed 1'.split(' '));
  });

  it('names the part in the files only if it was asked for', () => {
    expect(planOf({ trials: '2', offline: true, seed: '7', part: 'report' }).name).toEqual(
      'trials 2 offline part report seed 7'.split(' '),
    );
  });

  it('plays and judges by the policy that was asked for, and names it and the lateness in the files', () => {
    const plan = planOf({ trials: '2', offline: true, seed: '7', policy: 'actions-unhurried', late: '2500' });
    expect(plan.policy).toBe(unhurried);
    expect(plan.name).toEqual('trials 2 offline actions-unhurried late 2500 seed 7'.split(' '));
    expect(planOf({ trials: '2', seed: '7' }).policy).toBe(policy);
    expect(() => planOf({ trials: '2', seed: '7', late: 'much' })).toThrow('--late much: must be a whole number');
  });

  it('gives only drawn faces as the material if no photo is played', () => {
    expect(planOf({ trials: '2', seed: '7', only: 'drawn lan' }).material.en).toBe('drawn faces, no live person');
  });

  it('resumes only the full assessment', () => {
    expect(planOf({ full: true, seed: '7', only: 'drawn lan' })).toMatchObject({ resumes: true, seed: '7' });
    expect(planOf({ trials: '1', seed: '7' }).resumes).toBeUndefined();
  });
});

it('partOf is the tuning part unless another is asked for', () => {
  expect(partOf(undefined)).toBe('tuning');
  expect(partOf('report')).toBe('report');
  expect(partOf('all')).toBe('all');
  expect(() => partOf('both')).toThrow('--part both: must be tuning, report, all');
});

it('localeOf refuses a language that the report does not have', () => {
  expect(localeOf('en')).toBe('en');
  expect(() => localeOf('fr')).toThrow('--locale fr: must be zh-CN or en');
});
