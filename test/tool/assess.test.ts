import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { policy } from '#protocol/policy.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { parseTrialSet } from '../../assess/trial-set.ts';
import { timeline } from '../../tool/assess/timeline.ts';

/** What is left there goes with it. */
const folder = mkdtempSync(join(tmpdir(), 'beihe-'));
afterAll(() => rmSync(folder, { recursive: true }));

const script = resolve('tool/assess.ts');
const assess = (...args: string[]) => spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', cwd: folder });

describe('npm run assess', () => {
  it('prints the timeline of the README’s seed', () => {
    const { stdout, status } = assess('--challenge', 'film-me');
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.trim()),
    ).toEqual(timeline('film-me', policy).map((line) => line.trim()));
    expect(status).toBe(0);
  });

  it.each([
    [[], 'give --trials N'],
    [['--trials', 'many'], '--trials many: wants a whole number from 1'],
    [['--trials', '0'], 'from 1'],
    [['--simulate', '-5'], 'argument is ambiguous'],
    [['--simulate', '10', '--seed', 'x'], '--seed x'],
    [['--trials', '1', '--only', 'nobody'], '--only nobody'],
    [['--simulate', '2', '--locale', 'fr'], '--locale fr'],
    [['--trails', '1'], '--trails'],
    [['--replay', 'missing.json'], 'there is no missing.json'],
  ])('refuses %j in words', (args, words) => {
    const { stderr, status } = assess(...args);
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(status).toBe(2);
  });

  it('prints JSON last, and leaves a report, the trials and a table', () => {
    const last = assess('--simulate', '4', '--seed', '3', '--json').stdout.trim().split('\n').at(-1)!;
    const left = (extension: string) => readFileSync(join(folder, `assessment/simulated-3.${extension}`), 'utf8');
    expect(left('html')).toContain('</html>');
    expect(parseTrialSet(left('json'))!.trials).toHaveLength(4);
    expect(left('csv').trimEnd().split('\r\n')).toHaveLength(5);
    const { bonaFide, species, failures } = JSON.parse(last) as Record<string, object[]>;
    expect(bonaFide).toMatchObject({ name: 'bona-fide', trials: 2 });
    expect(species).toHaveLength(2);
    expect(Array.isArray(failures)).toBe(true);
  });

  it.each([
    ['[{"clip": "a.avi", "label": "attack", "species": "print", "seed": "1"}]', '.mjpeg, .mp4 or .webm'],
    ['[{"clip": "a.mp4", "label": "fake", "species": "print", "seed": "1"}]', 'label'],
    ['[{"clip": "a.mp4", "label": "attack", "species": "print", "seed": "1"}]', 'there is no a.mp4'],
    ['not JSON', 'is not JSON'],
    ['[]', '>=1'],
  ])('refuses a list of clips in words: %s', (list, words) => {
    const file = join(folder, 'clips.json');
    writeFileSync(file, list);
    const { stderr, status } = assess('--clips', file, '--offline');
    expect(stderr).toContain(words);
    expect(status).toBe(2);
  });
});
