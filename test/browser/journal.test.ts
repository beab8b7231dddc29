/** What a check notes of itself for a report. */
import { expect } from '@open-wc/testing';
import { Journal } from '../../widget/run/journal.ts';

const keysOf = (value: object): string[] => Object.keys(value).toSorted();

describe('Journal', () => {
  const surroundings = { widget: '0.1.0', userAgent: '', maxTouchPoints: 0, isFramed: true };
  const seen = (timestampMs: number) => ({
    timestampMs,
    traceMs: undefined,
    widthPx: 640,
    heightPx: 480,
    faces: 0,
    box: undefined,
    skinLuma: undefined,
    yawDegrees: undefined,
    pitchDegrees: undefined,
  });

  it('forgets what the run before reached, and not what lasts', () => {
    let nowMs = 1000;
    const journal = new Journal(() => nowMs, surroundings);
    nowMs = 1200;
    journal.reach('keyBoundMs');
    nowMs = 1500;
    journal.openCamera({ videoWidth: 480, videoHeight: 640 });
    journal.see(seen(0));
    journal.see(seen(50));
    expect(journal.report('positioning', 'page-hidden')).to.deep.include({
      embedding: 'frame',
      frameRateHz: 20,
      frame: { widthPx: 480, heightPx: 640 },
      timings: { keyBoundMs: 200, cameraOpenMs: 500, failedMs: 500 },
    });
    journal.beginRun();
    expect(keysOf(journal.report('readying', 'camera-busy'))).not.to.include.members(['frame', 'frameRateHz']);
    expect(journal.report('readying', 'camera-busy').timings).to.deep.equal({ keyBoundMs: 200, failedMs: 500 });
  });

  it('tells the rate of the last frames alone, and cuts off what is out of bounds', () => {
    let nowMs = 0;
    const journal = new Journal(() => nowMs, surroundings);
    for (let n = 0; n < 100; n += 1) journal.see(seen(n * 200));
    for (let n = 0; n < 20; n += 1) journal.see(seen(20_000 + n * 100));
    expect(journal.report('acting', 'page-hidden').frameRateHz).to.equal(10);
    nowMs = 1e12;
    expect(journal.report('acting', 'page-hidden').timings.failedMs).to.equal(86_400_000);
  });

  it('names backends, and keeps their reasons to itself', () => {
    const journal = new Journal(() => 0, surroundings);
    const givenWay = { fallbacks: ['webgpu: Adapter of 张三’s phone failed', 'wasm: too slow, 300 ms', 'wasm: again'] };
    journal.load({ backend: 'webgl', mesh: 'attention', models: 'x', meshMs: 41.7 }, givenWay);
    const report = journal.report('readying', 'camera-busy');
    expect(report).to.deep.include({ backend: 'webgl', fallbacks: ['webgpu', 'wasm'], meshMs: 42 });
    givenWay.fallbacks = ['own tracker: the record of 张三 differs'];
    expect(journal.report('acting', 'page-hidden').fallbacks).to.deep.equal(['own tracker']);
    journal.beginLoading();
    expect(keysOf(journal.report('readying', 'network-lost'))).not.to.include('backend');
  });
});
