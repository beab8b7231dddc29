import { expect } from '@open-wc/testing';
import type { Backend } from '#protocol/capture/backend.ts';
import { concatBytes } from '@noble/hashes/utils.js';
import { advanceRunningHash, frameLeaf, merkleRoot, sha256, startRunningHash } from '#protocol/capture/commitment.ts';
import { unpackFrames } from '#protocol/capture/packed-frames.ts';
import { decodeTrace, encodeHeader, stepsPerPx } from '#protocol/capture/trace.ts';
import { backgroundColour, skinColour } from '#vision/colour.ts';
import { inMemory, type PixelReader } from '#vision/picture.ts';
import { Failure } from '../../widget/page/failure.ts';
import type { Loaded } from '../../widget/vision/api.ts';
import { Vision } from '../../widget/vision/bridge.ts';
import { toBase64url } from '../../widget/vision/encoding.ts';

const site = new URL('/dist/site/', location.href).href;
const limits = { longestMs: 20_000, maxRecords: 1200, frameBytes: Infinity };
const challenge = 'eyJhbGciOiJub25lIn0.e30.c2ln';

const open: Vision[] = [];
async function load(base: string, backend?: Backend, onProgress: (share: number) => void = () => undefined) {
  const vision = new Vision(base);
  open.push(vision);
  const loaded = await vision.load(onProgress, backend);
  return { vision, loaded };
}

/** One drawn frame; a JPEG decodes to the same pixels each time. */
const frame = async (segment: string, n: number) =>
  createImageBitmap(await (await fetch(`/test-frames/${segment}/${n}.jpg`)).blob());

/** All pixels of a frame, as the verifier decodes them. */
function pixelsOf(bitmap: ImageBitmap): PixelReader {
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
  context.drawImage(bitmap, 0, 0);
  return inMemory(context.getImageData(0, 0, width, height));
}

/** Trace these frames, 50 ms apart. */
async function trace(vision: Vision, frames: readonly (readonly [segment: string, n: number])[]) {
  await vision.begin(challenge, limits);
  for (const [index, [segment, n]] of frames.entries()) {
    await vision.observe(await frame(segment, n), index * 50);
    // A trace continues without a well-placed face once its hash was disclosed.
    await vision.disclose();
  }
  return tracedIn(await vision.pack(0, (await vision.finish()).frames));
}

/** Packed frames as a trace, with the digests of their pictures. */
function tracedIn(packed: Uint8Array) {
  const { header, frames: unpacked } = unpackFrames(packed, limits.maxRecords);
  const bytes = concatBytes(encodeHeader(header, unpacked.length), ...unpacked.map(({ record }) => record));
  return { ...decodeTrace(bytes, limits.maxRecords), bytes, digests: unpacked.map(({ jpegDigest }) => jpegDigest) };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'none';
  } catch (error) {
    return error instanceof Failure ? error.code : String(error);
  }
}

describe('the vision thread', () => {
  afterEach(() => open.splice(0).forEach((vision) => vision.end()));

  it('finds one face, and reports the progress of loading the models', async () => {
    const shares: number[] = [];
    const { vision, loaded } = await load(site, undefined, (share) => shares.push(share));
    expect(loaded.backend).to.equal('wasm');
    // The plain mesh is enough to see a face; the traced mesh may still be loading.
    expect(shares.at(-1)).to.be.within(0.3, 1);
    const seen = await vision.observe(await frame('neutral', 0), 0);
    expect(seen.faces).to.equal(1);
    expect(Math.abs(seen.box!.centre.x - 320)).to.be.below(80);
    expect(seen.light!.contrast).to.be.greaterThan(50);
    expect(seen.light!.noise).to.be.lessThan(3);
    await vision.begin(challenge, limits);
    expect(shares.at(-1)).to.be.within(0.95, 1);
  });

  it('fails with model-missing when it needs the traced mesh and cannot load it', async () => {
    const { vision } = await load(new URL('/broken/traced-missing/', site).href);
    expect((await vision.observe(await frame('neutral', 0), 0)).faces).to.equal(1);
    expect(await codeOf(vision.begin(challenge, limits))).to.equal('model-missing');
    // The thread has ended, so that the next try loads again.
    expect(await codeOf(vision.discard())).to.equal('model-missing');
  });

  it('finds no face in an empty room, and then a face that appears', async () => {
    const { vision } = await load(site);
    await vision.observe(await frame('neutral', 0), 0);
    const empty = await vision.observe(await frame('absent', 0), 50);
    expect(empty).to.include({ faces: 0, box: undefined });
    expect((await vision.observe(await frame('neutral', 1), 100)).faces).to.equal(1);
  });

  it('begins the trace with the first well-placed face, and again if that face is lost before the first window', async () => {
    const { vision } = await load(site);
    await vision.begin(challenge, limits);
    expect((await vision.observe(await frame('absent', 0), 0)).traceMs).to.equal(undefined);
    expect((await vision.observe(await frame('neutral', 0), 50)).traceMs).to.equal(0);
    expect((await vision.observe(await frame('neutral', 1), 99.6)).traceMs).to.equal(50);
    expect((await vision.observe(await frame('absent', 0), 150)).traceMs).to.equal(undefined);
    expect((await vision.observe(await frame('neutral', 2), 200)).traceMs).to.equal(0);
    await vision.disclose();
    expect((await vision.observe(await frame('absent', 0), 250)).traceMs).to.equal(50);
    expect((await vision.finish()).frames).to.equal(2);
  });

  it('reveals the JPEGs whose digests it gave', async () => {
    const { vision } = await load(site);
    await vision.begin(challenge, limits);
    for (let n = 0; n < 4; n += 1) await vision.observe(await frame('neutral', n), n * 50);
    await vision.finish();
    const { digests } = tracedIn(await vision.pack(0, 4));
    const [jpeg] = await vision.reveal([3]);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', jpeg!));
    expect(digest).to.deep.equal(digests[3]);
    const { width, height } = await createImageBitmap(new Blob([jpeg!]));
    expect([width, height]).to.deep.equal([640, 480]);
  });

  it('gives the frames in parts that together are what it has committed to', async () => {
    const { vision } = await load(site);
    await vision.begin(challenge, limits);
    for (let n = 0; n < 3; n += 1) await vision.observe(await frame('neutral', n), n * 50);
    const boundary = (await vision.disclose())!;
    for (let n = 3; n < 6; n += 1) await vision.observe(await frame('neutral', n), n * 50);
    const ended = await vision.finish();
    // Frames that come later belong to no trace.
    expect((await vision.observe(await frame('neutral', 6), 300)).traceMs).to.equal(undefined);
    expect([boundary.frames, ended.frames]).to.deep.equal([3, 6]);
    const parts = [await vision.pack(0, 3), await vision.pack(3, 6)].map((bytes) => unpackFrames(bytes, 6).frames);
    const leaves = parts.flat().map(({ record, jpegDigest }, n) => frameLeaf(n, record, jpegDigest));
    const hashAfter = (count: number) =>
      toBase64url(leaves.slice(0, count).reduce(advanceRunningHash, startRunningHash(challenge)));
    expect([boundary.runningHash, ended.runningHash]).to.deep.equal([hashAfter(3), hashAfter(6)]);
    expect(ended.root).to.equal(toBase64url(merkleRoot(leaves)));
    const { bytes } = tracedIn(await vision.pack(0, 6));
    expect(ended.traceDigest).to.equal(toBase64url(sha256(bytes)));
  });

  it('makes smaller pictures for a slow line', async () => {
    const { vision } = await load(site);
    const sizes = async (frameBytes: number) => {
      await vision.begin(challenge, { ...limits, frameBytes });
      for (let n = 0; n < 10; n += 1) await vision.observe(await frame('neutral', n), n * 50);
      const { frames } = await vision.finish();
      return (await vision.reveal([0, frames - 1])).map(({ length }) => length);
    };
    const [first, last] = await sizes(Infinity);
    expect(last! / first!).to.be.within(0.9, 1.1);
    const [, smaller] = await sizes(first! / 2);
    expect(smaller).to.be.below(first! * 0.8);
  });

  it('traces the same colours as from the whole picture, but reads only parts of it', async () => {
    const { vision } = await load(site, 'wasm');
    // The detector reads the whole of the first frame and of the ninth, 400 ms later.
    const frames = Array.from({ length: 10 }, (_, n) => [n < 5 ? 'neutral' : 'turn-left', n * 2] as const);
    const { records } = await trace(vision, frames);
    expect(records.length).to.equal(frames.length);
    for (const [n, { face, skin, background }] of records.entries()) {
      const whole = pixelsOf(await frame(...frames[n]!));
      expect(background).to.deep.equal(backgroundColour(whole));
      // The traced landmarks are rounded, which may move a patch by one pixel.
      const expected = skinColour(whole, face!);
      skin.forEach((value, channel) => expect(value).to.be.closeTo(expected[channel]!, 1));
    }
  });

  for (const [what, expected] of [
    ['/dist/site/', []],
    ['/broken/detector-differs/', ['own tracker: the tape differs from tfjs']],
    ['/broken/attention-differs/', ['own tracker: the tape differs from tfjs']],
  ] as const) {
    it(`names the tracker that it replaced, under ${what}`, async () => {
      const { vision } = await load(new URL(what, site).href, 'wasm');
      await vision.begin(challenge, limits);
      expect((await vision.observe(await frame('neutral', 0), 0)).faces).to.equal(1);
      expect(vision.fallbacks).to.deep.equal(expected);
    });
  }

  it('uses no GPU if WASM is fast, and otherwise names the backend that it rejected', async () => {
    const { vision, loaded } = await load(site);
    // The GPU adapter here is software, so the backend is rejected and named.
    const isNamed = vision.fallbacks.some((fallback) => fallback.startsWith('webgpu:'));
    expect(isNamed).to.equal(loaded.meshMs > 25);
  });

  it('runs from another origin, in a blob that imports the script', async () => {
    const elsewhere = site.replace('localhost', '127.0.0.1');
    const { loaded } = await load(elsewhere);
    expect(loaded.backend).to.equal('wasm');
  });

  it('accepts WASM from a server that gives it another content type', async () => {
    expect((await load(new URL('/broken/wasm-mistyped/', site).href)).loaded.backend).to.equal('wasm');
  });

  for (const code of ['model-missing', 'model-altered']) {
    it(`fails with ${code}`, async () => {
      expect(await codeOf(load(new URL(`/broken/${code}/`, site).href))).to.equal(code);
    });
  }

  it('fails with wasm-refused if the policy forbids WASM and no other backend is served', async () => {
    const { compile } = WebAssembly;
    WebAssembly.compile = () => Promise.reject(new WebAssembly.CompileError('refused by the page’s policy'));
    try {
      expect(await codeOf(load(new URL('/broken/wasm-refused/', site).href))).to.equal('wasm-refused');
      // The page may not compile; the thread's own policy allows it.
      expect((await load(site)).loaded.backend).to.equal('wasm');
    } finally {
      WebAssembly.compile = compile;
    }
  });

  it('fails with device-too-slow if a simple call is never answered, and fails the other waiting calls', async () => {
    const { vision } = await load(new URL('/broken/disclose-unanswered/', site).href, 'wasm');
    await vision.begin(challenge, limits);
    expect(await codeOf(vision.disclose())).to.equal('device-too-slow');
    expect(await codeOf(vision.finish())).to.equal('device-too-slow');
  });

  it('fails with vision-blocked if there is no script', async () => {
    expect(await codeOf(load(new URL('/broken/script-missing/', site).href))).to.equal('vision-blocked');
  });

  for (const backend of ['webgpu', 'webgl', 'cpu'] as const) {
    // All are slow where the GPU is computed by the CPU, and the other two are rarely chosen.
    const count = backend === 'webgpu' ? 8 : 3;
    it(`agrees with WASM on ${count} frames on ${backend}, within the trace's quantisation`, async () => {
      const other = await load(site, backend);
      const segments = ['neutral', 'turn-left', 'open-mouth', 'blink'];
      const frames = Array.from({ length: count }, (_, n) => [segments[Math.floor((n * 4) / count)]!, n * 4] as const);
      const [expected, actual] = [
        await trace((await load(site, 'wasm')).vision, frames),
        await trace(other.vision, frames),
      ];
      expect((other.loaded as Loaded).backend).to.equal(backend);
      expect(actual.records.length).to.equal(count);
      let worst = 0;
      actual.records.forEach(({ face }, n) => {
        face!.forEach(({ x, y }, point) => {
          const same = expected.records[n]!.face![point]!;
          worst = Math.max(worst, Math.abs(x - same.x), Math.abs(y - same.y));
        });
      });
      expect(worst * stepsPerPx).to.be.at.most(1);
    }).timeout(180_000);
  }
});
