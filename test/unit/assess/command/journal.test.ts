import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { trialBroken, unanswered, type Trial } from '../../../../assess/count/trial.ts';
import { sourceVersion } from '../../../../assess/actor/cache.ts';
import { people } from '../../../../assess/actor/cast.ts';
import { presentationOf, type PlannedTrial } from '../../../../assess/command/planned-trials.ts';
import { Journal, verdictVersion } from '../../../../assess/command/journal.ts';

const partOf = (seed: number): PlannedTrial => ({ player: people[0]!, seed });
const trialOf = (seed: number, code = 'no-face'): Trial => ({
  ...presentationOf(partOf(seed)),
  way: 'live',
  ...unanswered(code),
});

/** The journal of seed 7 and version `a`, relative to the working directory. */
const file = 'assessment/full-7-a.jsonl';
const journalOf = (version = 'a') => new Journal('7', version);
const seedsIn = (journal: Journal) => [1, 2, 3].filter((seed) => journal.find('live', partOf(seed)));

describe('Journal', () => {
  const before = process.cwd();
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'beihe-'));
    process.chdir(folder);
  });
  afterEach(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });

  it('finds trials that were played, separately for each way', () => {
    journalOf().add(trialOf(1));
    const resumed = journalOf();
    expect(resumed.find('live', partOf(1))).toEqual(trialOf(1));
    expect(resumed.find('offline', partOf(1))).toBeUndefined();
    expect(seedsIn(resumed)).toEqual([1]);
  });

  it.each([
    ['in a word', Buffer.from('{"label":"bona-')],
    ['in a character', Buffer.from('{"species":"面具').subarray(0, -1)],
    ['before its end', Buffer.from(JSON.stringify(trialOf(2)))],
  ])('loses only a last line that was cut %s, also when it is resumed twice', (_, torn) => {
    journalOf().add(trialOf(1));
    appendFileSync(file, torn);
    const resumed = journalOf();
    expect(seedsIn(resumed)).toEqual([1]);
    resumed.add(trialOf(3));
    expect(seedsIn(journalOf())).toEqual([1, 3]);
    expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(2);
  });

  it('starts again if the file contains only an incomplete line', () => {
    journalOf();
    writeFileSync(file, '{"label"');
    journalOf().add(trialOf(1));
    expect(seedsIn(journalOf())).toEqual([1]);
  });

  it('ignores the trials of other code versions and other seeds, and names the journals of other code versions', () => {
    journalOf().add(trialOf(1));
    new Journal('71', 'a').add(trialOf(2));
    writeFileSync('assessment/full-7.jsonl', `${JSON.stringify(trialOf(3))}\n`);
    writeFileSync('assessment/full-seed-7.json', '{}');
    expect(journalOf().others).toEqual(['assessment/full-7.jsonl']);
    const other = journalOf('b');
    expect(other.others.toSorted()).toEqual([file, 'assessment/full-7.jsonl']);
    expect(seedsIn(other)).toEqual([]);
    other.add(trialOf(2));
    expect(seedsIn(journalOf())).toEqual([1]);
    expect(seedsIn(journalOf('b'))).toEqual([2]);
  });

  it('does not store a trial that broke, so that it is played again', () => {
    const journal = journalOf();
    for (const trial of [trialOf(1, trialBroken), trialOf(2)]) journal.add(trial);
    expect(seedsIn(journal)).toEqual([2]);
    expect(seedsIn(journalOf())).toEqual([2]);
  });
});

describe('the version of the code', () => {
  it('covers only files that exist', () => {
    expect(verdictVersion()).toMatch(/^[0-9a-f]{12}$/);
  });

  it('changes if a file in a nested folder changes, and not if a test changes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'beihe-'));
    const versionWith = (name: string, text: string) => {
      mkdirSync(join(folder, 'deeper'), { recursive: true });
      writeFileSync(join(folder, 'deeper', name), text);
      return sourceVersion([`${pathToFileURL(folder).href}/`]);
    };
    const first = versionWith('rule.ts', '1');
    expect(versionWith('rule.test.ts', '1')).toBe(first);
    expect(versionWith('rule.ts', '2')).not.toBe(first);
    expect(versionWith('rule.ts', '1')).toBe(first);
    rmSync(folder, { recursive: true });
  });
});
