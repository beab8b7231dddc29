/** Loading models and runtime over bad networks and in old browsers. */
import { expect } from '@open-wc/testing';
import { Failure } from '../../widget/page/failure.ts';
import { Vision } from '../../widget/vision/bridge.ts';
import { Harness } from './harness.ts';
import { quiet } from './page-clock.ts';
import { StubVerifier, type StubOptions } from './stub-verifier.ts';

const built: string = '/dist/site/beihe.mjs';
await import(built);

let instances = 0;
/** A new site for each test, broken in this way. Its requests are counted separately. */
const siteOf = (how: string) => {
  const name = `${how}.${Date.now()}n${(instances += 1)}`;
  const counts = async () => (await (await fetch(`/counts/${name}`)).json()) as Record<string, number>;
  return { base: new URL(`/broken/${name}/`, location.href).href, counts };
};

const open: Vision[] = [];
async function load(base: string, onProgress: (share: number) => void = () => undefined) {
  const vision = new Vision(base);
  open.push(vision);
  const loaded = await vision.load(onProgress);
  await vision.begin('a.b.c', { longestMs: 1000, maxRecords: 10, frameBytes: Infinity });
  return loaded;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'none';
  } catch (error) {
    return error instanceof Failure ? error.code : String(error);
  }
}

const models = ['face-detector.bin', 'face-mesh.bin', 'face-mesh-attention.bin', 'tfjs-backend-wasm-simd.wasm'];

describe('loading', () => {
  afterEach(async () => {
    open.splice(0).forEach((vision) => vision.end());
    await caches.delete('beihe-files');
  });

  it('reports the share that has arrived, up to 1', async () => {
    const shares: number[] = [];
    await load(siteOf('none').base, (share) => shares.push(share));
    expect(shares.length).to.be.above(4);
    expect(shares).to.deep.equal(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).to.equal(1);
  });

  it('fetches no file again that an earlier visit fetched', async () => {
    const { base, counts } = siteOf('none');
    await load(base);
    expect(await counts()).to.include(Object.fromEntries(models.map((file) => [file, 1])));
    const shares: number[] = [];
    await load(base, (share) => shares.push(share));
    expect(await counts()).to.include(Object.fromEntries(models.map((file) => [file, 1])));
    expect(shares.at(-1)).to.equal(1);
  });

  it('fetches a stored file again if its content is wrong', async () => {
    const { base, counts } = siteOf('none');
    await load(base);
    const kept = await caches.open('beihe-files');
    const [mesh] = (await kept.keys()).filter(({ url }) => url.startsWith(base) && url.includes('face-mesh.bin'));
    await kept.put(mesh!, new Response(new Uint8Array(1000)));
    await load(base);
    expect(await counts()).to.include({ 'face-mesh.bin': 2, 'face-detector.bin': 1 });
  });

  it('deletes files that an earlier version stored', async () => {
    const { base } = siteOf('none');
    const outdated = ['models/face-mesh.bin', 'vision/tfjs-backend-wasm-simd.wasm'].map(
      (path) => new URL(`${path}?sha256=0000000000000000`, base).href,
    );
    for (const address of outdated) await (await caches.open('beihe-files')).put(address, new Response('old'));
    await load(base);
    for (const address of outdated) while (await caches.match(address));
  });

  it('works if nothing can be stored', async () => {
    const { caches } = globalThis;
    Object.defineProperty(globalThis, 'caches', { value: undefined, configurable: true });
    try {
      expect((await load(siteOf('none').base)).backend).to.equal('wasm');
    } finally {
      Object.defineProperty(globalThis, 'caches', { value: caches, configurable: true });
    }
  });

  it('cancels its requests when it is ended', async () => {
    const { base, counts } = siteOf('none');
    const vision = new Vision(base);
    const loading = codeOf(vision.load(() => vision.end()));
    await quiet(1_000);
    expect(await counts()).not.to.include.keys('face-mesh-attention.bin');
    expect(await Promise.race([loading, 'still loading'])).not.to.equal('none');
  });

  it('works in an engine as old as Chrome 94', async () => {
    expect((await load(siteOf('engine-old').base)).backend).to.equal('wasm');
  });

  for (const how of ['cut-once', 'gateway-once', 'stale-once']) {
    it(`recovers from a network that fails for a moment: ${how}`, async () => {
      const { base, counts } = siteOf(how);
      const shares: number[] = [];
      await load(base, (share) => shares.push(share));
      expect((await counts())['face-mesh.bin']).to.equal(2);
      expect(shares.at(-1)).to.equal(1);
    });
  }

  it('fails with model-missing if a page of HTML comes in place of a model', async () => {
    expect(await codeOf(load(siteOf('start-page').base))).to.equal('model-missing');
  });

  it('fails with network-lost if the network stays down', async () => {
    expect(await codeOf(load(siteOf('cut').base))).to.equal('network-lost');
  });
});

/** Every call of a run, in order. */
const calls = [
  'POST /key',
  'GET ',
  'GET /consents',
  'POST /consents',
  'POST /challenges',
  'POST /challenges/c/windows/0',
  'POST /challenges/c/windows/1',
  'POST /evidence',
  'POST /attestations',
];

describe('a network that drops', () => {
  let verifier: StubVerifier;
  const harnesses: Harness[] = [];
  const run = async (options: StubOptions) => {
    verifier = new StubVerifier({ asks: [{ kind: 'nod' }, { kind: 'blink', count: 2 }], ...options });
    const harness = new Harness();
    harnesses.push(harness);
    return harness;
  };
  afterEach(() => {
    harnesses.splice(0).forEach((harness) => harness.remove());
    verifier.restore();
  });

  for (const lost of ['request', 'answer', 'gateway'] as const) {
    it(`for a moment in every call costs no attempt: the ${lost} is lost`, async () => {
      const harness = await run({ lose: Object.fromEntries(calls.map((call) => [call, [lost]])) });
      await harness.agree();
      expect((await harness.reach('done', 'retry', 'failed')).phase).to.equal('done');
      expect(harness.names.join(' ')).to.equal('preparing consent readying positioning acting sending done');
      for (const call of ['POST /evidence', 'POST /attestations']) {
        expect(verifier.calls.filter((made) => made === call)).to.have.length(1);
      }
    });
  }

  it('at the answer with the causes does not lose them: they are read again', async () => {
    const harness = await run({ lose: { 'POST /attestations': ['answer'] }, causes: ['too-dark', 'action-missed'] });
    await harness.agree();
    await harness.reach('retry', 'failed');
    expect(harness.root.querySelectorAll('.causes li')).to.have.length(2);
  });

  it('at the answer that the person is done shows it on the next try', async () => {
    const finished = { status: 409, code: 'session-finished' };
    const harness = await run({ refuse: { 'POST /challenges': [finished] } });
    await harness.agree();
    expect((await harness.reach('done', 'failed')).phase).to.equal('done');
  });

  // One call before the consent, the consent itself, the challenge, and the two calls that the verifier accepts only once.
  for (const call of ['POST /key', 'POST /consents', 'POST /challenges', 'POST /evidence', 'POST /attestations']) {
    it(`at ${call} and stays down fails with network-lost, and the button continues once it is back`, async () => {
      const gone = Array.from({ length: 12 }, () => 'request' as const);
      const harness = await run({ lose: { [call]: gone } });
      const isBefore = calls.indexOf(call) <= calls.indexOf('POST /consents');
      if (calls.indexOf(call) >= calls.indexOf('POST /consents')) await harness.agree();
      expect(await harness.reach('failed')).to.deep.equal({ phase: 'failed', code: 'network-lost' });
      verifier.mend();
      harness.press();
      if (isBefore) await harness.agree();
      await harness.reach('done');
    });
  }
});
