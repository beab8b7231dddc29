/** The element table against the ministry's schema, where it lies beside the project. It may not be committed. */
import { existsSync, readFileSync } from 'node:fs';
import { elementOf, elements } from '#protocol/filing/element.ts';
import { describe, expect, it } from 'vitest';

const outlineFile = '../shared/reference/miit-v3/upload-outline.txt';

it('has each field once', () => {
  expect(new Set(elements.map(({ path }) => path)).size).toBe(elements.length);
  expect(() => elementOf('organiser.nickname')).toThrow(RangeError);
});

describe.runIf(existsSync(outlineFile))('upload-outline.txt', () => {
  /** Limits of each element of a new filing, by its path from Zt_xx or Wz_xx on. */
  const limits = new Map<string, { min: number; max: number }>();
  const open: string[] = [];
  for (const line of readFileSync(outlineFile, 'utf8').split('\n')) {
    const [, indent, name, type = ''] = /^(\s*)(\w+)[?*]*\s+(?:\w+\[(.*?)\])?/.exec(line) ?? [];
    if (name === undefined) continue;
    open.length = indent!.length / 2;
    open.push(name);
    const path = open.slice(open.findIndex((part) => part === 'Zt_xx' || part === 'Wz_xx')).join('/');
    const value = (key: string) => Number(new RegExp(`${key}=(\\d+)`).exec(type)?.[1] ?? NaN);
    const limit = { min: value('min[LI]'), max: value('max[LI]') };
    if (open.includes('XZBA') && open.includes('ICP')) limits.set(path, limit);
  }

  it.each(elements.filter(({ path, element }) => element && !path.startsWith('existing')))(
    '$element has the limits of $path',
    ({ path, element, min, max }) => {
      const limit = limits.get(element!)!;
      expect(limit).toBeDefined();
      // IP addresses are numbers there and texts here; a picture's size stands in words.
      if (path.includes('.ips[]') || path.endsWith('.file')) return;
      expect({ min, max }).toEqual({ min: limit.min, max: Number.isNaN(limit.max) ? 999_999 : limit.max });
    },
  );
});
