import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { policy } from '#protocol/policy.ts';
import { describe, expect, it } from 'vitest';
import { timeline } from '../../tool/assess/timeline.ts';

const assess = (...args: string[]) => spawnSync(process.execPath, ['tool/assess.ts', ...args], { encoding: 'utf8' });

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

  it('says what it wants when it is given nothing, or no count', () => {
    expect(assess().status).toBe(2);
    expect(assess('--trials', 'many').stderr).toContain('not a count: many');
  });

  it('prints JSON last', () => {
    const last = assess('--simulate', '4', '--seed', '3', '--json').stdout.trim().split('\n').at(-1)!;
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
    const file = join(mkdtempSync(join(tmpdir(), 'beihe-')), 'clips.json');
    writeFileSync(file, list);
    const { stderr, status } = assess('--clips', file, '--offline');
    expect(stderr).toContain(words);
    expect(status).toBe(2);
    rmSync(dirname(file), { recursive: true });
  });
});
