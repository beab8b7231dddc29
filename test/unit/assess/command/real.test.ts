import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { judgeReal, readLabelFolder } from '../../../../assess/command/real.ts';
import { InputError } from '../../../../tool/command-line.ts';

const root = mkdtempSync(join(tmpdir(), 'beihe-'));
afterAll(() => rmSync(root, { recursive: true }));

/** A folder with these labels, and with an empty file for each of these clips. */
function folderOf(labels: string | undefined, ...clips: string[]): string {
  const folder = mkdtempSync(join(root, 'real-'));
  if (labels !== undefined) writeFileSync(join(folder, 'labels.json'), labels);
  for (const clip of clips) writeFileSync(join(folder, clip), '');
  return folder;
}

const refusalOf = (folder: string): string => {
  try {
    readLabelFolder(folder);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message;
  }
  throw new Error('not refused');
};

describe('the folder of --real', () => {
  it('gives its labels', () => {
    expect(readLabelFolder(folderOf('{"clips": {"a.mp4": {"blinks": [1]}}}', 'a.mp4'))).toEqual({
      'a.mp4': { blinks: [1] },
    });
  });

  it.each([
    ['without labels', undefined, /^labels-missing: .*has no labels\.json$/],
    ['with labels that are not JSON', '{', /^labels-malformed: .*is not JSON/],
    ['with a clip that is missing', '{"clips": {"a.mp4": {}}}', /^clip-missing: a\.mp4: /],
  ])('%s is refused', (_, labels, words) => {
    expect(refusalOf(folderOf(labels))).toMatch(words);
  });

  it('is refused with every fault at once', () => {
    const labels = '{"clips": {"a.mp4": {"until": 1, "blinks": [2]}, "b.mp4": {}, "c.mp4": {"blinks": [0.5]}}}';
    expect(refusalOf(folderOf(labels, 'a.mp4')).split('\n')).toEqual([
      expect.stringContaining('label-time-outside: a.mp4 blinks 0'),
      expect.stringContaining('clip-missing: b.mp4'),
      expect.stringContaining('clip-missing: c.mp4'),
    ]);
  });

  it('is refused if no clip has the word of --only', async () => {
    const folder = folderOf('{"clips": {"a.mp4": {}}}', 'a.mp4');
    await expect(judgeReal(folder, 'nods')).rejects.toThrow('--only nods: no clip');
  });
});
