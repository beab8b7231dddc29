import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { policy } from '#protocol/policy/registry.ts';
import { unhurried } from '#protocol/policy/unhurried.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { parseTrialSet } from '../../../../assess/count/trial-set.ts';
import type { Trial } from '../../../../assess/count/trial.ts';
import { keepFailure } from '../../../../assess/command/failure-folder.ts';
import { fileName, freeName } from '../../../../assess/command/file-names.ts';
import { timeline } from '../../../../assess/command/timeline.ts';
import { usage } from '../../../../assess/command/usage.ts';

/** The command runs in this folder. What it writes there is deleted at the end. */
const folder = mkdtempSync(join(tmpdir(), 'beihe-'));
afterAll(() => rmSync(folder, { recursive: true }));

const script = resolve('assess/command/assess.ts');
const assess = (...args: string[]) => spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', cwd: folder });

describe('npm run assess', () => {
  it.each([
    [policy, []],
    [unhurried, ['--policy', unhurried.name]],
  ] as const)('prints the timeline of the README’s seed under policy $name', (judge, named) => {
    const { stdout, status } = assess('--challenge', 'film-me', ...named);
    const lines = (text: string) => text.split('\n').map((line) => line.trim());
    expect(lines(stdout.trim())).toEqual(lines(timeline('film-me', judge).join('\n')));
    expect(status).toBe(0);
  });

  it.each([
    [[], 'give --trials N'],
    [['--trials', 'many'], '--trials many: must be a whole number from 1'],
    [['--trials', '0'], 'from 1'],
    [['--simulate', '-5'], 'argument is ambiguous'],
    [['--simulate', '10', '--seed', 'x'], '--seed x'],
    [['--trials', '1', '--only', 'nobody'], '--only nobody'],
    [['--simulate', '2', '--locale', 'fr'], '--locale fr'],
    [['--trails', '1'], '--trails'],
    [['--replay', 'missing.json'], 'there is no missing.json'],
    [['--real', 'missing'], 'labels-missing: missing: the folder has no labels.json'],
  ])('refuses %j with a message', (args, words) => {
    const { stdout, stderr, status } = assess(...args);
    expect(stdout).toBe('');
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(status).toBe(2);
  });

  it('prints JSON last, and writes a report, the trials and a table without overwriting those of an earlier run', () => {
    const last = assess('--simulate', '4', '--seed', '3', '--json').stdout.trim().split('\n').at(-1)!;
    const written = (extension: string) =>
      readFileSync(join(folder, `assessment/simulated-4-seed-3.${extension}`), 'utf8');
    expect(written('html')).toContain('</html>');
    expect(written('html')).toMatch(new RegExp(`${policy.name} 第 ${policy.version} 版，代码 \\d+\\.\\d+\\.\\d+`));
    expect(parseTrialSet(written('json'))!.trials).toHaveLength(4);
    expect(written('csv').trimEnd().split('\r\n')).toHaveLength(5);
    const { bonaFide, species, failures } = JSON.parse(last) as Record<string, object[]>;
    expect(bonaFide).toMatchObject({ name: 'bona-fide', trials: 2 });
    expect(species).toHaveLength(2);
    expect(Array.isArray(failures)).toBe(true);
    const first = written('json');
    expect(assess('--simulate', '4', '--seed', '3').stdout).toContain('simulated-4-seed-3-run-2.json');
    expect(written('json')).toBe(first);
  });

  it('prints its usage', () => {
    expect(assess('-h')).toMatchObject({ stdout: `${usage}\n`, status: 0 });
  });

  it('names an unreadable clip, counts no error for it, and does not overwrite the list of clips', () => {
    mkdirSync(join(folder, 'assessment'), { recursive: true });
    // The run would give this name to its own file if the list did not have it.
    const list = join(folder, 'assessment/clips-torn-offline.json');
    const text = '[{"clip": "torn.mjpeg", "label": "attack", "species": "print", "seed": "1"}]';
    writeFileSync(join(folder, 'assessment/torn.mjpeg'), 'torn');
    for (const file of [list, join(folder, 'assessment/torn.json')]) writeFileSync(file, text);
    const { stdout, stderr } = assess('--clips', 'assessment/torn.json', '--offline', '--json');
    expect(stderr).toContain('torn.mjpeg cannot be read');
    expect(stdout).toContain('not appraised: print, torn.mjpeg, seed 1: clip-unreadable');
    const { species } = JSON.parse(stdout.trim().split('\n').at(-1)!) as Record<string, object[]>;
    expect(species).toMatchObject([{ trials: 1, appraised: 0, unfinished: 1, upper95: 1 }]);
    expect(readFileSync(list, 'utf8')).toBe(text);
    expect(stdout).toContain('clips-torn-offline-run-2.json');
  });

  it('prints one line if it fails, and none if its output is closed', () => {
    const elsewhere = mkdtempSync(join(folder, 'elsewhere-'));
    writeFileSync(join(elsewhere, 'assessment'), 'a file in the way');
    const args = [script, '--simulate', '2'];
    const broken = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: elsewhere });
    expect(broken.stderr).toMatch(/^Error: EEXIST.*\n$/);
    expect(broken.status).toBe(1);
    const closed = `"${process.execPath}" "${script}" --challenge film-me | true`;
    expect(spawnSync('sh', ['-c', closed], { encoding: 'utf8', cwd: folder }).stderr).toBe('');
  });

  it.each([
    ['[{"clip": "a.avi", "label": "attack", "species": "print", "seed": "1"}]', '.mjpeg, .mp4 or .webm'],
    ['[{"clip": "a.mp4", "label": "fake", "species": "print", "seed": "1"}]', 'label'],
    ['[{"clip": "a.mp4", "label": "attack", "species": "print", "seed": "1"}]', 'there is no a.mp4'],
    ['not JSON', 'is not JSON'],
    ['[]', '>=1'],
  ])('refuses a list of clips with a message: %s', (list, words) => {
    const file = join(folder, 'clips.json');
    writeFileSync(file, list);
    const { stderr, status } = assess('--clips', file, '--offline');
    expect(stderr).toContain(words);
    expect(status).toBe(2);
  });
});

describe('the names of the files of a run', () => {
  /** Paths are relative to the working directory. */
  const inFolder = <T>(act: () => T): T => {
    const before = process.cwd();
    process.chdir(mkdtempSync(join(folder, 'run-')));
    try {
      return act();
    } finally {
      process.chdir(before);
    }
  };
  const trial: Trial = {
    label: 'attack',
    species: '面具',
    player: 'a b.mp4',
    seed: '1',
    way: 'live',
    outcome: 'bona-fide',
    causes: [],
    failed: [],
    windows: [],
  };

  it('say what was run, and are valid on every system', () => {
    expect(fileName(['trials', '3', 'live', 'only', 'a/b: 面具', 'seed', '7'])).toBe(
      'trials-3-live-only-a-b-面具-seed-7',
    );
  });

  it.each([
    ['a path', 'recordings/'.repeat(30), 200],
    ['Chinese', '录像'.repeat(60), 199],
    ['characters of four bytes', '𠮷'.repeat(90), 197],
  ])('are cut between two characters if they are too long: %s', (_, clip, bytes) => {
    inFolder(() => {
      const long: Trial = { ...trial, player: `${clip}.mp4`, species: 'xy' };
      const places = [keepFailure(long, 'run', 1), keepFailure(long, 'run', 2)].map((place) => basename(place));
      expect(places.map((name) => Buffer.byteLength(name))).toEqual([bytes, bytes]);
      expect(places[0]).toMatch(/^0001-live-xy-[\p{L}-]+$/u);
      expect(places[1]).toBe(places[0]!.replace('0001', '0002'));
    });
  });

  it('differ for two trials with the same player and seed, and for the failures of two runs', () => {
    inFolder(() => {
      const places = [keepFailure(trial, 'run', 1), keepFailure(trial, 'run', 2), keepFailure(trial, 'other', 1)];
      expect(new Set(places).size).toBe(3);
      expect(places[0]).toBe('assessment/failures/run/0001-live-面具-a-b.mp4-1');
      expect(freeName('run')).toBe('run-run-2');
      expect(freeName('run', true)).toBe('run');
    });
  });
});
