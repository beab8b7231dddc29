import { describe, expect, it } from 'vitest';
import { checkFilm, checkForm, usage } from '../../../../assess/command/usage.ts';

const forms = ['trials', 'clips', 'simulate', 'full', 'replay', 'challenge'];

it('the usage names every form', () => {
  for (const form of forms) expect(usage).toContain(`\n  --${form} `);
});

describe('checkForm', () => {
  it.each([
    [['trials', 'offline', 'seed', 'only', 'locale', 'json']],
    [['offline', 'clips', 'json']],
    [['simulate', 'fit', 'seed']],
    [['only', 'full']],
    [['replay', 'locale', 'json']],
    [['challenge', 'film']],
  ])('accepts %j', (given) => expect(() => checkForm(given)).not.toThrow());

  it.each([
    [[], 'give --trials N'],
    [['json'], 'give --trials N'],
    [['simulate', 'trials'], '--simulate and --trials: give only one of them'],
    [['full', 'trials'], '--full and --trials: give only one of them'],
    [['simulate', 'offline'], '--offline: no effect with --simulate'],
    [['clips', 'seed', 'only'], '--seed and --only: no effect with --clips'],
    [['trials', 'film'], '--film: no effect with --trials'],
    [['challenge', 'locale'], '--locale: no effect with --challenge'],
  ])('refuses %j with a message', (given, words) => expect(() => checkForm(given)).toThrow(words));
});

describe('checkFilm', () => {
  it.each([
    ['answer.mp4', 'must end in .mjpeg'],
    ['nowhere/answer.mjpeg', 'there is no folder nowhere'],
    ['README.md/answer.mjpeg', 'there is no folder README.md'],
  ])('refuses %s with a message', (film, words) => expect(() => checkFilm(film)).toThrow(words));

  it('accepts a film in a folder that exists', () => expect(() => checkFilm('test/answer.mjpeg')).not.toThrow());
});
