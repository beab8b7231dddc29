import { describe, expect, it } from 'vitest';
import { diagnose, isQuick, type Vitals } from '../../../../widget/camera/diagnose.ts';
import { limits } from '../../../../widget/camera/limits.ts';

const nowMs = 100_000;
const well: Vitals = {
  nowMs,
  isHeld: false,
  lookingSinceMs: undefined,
  lookedAtMs: nowMs - 50,
  cameraRateHz: 30,
  frameRateHz: 20,
  slowSinceMs: undefined,
};
const given = (change: Partial<Vitals>) => diagnose({ ...well, ...change });
const tooSlowMs = nowMs - limits.slowMs - 1;

describe('diagnose', () => {
  it('reports nothing while all is well, or while no rate is known yet', () => {
    expect(given({})).toEqual({});
    expect(given({ cameraRateHz: undefined, frameRateHz: undefined })).toEqual({});
  });

  it('warns of a camera under 15 frames a second, and does not fail', () => {
    expect(given({ cameraRateHz: 14.9, frameRateHz: 14 })).toEqual({ trouble: 'slow' });
    expect(given({ cameraRateHz: 15, frameRateHz: 14 })).toEqual({});
  });

  it('warns of a device that is too slow, and does not fail at first', () => {
    expect(given({ frameRateHz: 9, slowSinceMs: nowMs - limits.slowMs })).toEqual({ trouble: 'slow' });
  });

  it('fails before an attempt that could not succeed, and distinguishes a slow device from a slow camera', () => {
    expect(given({ frameRateHz: 9, slowSinceMs: tooSlowMs })).toEqual({ code: 'device-too-slow' });
    expect(given({ cameraRateHz: 9, frameRateHz: 9, slowSinceMs: tooSlowMs })).toEqual({ code: 'camera-slow' });
  });

  it('reports a camera that stopped, and sooner while windows run', () => {
    const { before, during } = limits.stalledMs;
    expect(given({ lookedAtMs: nowMs - before - 1 })).toEqual({ code: 'camera-frozen' });
    expect(given({ lookedAtMs: nowMs - during - 1 })).toEqual({});
    expect(given({ lookedAtMs: nowMs - during - 1, isHeld: true })).toEqual({ code: 'camera-frozen' });
  });

  it('blames the device and not the camera if one frame takes too long to process', () => {
    const lookedAtMs = nowMs - limits.lookMs - 100;
    expect(given({ lookedAtMs, lookingSinceMs: nowMs - limits.lookMs })).toEqual({});
    expect(given({ lookedAtMs, lookingSinceMs: nowMs - limits.lookMs - 1 })).toEqual({ code: 'device-too-slow' });
  });

  it('reports no low rate once windows are disclosed: the verifier judges it', () => {
    expect(given({ isHeld: true, cameraRateHz: 9, frameRateHz: 9, slowSinceMs: tooSlowMs })).toEqual({});
  });
});

it('isQuick is true at 1.1 times the policy’s least rate, and while no rate is known', () => {
  expect([undefined, 11, 10.9].map(isQuick)).toEqual([true, true, false]);
});
