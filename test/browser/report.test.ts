import { expect } from '@open-wc/testing';
import { FailureReport } from '#protocol/session/failure-report.ts';
import { Harness, refuseCamera, spyOnPage } from './harness.ts';
import { quiet, until } from './page-clock.ts';
import { StubVerifier, type StubOptions } from './stub-verifier.ts';

const built: string = '/dist/site/beihe.mjs';
await import(built);

const problemType = { 'content-type': 'application/problem+json' };

const keysOf = (value: object): string[] => Object.keys(value).toSorted();

/** Every report must describe the browser that these tests run in. */
const expectThisBrowser = ({ browser, embedding, widget, v }: FailureReport) => {
  const [, major] = /Chrome\/(\d+)/.exec(navigator.userAgent)!;
  const expected = { family: 'chrome', major: Number(major), engine: 'chromium', engineMajor: Number(major) };
  expect(browser).to.deep.equal({ ...expected, system: 'linux' });
  expect([v, widget]).to.deep.equal([1, '0.1.0']);
  expect(embedding).to.equal(window.top === window ? 'page' : 'iframe');
};

describe('a failure of the element', () => {
  let verifier: StubVerifier;
  const harnesses: Harness[] = [];
  const restores: (() => void)[] = [];

  const mount = (options: StubOptions = {}, attributes: Record<string, string> = {}): Harness => {
    verifier = new StubVerifier(options);
    const harness = new Harness(attributes);
    harnesses.push(harness);
    return harness;
  };

  /** Lose the network. @returns a function that restores it */
  const loseNetwork = (): (() => void) => {
    const { fetch } = window;
    window.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    return () => {
      window.fetch = fetch;
    };
  };

  afterEach(() => {
    restores.splice(0).forEach((restore) => restore());
    harnesses.splice(0).forEach((harness) => harness.remove());
    verifier.restore();
    sessionStorage.clear();
  });

  /** Wait until a report is stored for later. */
  const isKept = () => until(() => sessionStorage.length > 0);

  /** The only report that has arrived. */
  const onlyReport = async (): Promise<FailureReport> => {
    await until(() => verifier.reports.length > 0);
    await quiet(200);
    expect(verifier.reports).to.have.length(1);
    const [report] = verifier.reports;
    expect(FailureReport.parse(report)).to.deep.equal(report);
    return report!;
  };

  it('is not reported if there is none', async () => {
    const harness = mount();
    await harness.agree();
    await harness.reach('done', 'failed');
    await quiet(400);
    expect(harness.names.at(-1)).to.equal('done');
    expect(verifier.reports).to.deep.equal([]);
  });

  it('before the models are loaded is reported with what is known by then', async () => {
    const harness = mount({ refuse: { 'POST /key': [{ status: 403, code: 'key-foreign' }] } });
    await harness.reach('failed');
    const report = await onlyReport();
    expect(report).to.deep.include({ step: 'preparing', code: 'key-foreign' });
    // The models may have been loaded by then, or not.
    const { backend: _, fallbacks: __, meshMs: ___, ...known } = report;
    expect(keysOf(known)).to.deep.equal(['browser', 'code', 'embedding', 'step', 'timings', 'v', 'widget']);
    expect(['failedMs', 'modelsLoadedMs']).to.include.members(keysOf(report.timings));
    expectThisBrowser(report);
  });

  for (const [name, code] of [
    ['NotAllowedError', 'camera-denied'],
    ['NotReadableError', 'camera-busy'],
  ] as const) {
    it(`of the camera, ${code}, is reported with the backend`, async () => {
      restores.push(refuseCamera(name));
      const harness = mount();
      await harness.agree();
      await harness.reach('failed');
      const report = await onlyReport();
      expect(report).to.deep.include({ step: 'readying', code, backend: 'wasm', fallbacks: [] });
      expect(report.meshMs).to.be.greaterThan(0);
      expect(keysOf(report.timings)).to.deep.equal(['failedMs', 'keyBoundMs', 'modelsLoadedMs']);
    });
  }

  it('during the actions is reported with all fields, and with no other data', async () => {
    const spy = spyOnPage();
    restores.push(spy.restore);
    const harness = mount({ windowMs: 20_000 });
    await harness.agree();
    await harness.reach('acting');
    spy.streams[0]!.getTracks()[0]!.dispatchEvent(new Event('ended'));
    await harness.reach('failed');
    const report = await onlyReport();
    expect(report).to.deep.include({ step: 'acting', code: 'camera-lost', backend: 'wasm' });
    expect(keysOf(report)).to.deep.equal([
      'backend',
      'browser',
      'code',
      'embedding',
      'fallbacks',
      'frame',
      'frameRateHz',
      'meshMs',
      'step',
      'timings',
      'v',
      'widget',
    ]);
    expect(report.frame).to.deep.equal({ widthPx: 640, heightPx: 480 });
    expect(report.frameRateHz).to.be.within(1, 30);
    const { keyBoundMs, modelsLoadedMs, cameraOpenMs, firstLandmarkMs, challengeBegunMs, failedMs } = report.timings;
    const inOrder = [
      Math.max(keyBoundMs!, modelsLoadedMs!),
      cameraOpenMs!,
      firstLandmarkMs!,
      challengeBegunMs!,
      failedMs,
    ];
    expect(inOrder).to.deep.equal(inOrder.toSorted((a, b) => a - b));
    expect(inOrder.every(Number.isInteger)).to.equal(true);

    const told = JSON.stringify(report);
    const [track] = spy.streams[0]!.getVideoTracks();
    for (const secret of [harness.element.sessionToken, track!.label, track!.getSettings().deviceId!, '示例']) {
      expect(told).not.to.contain(secret);
    }
    expect(told).not.to.match(/Mozilla|AppleWebKit|\d+\.\d+\.\d+\.\d+/);
  });

  it('is reported once each time that it happens', async () => {
    const restoreCamera = refuseCamera('NotReadableError');
    const harness = mount();
    await harness.agree();
    await harness.reach('failed');
    harness.press();
    await harness.reach('readying');
    await harness.reach('failed');
    restoreCamera();
    await until(() => verifier.reports.length >= 2);
    expect(verifier.reports.map(({ code }) => code)).to.deep.equal(['camera-busy', 'camera-busy']);
  });

  for (const [name, body, init] of [
    ['a verifier with an internal error', { code: 'internal' }, { status: 500, headers: problemType }],
    ['a gateway with its own message', { code: '请求被拦截：张三' }, { status: 403 }],
  ] as const) {
    it(`of ${name} is reported without its message`, async () => {
      const harness = mount();
      const { fetch } = window;
      window.fetch = async (input, call) =>
        String(input).endsWith('/challenges') ? Response.json(body, init) : fetch(input, call);
      restores.push(() => (window.fetch = fetch));
      await harness.agree();
      expect(await harness.reach('failed')).to.deep.equal({ phase: 'failed', code: 'verifier-failed' });
      expect(await onlyReport()).to.deep.include({ step: 'positioning', code: 'verifier-failed' });
    });
  }

  it('in the widget’s own script is shown as its own, and not as the person’s', async () => {
    const harness = mount();
    await harness.reach('consent');
    const { subtle } = crypto;
    const sign = subtle.sign.bind(subtle);
    Object.defineProperty(subtle, 'sign', { value: () => Promise.reject(new Error('张三')), configurable: true });
    restores.push(() => Object.defineProperty(subtle, 'sign', { value: sign, configurable: true }));
    await harness.agree();
    expect(await harness.reach('failed')).to.deep.equal({ phase: 'failed', code: 'attester-failed' });
    expect(harness.root.textContent).to.contain('核验程序出错了');
  });

  it('of the network is reported once, after the next call that succeeds', async () => {
    const harness = mount();
    await harness.reach('consent');
    const restoreNetwork = loseNetwork();
    await harness.agree();
    expect(await harness.reach('failed')).to.deep.equal({ phase: 'failed', code: 'network-lost' });
    await isKept();
    expect(verifier.reports).to.deep.equal([]);
    restoreNetwork();
    harness.press();
    await harness.reach('consent');
    expect(await onlyReport()).to.deep.include({ step: 'readying', code: 'network-lost' });
    await harness.agree();
    await harness.reach('done', 'failed');
    expect(verifier.reports).to.have.length(1);
    expect(sessionStorage).to.have.length(0);
  });

  it('of the network is reported after the page was reloaded', async () => {
    const harness = mount();
    await harness.reach('consent');
    const restoreNetwork = loseNetwork();
    await harness.agree();
    await harness.reach('failed');
    await isKept();
    harness.remove();
    restoreNetwork();
    expect(verifier.reports).to.deep.equal([]);
    // Like a reloaded page, the new element finds what the tab has stored and nothing else.
    const again = new Harness({ 'session-token': harness.element.sessionToken });
    harnesses.push(again);
    await again.reach('consent');
    expect(await onlyReport()).to.deep.include({ step: 'readying', code: 'network-lost' });
    expect(sessionStorage).to.have.length(0);
  });

  it('of one session is not reported by another session', async () => {
    const harness = mount();
    await harness.reach('consent');
    const restoreNetwork = loseNetwork();
    await harness.agree();
    await harness.reach('failed');
    await isKept();
    restoreNetwork();
    const other = new Harness();
    harnesses.push(other);
    await other.reach('consent');
    await quiet(400);
    expect(verifier.reports).to.deep.equal([]);
  });

  it('whose report is refused is not reported again, and the refusal is not shown', async () => {
    const refused = { status: 403, code: 'reports-exhausted' };
    restores.push(refuseCamera('NotReadableError'));
    const harness = mount({ refuse: { 'POST /reports': [refused, refused] } });
    await harness.agree();
    await harness.reach('failed');
    await quiet(400);
    expect(harness.phases.at(-1)).to.deep.equal({ phase: 'failed', code: 'camera-busy' });
    expect(harness.names.filter((name) => name === 'failed')).to.have.length(1);
    expect(verifier.reports).to.deep.equal([]);
    expect(sessionStorage).to.have.length(0);
  });

  it('is shown at once, even if its report is never answered', async () => {
    restores.push(refuseCamera('NotReadableError'));
    const harness = mount({ hang: 'POST /reports' });
    await harness.agree();
    await harness.reach('failed');
    expect(harness.text).to.contain('摄像头正被占用');
    restores.splice(0).forEach((restore) => restore());
    harness.press();
    await harness.reach('positioning', 'acting');
  });

  it('is reported even if the element is removed at once, and the person leaves the page', async () => {
    const kept: (boolean | undefined)[] = [];
    restores.push(refuseCamera('NotReadableError'));
    const harness = mount();
    const { fetch } = window;
    window.fetch = (input, init) => {
      if (String(input).endsWith('/reports')) kept.push(init?.keepalive && init.signal?.aborted === false);
      return fetch(input, init);
    };
    restores.push(() => (window.fetch = fetch));
    harness.element.addEventListener('beihe-phase', ({ detail }) => detail.phase === 'failed' && harness.remove());
    await harness.agree();
    await harness.reach('failed');
    await onlyReport();
    expect(kept).to.deep.equal([true]);
  });

  it('is not reported if the token names no session', async () => {
    const harness = mount({}, { 'session-token': 'nonsense' });
    await harness.reach('failed');
    await quiet(400);
    expect(verifier.reports).to.deep.equal([]);
    expect(sessionStorage).to.have.length(0);
  });
});
