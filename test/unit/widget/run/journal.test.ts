import { describe, expect, it } from 'vitest';
import { Journal } from '../../../../widget/run/journal.ts';

describe('Journal', () => {
  const surroundings = { widget: '0.1.0', userAgent: '', maxTouchPoints: 0, isInIframe: true };
  const seen = (timestampMs: number) => ({ timestampMs, box: undefined, traceMs: undefined });

  it('forgets the steps of the last attempt, and keeps those of the run', () => {
    let nowMs = 1000;
    const journal = new Journal(() => nowMs, surroundings);
    nowMs = 1200;
    journal.reach('keyBoundMs');
    nowMs = 1500;
    journal.openCamera({ videoWidth: 480, videoHeight: 640 });
    journal.see(seen(0));
    journal.see(seen(50));
    expect(journal.report('positioning', 'page-hidden')).toMatchObject({
      embedding: 'iframe',
      frameRateHz: 20,
      frame: { widthPx: 480, heightPx: 640 },
      timings: { keyBoundMs: 200, cameraOpenMs: 500, failedMs: 500 },
    });
    journal.beginAttempt();
    expect(journal.report('readying', 'camera-busy')).not.toHaveProperty('frame');
    expect(journal.report('readying', 'camera-busy')).not.toHaveProperty('frameRateHz');
    expect(journal.report('readying', 'camera-busy').timings).toEqual({ keyBoundMs: 200, failedMs: 500 });
  });

  it('reports the rate of only the last frames, and limits values that are out of bounds', () => {
    let nowMs = 0;
    const journal = new Journal(() => nowMs, surroundings);
    for (let n = 0; n < 100; n += 1) journal.see(seen(n * 200));
    for (let n = 0; n < 20; n += 1) journal.see(seen(20_000 + n * 100));
    expect(journal.report('acting', 'page-hidden').frameRateHz).toBe(10);
    nowMs = 1e12;
    expect(journal.report('acting', 'page-hidden').timings.failedMs).toBe(86_400_000);
  });

  it('names backends without their reasons', () => {
    const journal = new Journal(() => 0, surroundings);
    const givenWay = { fallbacks: ['webgpu: Adapter of 张三’s phone failed', 'wasm: too slow, 300 ms', 'wasm: again'] };
    journal.finishLoading({ backend: 'webgl', mesh: 'attention', models: 'x', meshMs: 41.7 }, givenWay);
    const report = journal.report('readying', 'camera-busy');
    expect(report).toMatchObject({ backend: 'webgl', fallbacks: ['webgpu', 'wasm'], meshMs: 42 });
    givenWay.fallbacks = ['own tracker: the record of 张三 differs'];
    expect(journal.report('acting', 'page-hidden').fallbacks).toEqual(['own tracker']);
    journal.beginLoading();
    expect(journal.report('readying', 'network-lost')).not.toHaveProperty('backend');
  });
});
