import { describe, expect, it } from 'vitest';
import { policy } from '#protocol/policy/registry.ts';
import { unhurried } from '#protocol/policy/unhurried.ts';
import { checkFilm, checkForm, policyOf, usage } from '../../../../assess/command/usage.ts';

const forms = ['trials', 'clips', 'simulate', 'full', 'replay', 'real', 'challenge'];

it('the usage names every form', () => {
  for (const form of forms) expect(usage).toContain(`\n  --${form} `);
});

describe('checkForm', () => {
  it.each([
    [['trials', 'offline', 'seed', 'only', 'part', 'policy', 'late', 'locale', 'json']],
    [['offline', 'clips', 'json']],
    [['simulate', 'fit', 'seed']],
    [['only', 'part', 'full']],
    [['replay', 'locale', 'json']],
    [['real', 'only', 'json']],
    [['challenge', 'film', 'policy']],
  ])('accepts %j', (given) => expect(() => checkForm(given)).not.toThrow());

  it.each([
    [[], 'give --trials N'],
    [['json'], 'give --trials N'],
    [['simulate', 'trials'], '--simulate and --trials: give only one of them'],
    [['full', 'trials'], '--full and --trials: give only one of them'],
    [['simulate', 'offline'], '--offline: no effect with --simulate'],
    [['clips', 'seed', 'only'], '--seed and --only: no effect with --clips'],
    [['trials', 'film'], '--film: no effect with --trials'],
    [['simulate', 'part'], '--part: no effect with --simulate'],
    [['full', 'late'], '--late: no effect with --full'],
    [['simulate', 'policy'], '--policy: no effect with --simulate'],
    [['real', 'offline'], '--offline: no effect with --real'],
    [['challenge', 'locale'], '--locale: no effect with --challenge'],
  ])('refuses %j with a message', (given, words) => expect(() => checkForm(given)).toThrow(words));
});

describe('policyOf', () => {
  it('is the current policy if no name is given', () => expect(policyOf(undefined)).toBe(policy));

  it('finds a policy by its name', () => expect(policyOf('actions-unhurried')).toBe(unhurried));

  it.each(['', 'slow', '__proto__'])('refuses %j, and says what there is', (name) =>
    expect(() => policyOf(name)).toThrow(`--policy ${name}: there is only actions and actions-unhurried`),
  );
});

describe('checkFilm', () => {
  it.each([
    ['answer.mp4', 'must end in .mjpeg'],
    ['nowhere/answer.mjpeg', 'there is no folder nowhere'],
    ['README.md/answer.mjpeg', 'there is no folder README.md'],
  ])('refuses %s with a message', (film, words) => expect(() => checkFilm(film)).toThrow(words));

  it('accepts a film in a folder that exists', () => expect(() => checkFilm('test/answer.mjpeg')).not.toThrow());
});
