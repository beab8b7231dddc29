/** The page's side of the vision thread: starts it if the page's policy allows, calls it and ends it. */
import { transfer, wrap, type Remote } from 'comlink';
import { visionCodes, type VisionCode } from '#protocol/failure-code.ts';
import type { Backend } from '#protocol/capture/backend.ts';
import { Failure } from '../page/failure.ts';
import type { GivenWay, Loaded, Observation, VisionApi } from './api.ts';
import { manifest, models, runtime, type ModelName } from './files/expected.ts';
import { Files } from './files/files.ts';
import { startThread } from './start.ts';

/** A download is stuck when no byte has arrived for this long. Convention; AWS gives up at 10 s. */
const stalledMs = 20_000;

/** Time limit for a call that runs no model. Convention: the same as for one frame, `limits.lookMs`. */
const soonMs = 15_000;

/**
 * Time limit for starting once all files have arrived. A slower device would not keep up with the camera either.
 * Convention.
 */
const startingMs = 60_000;

/**
 * How long the attention mesh waits for the first observation, so that the person gets feedback at once. Convention.
 */
const seenFirstMs = 300;

/** All files that are fetched. */
const all = [runtime, ...Object.values(models).flat()];
const totalBytes = all.reduce((sum, { bytes }) => sum + bytes, 0);

export class Vision implements GivenWay {
  readonly #base: string;
  readonly #ended = new AbortController();
  readonly #thread: Worker;
  readonly #api: Remote<VisionApi>;
  /** Rejects when the thread breaks; never resolves. */
  readonly #broken: Promise<never>;
  #break: (failure: Failure) => void = () => undefined;
  /** Resolves after the first observation. */
  readonly #seen: Promise<void>;
  #onSeen: () => void = () => undefined;
  /** Resolves when the attention mesh has replaced the plain one. */
  #refined: Promise<void> | undefined;
  #fallbacks: readonly string[] = [];

  /** @param base address of the folder with `vision/` and `models/`, with a trailing slash */
  constructor(base: string) {
    this.#base = base;
    this.#seen = new Promise((resolve) => (this.#onSeen = resolve));
    const script = new URL('vision/vision.js', base);
    this.#thread = start(script);
    this.#api = wrap<VisionApi>(this.#thread);
    this.#broken = new Promise((_, reject) => {
      this.#break = reject;
      this.#thread.addEventListener('error', ({ message }) => void whyBroken(script, message).then(reject));
    });
    this.#broken.catch(() => undefined); // each call races with it and reports it
  }

  /** The backends and trackers that failed so far, each with the reason. */
  get fallbacks(): readonly string[] {
    return this.#fallbacks;
  }

  /**
   * Fetch and start the models. Resolves when frames can be observed; the attention mesh may still be arriving then. A
   * download that stalls, or a start that takes too long, ends all calls with a failure, also later. The page fetches the
   * files while the thread starts.
   *
   * @param onProgress called with the share of all bytes that has arrived, also after this has resolved
   * @param backend use this one even if it is slow, or fail; for tests
   * @throws Failure with a `VisionCode`, or vision-blocked
   */
  async load(onProgress: (share: number) => void, backend?: Backend): Promise<Loaded> {
    let stalled: ReturnType<typeof setTimeout>;
    let received = 0;
    const onBytes = (bytes: number) => {
      received += bytes;
      const share = received / totalBytes;
      clearTimeout(stalled);
      const [code, ms] =
        share < 1 ? (['network-lost', stalledMs] as const) : (['device-too-slow', startingMs] as const);
      stalled = setTimeout(() => this.#break(new Failure(code, { cause: `stalled at ${share}` })), ms);
      if (bytes !== 0) onProgress(share);
    };
    onBytes(0);
    const files = new Files(this.#base, onBytes, this.#ended.signal);
    const fetchModel = (name: ModelName) => Promise.all(models[name].map((file) => files.get(file)));
    const done = () => clearTimeout(stalled);
    try {
      const compiled = files.get(runtime).then((bytes) => WebAssembly.compile(bytes).catch(() => bytes));
      const first = Promise.all([compiled, fetchModel('face-detector'), fetchModel('face-mesh')]);
      const [wasm, detector, mesh] = await this.#call(first);
      const traced = fetchModel('face-mesh-attention');
      traced.catch(() => undefined); // begin() reports it
      const scripts = new URL('vision/', this.#base).href;
      const { fallbacks, ...loaded } = await this.#call(
        this.#api.load({ runtime: wasm, detector, mesh }, { scripts, backend }),
      );
      this.#fallbacks = fallbacks;
      const mayRefine = Promise.race([this.#seen, new Promise((resolve) => setTimeout(resolve, seenFirstMs))]);
      this.#refined = this.#call(mayRefine.then(async () => this.#api.refine(await traced))).then((given) => {
        this.#fallbacks = given.fallbacks;
      });
      this.#refined.then(done, done);
      // Writing to the cache would slow the start, so it comes last.
      const keep = () => files.keep();
      this.#refined.then(keep, keep).then(() => files.dropOthers(all));
      return { ...loaded, models: manifest };
    } catch (error) {
      done();
      throw error;
    }
  }

  /** Have the thread process a frame, which is transferred to it. */
  async observe(frame: ImageBitmap, timestampMs: number): Promise<Observation> {
    const observation = await this.#call(this.#api.observe(transfer(frame, [frame]), timestampMs));
    this.#onSeen();
    return observation;
  }

  /** Start the trace once the attention mesh runs. @throws Failure with a `VisionCode` */
  readonly begin: VisionApi['begin'] = async (challenge, limits) => {
    try {
      await this.#refined;
    } catch (error) {
      // The thread is useless without this mesh. The next attempt starts another thread.
      this.#break(error as Failure);
      throw error;
    }
    await this.#soon(this.#api.begin(challenge, limits));
  };
  readonly restart: VisionApi['restart'] = () => this.#soon(this.#api.restart());
  readonly disclose: VisionApi['disclose'] = () => this.#soon(this.#api.disclose());
  readonly pack: VisionApi['pack'] = (from, to) => this.#soon(this.#api.pack(from, to));
  readonly finish: VisionApi['finish'] = () => this.#soon(this.#api.finish());
  readonly reveal: VisionApi['reveal'] = (indices) => this.#soon(this.#api.reveal(indices));
  readonly discard: VisionApi['discard'] = () => this.#soon(this.#api.discard());

  /** End the thread and all downloads. The trace and its frames are lost. */
  end(): void {
    this.#ended.abort();
    this.#thread.terminate();
  }

  /** Wait for a call that runs no model. @throws Failure device-too-slow if the thread does not answer in time */
  async #soon<T>(answer: Promise<T>): Promise<T> {
    const stuck = setTimeout(() => this.#break(new Failure('device-too-slow', { cause: 'no answer' })), soonMs);
    try {
      return await this.#call(answer);
    } finally {
      clearTimeout(stuck);
    }
  }

  async #call<T>(answer: Promise<T>): Promise<T> {
    try {
      return await Promise.race([answer, this.#broken]);
    } catch (error) {
      throw toFailure(error);
    }
  }
}

/**
 * The thread's error as a `Failure` if its message is a code, else unchanged. Only an error's message crosses
 * threads.
 */
function toFailure(error: unknown): unknown {
  const message = error instanceof Error ? error.message : undefined;
  return visionCodes.includes(message as VisionCode) ? new Failure(message as VisionCode, { cause: error }) : error;
}

/** Why the thread broke: if its script can be fetched, the page's policy blocked it, else the network is lost. */
async function whyBroken(script: URL, message: string): Promise<Failure> {
  const reached = await fetch(script, { method: 'HEAD' }).catch(() => undefined);
  return new Failure(reached ? 'vision-blocked' : 'network-lost', { cause: message });
}

/** @throws Failure vision-blocked where the page's policy forbids the thread */
function start(script: URL): Worker {
  try {
    return startThread(script, 'beihe-vision');
  } catch (cause) {
    throw new Failure('vision-blocked', { cause });
  }
}
