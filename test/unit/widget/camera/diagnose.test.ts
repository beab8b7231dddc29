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
  it('has nothing to say while all is well, or not yet known', () => {
    expect(given({})).toEqual({});
    expect(given({ cameraRateHz: undefined, frameRateHz: undefined })).toEqual({});
  });

  it('tells of a camera under 15 frames a second, and goes on', () => {
    expect(given({ cameraRateHz: 14.9, frameRateHz: 14 })).toEqual({ trouble: 'slow' });
    expect(given({ cameraRateHz: 15, frameRateHz: 14 })).toEqual({});
  });

  it('tells of a device that falls behind, and goes on for a while', () => {
    expect(given({ frameRateHz: 9, slowSinceMs: nowMs - limits.slowMs })).toEqual({ trouble: 'slow' });
  });

  it('says whose fault it is that an attempt would be doomed', () => {
    expect(given({ frameRateHz: 9, slowSinceMs: tooSlowMs })).toEqual({ code: 'device-too-slow' });
    expect(given({ cameraRateHz: 9, frameRateHz: 9, slowSinceMs: tooSlowMs })).toEqual({ code: 'camera-slow' });
  });

  it('says that no frame comes any more, sooner while windows run', () => {
    const { before, during } = limits.stalledMs;
    expect(given({ lookedAtMs: nowMs - before - 1 })).toEqual({ code: 'camera-frozen' });
    expect(given({ lookedAtMs: nowMs - during - 1 })).toEqual({});
    expect(given({ lookedAtMs: nowMs - during - 1, isHeld: true })).toEqual({ code: 'camera-frozen' });
  });

  it('does not blame the camera for a look that takes long, and does not wait for ever', () => {
    const lookedAtMs = nowMs - limits.lookMs - 100;
    expect(given({ lookedAtMs, lookingSinceMs: nowMs - limits.lookMs })).toEqual({});
    expect(given({ lookedAtMs, lookingSinceMs: nowMs - limits.lookMs - 1 })).toEqual({ code: 'device-too-slow' });
  });

  it('leaves the rate to the verifier once windows are disclosed', () => {
    expect(given({ isHeld: true, cameraRateHz: 9, frameRateHz: 9, slowSinceMs: tooSlowMs })).toEqual({});
  });
});

it('is quick enough with the policy’s least rate and a tenth, or while nothing is known', () => {
  expect([undefined, 11, 10.9].map(isQuick)).toEqual([true, true, false]);
});
