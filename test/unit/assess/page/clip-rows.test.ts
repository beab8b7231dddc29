import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../../../assess/page/clip-rows.ts';

const list = (content: unknown) => new File([JSON.stringify(content)], 'clips.json');
const clip = new File([], 'print.webm');
const listed = { clip: 'films/print.webm', label: 'attack', species: 'print', seed: 'film-me' };

describe('rowsOf', () => {
  it('fills a row with the entry of the list that has the file’s name', async () => {
    expect(await rowsOf([clip, list([listed])])).toEqual([
      { file: clip, label: 'attack', species: 'print', seed: 'film-me', state: 'waiting' },
    ]);
  });

  it('leaves a clip that is not in the list for the assessor to fill in', async () => {
    expect(await rowsOf([clip, new File([], 'notes.txt')])).toEqual([
      { file: clip, label: 'bona-fide', species: 'bona-fide', seed: '', state: 'waiting' },
    ]);
  });

  it.each([
    ['an object', listed],
    ['an unknown label', [{ ...listed, label: 'fake' }]],
    ['an empty seed', [{ ...listed, seed: '' }]],
    ['no entry', []],
  ])('refuses a list with %s', async (_, content) => {
    expect(await rowsOf([clip, list(content)])).toBeUndefined();
  });
});
