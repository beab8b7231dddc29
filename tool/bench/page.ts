/** Runs in the page: frames of a clip through the widget's own bridge and vision thread, timed from page to page. */
import { splitMjpeg } from '../../test/actor/mjpeg.ts';
import { Vision } from '../../widget/vision/bridge.ts';
import type { Loaded } from '../../widget/vision/api.ts';

/** Times of one pass over the clip, milliseconds a frame: bitmap made in the page to observation back in it. */
export interface Pass {
  readonly name: 'landmarks' | 'traced';
  readonly frameMs: readonly number[];
  readonly found: number;
}

export interface PageResult {
  readonly loaded: Loaded;
  /** From navigation start to the first frame in which a face was found, by the plain mesh. */
  readonly firstLandmarkMs: number;
  readonly passes: readonly Pass[];
}

async function measure(rounds: number): Promise<PageResult> {
  const pictures = await decode();
  const vision = new Vision(`${location.origin}/`);
  const loaded = await vision.load({ base: `${location.origin}/`, backend: 'wasm' }, () => undefined);
  const look = async (n: number, atMs: number) =>
    vision.observe(await createImageBitmap(pictures[n % pictures.length]!), atMs);
  let firstLandmarkMs = 0;
  for (let n = 0; firstLandmarkMs === 0; n += 1) {
    if ((await look(n, n * 50)).box) firstLandmarkMs = performance.now();
  }

  const challenge = 'bench.bench.bench';
  await vision.begin(challenge, { longestMs: 15_000, maxRecords: 1_200 });
  await vision.discard();
  const pass = async (name: Pass['name'], from: number): Promise<Pass> => {
    const frameMs: number[] = [];
    let found = 0;
    for (let n = 0; n < rounds; n += 1) {
      const startedMs = performance.now();
      const { faces } = await look(n, (from + n) * 50);
      frameMs.push(performance.now() - startedMs);
      if (faces > 0) found += 1;
    }
    return { name, frameMs, found };
  };
  await pass('landmarks', 0);
  const landmarks = await pass('landmarks', rounds);
  await vision.begin(challenge, { longestMs: 15_000, maxRecords: 1_200 });
  const traced = await pass('traced', 2 * rounds);
  vision.end();
  return { loaded, firstLandmarkMs, passes: [landmarks, traced] };
}

async function decode(): Promise<ImageBitmap[]> {
  const mjpeg = new Uint8Array(await (await fetch('/clip.mjpeg')).arrayBuffer());
  const jpegs = splitMjpeg(mjpeg).map((jpeg) => new Blob([Uint8Array.from(jpeg)], { type: 'image/jpeg' }));
  return Promise.all(jpegs.map((jpeg) => createImageBitmap(jpeg)));
}

Object.assign(globalThis, { measure });
