import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../../../widget/page/failure.ts';
import { FramePump } from '../../../../widget/liveness/frame-pump.ts';
import type { Observation } from '../../../../widget/vision/api.ts';
import type { Vision } from '../../../../widget/vision/bridge.ts';

const seen: Observation = {
  timestampMs: 0,
  traceMs: undefined,
  position: 'well-placed',
  widthPx: 640,
  heightPx: 480,
  faces: 1,
  box: undefined,
  light: undefined,
  yawDegrees: undefined,
  pitchDegrees: undefined,
  mouthAperture: undefined,
  eyeSurround: undefined,
};

/** A pump whose video, vision thread and clock the test drives. */
function driven() {
  let callback: VideoFrameRequestCallback | undefined;
  let presentedFrames = 0;
  const size = { width: 640, height: 480 };
  const state = { isHeld: false, tookMs: 20, faces: 1 };
  const calls: string[] = [];
  const failures: unknown[] = [];
  vi.stubGlobal('HTMLMediaElement', { HAVE_CURRENT_DATA: 2 });
  vi.stubGlobal('createImageBitmap', async () => ({ ...size, close: () => calls.push('close') }));
  const video = {
    readyState: 4,
    requestVideoFrameCallback: (next: VideoFrameRequestCallback) => (callback = next),
  };
  const vision = {
    observe: async (_: ImageBitmap, timestampMs: number) => {
      calls.push('observe');
      await new Promise((resolve) => setTimeout(resolve, state.tookMs));
      return { ...seen, timestampMs, faces: state.faces };
    },
    restart: async () => void calls.push('restart'),
  };
  const ended = new AbortController();
  const pump = new FramePump({
    video: video as unknown as HTMLVideoElement,
    vision: vision as unknown as Vision,
    signal: ended.signal,
    isHeld: () => state.isHeld,
    onSeen: () => calls.push('seen'),
    onFailure: (error) => failures.push(error),
  });
  const frames = async (count: number, everyMs: number) => {
    for (let n = 0; n < count; n += 1) {
      presentedFrames += 1;
      callback!(performance.now(), { presentedFrames } as VideoFrameCallbackMetadata);
      await vi.advanceTimersByTimeAsync(everyMs);
    }
  };
  return { pump, frames, calls, failures, state, size, ended };
}

describe('the frame pump', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('processes 20 of the 30 frames a second that the camera gives, and then counts as quick', async () => {
    const { pump, frames, calls } = driven();
    await frames(60, 33);
    const looks = calls.filter((call) => call === 'seen').length;
    expect(looks).toBeGreaterThan(36);
    expect(looks).toBeLessThan(44);
    expect(pump.isQuick).toBe(false);
    const { frameRateHz, cameraRateHz } = pump.vitals(performance.now());
    expect(frameRateHz).toBeGreaterThan(15);
    expect(cameraRateHz).toBeGreaterThan(25);
    expect(pump.isQuick).toBe(true);
  });

  it('records since when processing has been slow', async () => {
    const { pump, frames, state } = driven();
    state.tookMs = 200;
    await frames(10, 200);
    const { slowSinceMs } = pump.vitals(performance.now());
    await frames(10, 200);
    expect(slowSinceMs).toBeDefined();
    expect(pump.vitals(performance.now()).slowSinceMs).toBe(slowSinceMs);
    expect(pump.isQuick).toBe(false);
  });

  it('processes no frame while it is paused, and measures the rates again afterwards', async () => {
    const { pump, frames, calls } = driven();
    await frames(40, 33);
    pump.pause();
    pump.pause();
    calls.length = 0;
    pump.resume();
    await frames(5, 33);
    expect([pump.isPaused, calls]).toEqual([true, []]);
    pump.resume();
    expect(pump.vitals(performance.now())).toMatchObject({ frameRateHz: undefined, cameraRateHz: undefined });
    await frames(5, 33);
    expect(calls).toContain('seen');
  });

  it('counts the time without a face', async () => {
    const { pump, frames, state } = driven();
    await frames(5, 50);
    expect(pump.facelessMs(performance.now())).toBeLessThan(100);
    state.faces = 0;
    await frames(20, 50);
    expect(pump.facelessMs(performance.now())).toBeGreaterThan(900);
  });

  it('restarts the trace when the screen is turned, but fails if windows are disclosed', async () => {
    const { frames, calls, failures, size, state } = driven();
    await frames(2, 50);
    [size.width, size.height] = [480, 640];
    await frames(1, 50);
    expect(calls).toContain('restart');
    state.isHeld = true;
    [size.width, size.height] = [640, 480];
    await frames(1, 50);
    expect(failures).toEqual([new Failure('camera-rotated')]);
  });

  it('fails when the picture becomes too small', async () => {
    const { frames, failures, size } = driven();
    [size.width, size.height] = [160, 120];
    await frames(1, 50);
    expect(failures).toEqual([new Failure('camera-too-small')]);
  });

  it('reports nothing once it has ended', async () => {
    const { frames, calls, ended } = driven();
    await frames(1, 50);
    calls.length = 0;
    ended.abort();
    await frames(5, 50);
    expect(calls).toEqual([]);
  });
});
