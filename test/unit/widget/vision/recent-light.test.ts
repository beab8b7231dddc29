import { describe, expect, it } from 'vitest';
import { RecentLight } from '../../../../widget/vision/recent-light.ts';

const lit = (contrast: number) => ({ contrast, noise: contrast / 1_000, clipped: contrast / 1_000 });

describe('RecentLight', () => {
  it('is not changed by a blink', () => {
    const recent = new RecentLight();
    const seen = Array.from({ length: 60 }, (_, n) => recent.add(lit(n > 30 && n < 42 ? 5 : 40), n * 33));
    expect(new Set(seen.map((light) => light!.contrast))).toEqual(new Set([40]));
    expect(seen[59]).toEqual(lit(40));
  });

  it('follows a change of the light within a second', () => {
    const recent = new RecentLight();
    for (let n = 0; n < 30; n += 1) recent.add(lit(40), n * 33);
    const after = Array.from({ length: 30 }, (_, n) => recent.add(lit(5), 990 + n * 33)!.contrast);
    expect(after[0]).toBe(40);
    expect(after.at(-1)).toBe(5);
  });

  it('is undefined until something was measured, and once that is too long ago', () => {
    const recent = new RecentLight();
    expect(recent.add(undefined, 0)).toBeUndefined();
    expect(recent.add(lit(40), 33)).toEqual(lit(40));
    expect(recent.add(undefined, 66)).toEqual(lit(40));
    expect(recent.add(undefined, 1_033)).toBeUndefined();
  });
});
