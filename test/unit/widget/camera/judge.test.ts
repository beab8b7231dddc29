import { describe, expect, it } from 'vitest';
import { judge } from '../../../../widget/camera/judge.ts';
import { limits } from '../../../../widget/camera/limits.ts';
import type { Picture } from '../../../../widget/camera/picture.ts';

const { first } = limits;
const good: Picture = { luma: 110, spread: 45, chroma: 60, digest: 0 };
/** This many frames, each with different noise unless the test sets the digest. */
const frames = (count: number, change: Partial<Picture> = {}): Picture[] =>
  Array.from({ length: count }, (_, n) => ({ ...good, digest: n, ...change }));
const after = (elapsedMs: number, pictures: readonly Picture[], shortPx = 480) =>
  judge({ pictures, elapsedMs, shortPx });

const infrared = { chroma: 2 };
const black = { luma: 0, spread: 0, chroma: 0, digest: 7 };
const green = { luma: 79, spread: 0, chroma: 135, digest: 7 };
const darkRoom = { luma: 6, spread: 2.5, chroma: 9 };
const darkGreyRoom = { luma: 6, spread: 2.5, chroma: 0 };

describe('judge', () => {
  it('accepts a camera after two good frames', () => {
    expect(after(100, frames(1))).toBe(undefined);
    expect(after(100, frames(2))).toBe('usable');
  });

  it('does not judge a camera that starts late by its first frame alone', () => {
    expect(after(0, frames(1))).toBe(undefined);
    expect(after(0, frames(1, black))).toBe(undefined);
    expect(after(0, frames(2, infrared))).toBe(undefined);
  });

  it('waits a limited time for the first frame', () => {
    expect(after(first.silentMs - 1, [])).toBe(undefined);
    expect(after(first.silentMs, [])).toBe('camera-silent');
  });

  it.each([
    ['black', black],
    ['green', green],
  ])('gives a camera that begins %s some time, then calls it blank', (_, blank) => {
    expect(after(first.blankMs - 1, frames(30, blank))).toBe(undefined);
    expect(after(first.blankMs, frames(60, blank))).toBe('camera-blank');
    expect(after(first.blankMs - 1, [...frames(30, blank), ...frames(2)])).toBe('usable');
  });

  it('calls a camera frozen if its picture stands still, also after a blank start', () => {
    const still = [...frames(3, black), ...frames(60, { digest: 9 })];
    expect(after(first.frozenMs - 1, still)).toBe(undefined);
    expect(after(first.frozenMs, still)).toBe('camera-frozen');
  });

  it('calls a camera infrared once white balance had time to settle, also if every other frame is unlit', () => {
    expect(after(first.settledMs - 1, frames(20, infrared))).toBe(undefined);
    expect(after(first.settledMs, frames(20, infrared))).toBe('camera-infrared');
    const strobed = frames(20).map((frame, n) => ({ ...frame, ...infrared, ...(n % 2 && { luma: 3, spread: 1.5 }) }));
    expect(after(first.settledMs, strobed)).toBe('camera-infrared');
  });

  it('accepts a camera whose colours come late', () => {
    expect(after(first.settledMs, [...frames(10, infrared), ...frames(1)])).toBe('usable');
  });

  it.each([
    ['a dark room', darkRoom],
    ['a dark room without colour', darkGreyRoom],
  ])('accepts %s once exposure had time to settle', (_, dark) => {
    expect(after(first.settledMs - 1, frames(20, dark))).toBe(undefined);
    expect(after(first.settledMs, frames(20, dark))).toBe('usable');
  });

  it('refuses a picture whose short side is too small', () => {
    expect(after(100, frames(2), first.minShortPx)).toBe('usable');
    expect(after(100, frames(2), first.minShortPx - 1)).toBe('camera-too-small');
  });
});
