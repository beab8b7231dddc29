import { spawnSync } from 'node:child_process';
import { policy } from '#protocol/policy.ts';
import { describe, expect, it } from 'vitest';
import { timeline } from '../../tool/timeline.ts';

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
    expect(assess('--sessions', 'many').stderr).toContain('not a count: many');
  });
});
