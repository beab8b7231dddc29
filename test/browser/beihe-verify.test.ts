import { expect } from '@open-wc/testing';
import type { BeiheVerify } from '../../widget/contract.ts';
import { concatBytes } from '@noble/hashes/utils.js';
import { unpackFrames } from '#protocol/capture/packed-frames.ts';
import { decodeTrace, encodeHeader } from '#protocol/capture/trace.ts';
import { merkleRoot, sha256, frameLeaf, advanceRunningHash, startRunningHash } from '#protocol/capture/commitment.ts';
import { Harness, holdCamera, refuseCamera, spyOnPage } from './harness.ts';
import { until } from './page-clock.ts';
import { StubVerifier, type StubOptions } from './stub-verifier.ts';

const built: string = '/dist/site/beihe.mjs';
await import(built);

const bytesOf = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));

const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

describe('<beihe-verify>', () => {
  let verifier: StubVerifier;
  const harnesses: Harness[] = [];

  const mount = (options: StubOptions = {}, attributes: Record<string, string> = {}): Harness => {
    verifier = new StubVerifier(options);
    const harness = new Harness(attributes);
    harnesses.push(harness);
    return harness;
  };

  afterEach(() => {
    harnesses.splice(0).forEach((harness) => harness.remove());
    verifier.restore();
  });

  it('goes from consent to done, and sends evidence that the verifier can check', async () => {
    const harness = mount({ asks: [{ kind: 'nod' }, { kind: 'blink', count: 2 }] });
    await harness.agree();
    await harness.reach('done', 'failed', 'retry');

    expect(harness.names.join(' ')).to.equal('preparing consent readying positioning acting sending done');
    expect(verifier.calls).to.deep.equal([
      'POST /key',
      'GET ',
      'GET /consents',
      'POST /consents',
      'POST /challenges',
      'POST /challenges/c/windows/0',
      'POST /challenges/c/windows/1',
      'POST /challenges/c/end',
      'POST /evidence',
      'POST /attestations',
    ]);

    const { statement, parts, tail } = verifier.evidence!;
    const [header, payload] = statement
      .split('.')
      .slice(0, 2)
      .map((part) => JSON.parse(new TextDecoder().decode(bytesOf(part))));
    expect(header).to.deep.include({ alg: 'ES256', typ: 'beihe-evidence+jws' });
    expect(parts).to.equal(2);
    const unpacked = [...verifier.parts, bytesOf(tail)].map((packed) => unpackFrames(packed, 1200));
    const frames = unpacked.flatMap((part) => part.frames);
    const trace = concatBytes(encodeHeader(unpacked[0]!.header, frames.length), ...frames.map(({ record }) => record));
    const { records, recordBytes } = decodeTrace(trace, 1200);
    expect(payload.frames).to.equal(records.length);
    expect(payload.traceDigest).to.equal(base64url(sha256(trace)));
    const leaves = recordBytes.map((record, n) => frameLeaf(n, record, frames[n]!.jpegDigest));
    expect(payload.root).to.equal(base64url(merkleRoot(leaves)));

    let hash = startRunningHash(payload.challenge);
    const boundaries = leaves.map((leaf) => base64url((hash = advanceRunningHash(hash, leaf))));
    expect(boundaries).to.include.members(verifier.runningHashes);
    expect(verifier.runningHashes.at(-1)).to.equal(boundaries.at(-1));
    expect(verifier.revealed.map(([name]) => name)).to.deep.equal(['frame-0', 'frame-2']);
    expect(payload.attester).to.deep.include({ backend: 'wasm', mesh: 'attention' });
    expect(payload.attester.fallbacks).to.deep.equal([]);
  });

  it('gives the host page only phases and codes', async () => {
    const harness = mount({ causes: ['too-dark'] });
    await harness.agree();
    await harness.reach('retry');
    for (const detail of harness.phases) expect(Object.keys(detail)).to.deep.equal(['phase', 'code']);
    expect(JSON.stringify(harness.phases)).not.to.contain('too-dark');
  });

  it('shows all causes at once, and tries again without asking for consent', async () => {
    const harness = mount({ causes: ['too-dark', 'action-missed', 'faces-several'] });
    await harness.agree();
    await harness.reach('retry', 'failed');
    expect(harness.root.querySelectorAll('.causes li')).to.have.length(3);
    expect(harness.text).to.contain('脸上光线不足').and.contain('有动作没有看清').and.contain('不止一个人');
    harness.press();
    await harness.reach('positioning', 'acting');
    expect(verifier.calls.filter((call) => call === 'POST /consents')).to.have.length(1);
  });

  it('does not continue without a required purpose, and shows a message', async () => {
    const harness = mount();
    await harness.reach('consent');
    harness.press();
    await harness.element.updateComplete;
    expect(harness.names.at(-1)).to.equal('consent');
    expect(harness.root.querySelector('[role=alert]')?.textContent).to.contain('必选');
    expect(harness.root.activeElement).to.equal(harness.root.querySelector('input[required]'));
  });

  it('continues after a reload if consent was already given', async () => {
    const harness = mount({ state: 'consented' });
    await harness.reach('consent');
    expect(harness.root.querySelector('input')).to.equal(null);
    harness.press();
    await harness.reach('positioning', 'acting');
    expect(verifier.calls).not.to.contain('POST /consents');
  });

  it('replaces a challenge that expired before the first window', async () => {
    const expired = { status: 409, code: 'challenge-expired' };
    const harness = mount({ refuse: { 'POST /challenges/c/windows/0': [expired] } });
    await harness.agree();
    await harness.reach('done', 'failed');
    expect(harness.names.at(-1)).to.equal('done');
    expect(verifier.calls.filter((call) => call === 'POST /challenges')).to.have.length(2);
  });

  for (const [name, code] of [
    ['NotAllowedError', 'camera-denied'],
    ['NotFoundError', 'camera-absent'],
    ['NotReadableError', 'camera-busy'],
  ] as const) {
    it(`fails with ${code}, and recovers once the cause is removed`, async () => {
      const restore = refuseCamera(name);
      const harness = mount();
      await harness.agree();
      expect(await harness.reach('failed')).to.deep.equal({ phase: 'failed', code });
      restore();
      harness.press();
      await harness.reach('positioning', 'acting');
    });
  }

  for (const [code, status, hasButton] of [
    ['session-expired', 410, false],
    ['token-expired', 401, false],
    ['key-foreign', 403, false],
    ['session-unknown', 404, false],
  ] as const) {
    it(`ends with ${code}`, async () => {
      const harness = mount({ refuse: { 'POST /key': [{ status, code }] } });
      expect(await harness.reach('failed')).to.deep.equal({ phase: 'failed', code });
      expect(harness.root.querySelector('button') !== null).to.equal(hasButton);
    });
  }

  it('pauses as long as the verifier demands, and shows until when', async () => {
    const harness = mount({
      refuse: { 'POST /challenges': [{ status: 429, code: 'attempts-paused', retryAfterMs: 700 }] },
    });
    await harness.agree();
    await harness.reach('failed');
    expect(harness.root.querySelector('button')!.disabled).to.equal(true);
    expect(harness.root.querySelector('.until')).not.to.equal(null);
    await until(() => !harness.root.querySelector('button')!.disabled);
  });

  it('fails with network-lost if the network is lost', async () => {
    const harness = mount();
    await harness.reach('consent');
    const { fetch } = window;
    window.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    await harness.agree();
    expect(await harness.reach('failed')).to.deep.equal({ phase: 'failed', code: 'network-lost' });
    window.fetch = fetch;
  });

  it('fails with token-invalid if the token cannot be read', async () => {
    const harness = mount({}, { 'session-token': 'nonsense' });
    expect(await harness.reach('failed')).to.deep.equal({ phase: 'failed', code: 'token-invalid' });
  });

  it('ends the camera and the threads when it is removed during a run', async () => {
    const spy = spyOnPage();
    const harness = mount({ windowMs: 20_000 });
    await harness.agree();
    await harness.reach('acting');
    harness.remove();
    expect(spy.streams.flatMap((stream) => stream.getTracks()).map(({ readyState }) => readyState)).to.deep.equal([
      'ended',
    ]);
    // The thread that checked for support, and the vision thread.
    expect(spy.threads.map(({ isTerminated }) => isTerminated)).to.deep.equal([true, true]);
    spy.restore();
  });

  it('switches off a camera that opens after the element was removed', async () => {
    const camera = holdCamera();
    const harness = mount();
    await harness.agree();
    await until(camera.isAskedFor);
    harness.remove();
    const [track] = (await camera.give()).getTracks();
    await until(() => track!.readyState === 'ended');
  });

  it('ends when its camera is lost', async () => {
    const spy = spyOnPage();
    const harness = mount({ windowMs: 20_000 });
    await harness.agree();
    await harness.reach('acting');
    spy.streams[0]!.getTracks()[0]!.dispatchEvent(new Event('ended'));
    expect(await harness.reach('failed')).to.deep.equal({ phase: 'failed', code: 'camera-lost' });
    spy.restore();
  });

  it('can be on one page twice', async () => {
    const first = mount();
    const second = new Harness({ locale: 'en' });
    harnesses.push(second);
    await Promise.all([first.agree(), second.reach('consent')]);
    await first.reach('done');
    expect(second.names.at(-1)).to.equal('consent');
    await second.agree();
    await second.reach('done');
    expect(second.text).to.contain('Done');
  });

  it('starts again with another token', async () => {
    const harness = mount();
    await harness.reach('consent');
    const other = new Harness();
    harnesses.push(other);
    harness.element.sessionToken = other.element.sessionToken;
    await harness.element.updateComplete;
    await harness.reach('consent');
    expect(harness.names).to.deep.equal(['preparing', 'consent', 'idle', 'preparing', 'consent']);
  });

  it('shows the sandbox mark only in the sandbox', async () => {
    const harness = mount({ sandbox: false });
    await harness.reach('consent');
    expect(harness.root.querySelector('.sandbox')).to.equal(null);
    verifier.restore();
    const inSandbox = mount({ sandbox: true });
    await inSandbox.reach('consent');
    expect(inSandbox.root.querySelector('.sandbox')?.textContent).to.contain('沙盒');
  });

  it('lets the script load twice', async () => {
    const again: string = '/dist/site/beihe.mjs?again';
    await import(again);
    expect(customElements.get('beihe-verify')).to.be.a('function');
    const element: BeiheVerify = document.createElement('beihe-verify');
    expect(element.verifier).to.equal(location.origin);
  });
});
