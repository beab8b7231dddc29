import { describe, expect, it } from 'vitest';
import { checkFilm, checkForm, usage } from '../../../../assess/command/usage.ts';

const forms = ['trials', 'clips', 'simulate', 'full', 'replay', 'challenge'];

it('names every form', () => {
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
  ])('takes %j', (given) => expect(() => checkForm(given)).not.toThrow());

  it.each([
    [[], 'give --trials N'],
    [['json'], 'give --trials N'],
    [['simulate', 'trials'], '--simulate and --trials: give one of them'],
    [['full', 'trials'], '--full and --trials: give one of them'],
    [['simulate', 'offline'], '--offline: without effect on --simulate'],
    [['clips', 'seed', 'only'], '--seed and --only: without effect on --clips'],
    [['trials', 'film'], '--film: without effect on --trials'],
    [['challenge', 'locale'], '--locale: without effect on --challenge'],
  ])('refuses %j in words', (given, words) => expect(() => checkForm(given)).toThrow(words));
});

describe('checkFilm', () => {
  it.each([
    ['answer.mp4', 'must be .mjpeg'],
    ['nowhere/answer.mjpeg', 'there is no folder nowhere'],
    ['README.md/answer.mjpeg', 'there is no folder README.md'],
  ])('refuses %s in words', (film, words) => expect(() => checkFilm(film)).toThrow(words));

  it('takes a film in a folder that is there', () => expect(() => checkFilm('test/answer.mjpeg')).not.toThrow());
});
