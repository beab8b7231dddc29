/** The page's end of the vision thread: starts it wherever the page's policy allows, and ends it. */
import { transfer, wrap, type Remote } from 'comlink';
import { visionCodes, type VisionCode } from '#protocol/failure-code.ts';
import type { Backend } from '#protocol/capture/backend.ts';
import { Failure } from '../page/failure.ts';
import type { GivenWay, Loaded, Observation, VisionApi } from './api.ts';
import { manifest, models, runtime, type ModelName } from './files/expected.ts';
import { Files } from './files/files.ts';
import { startThread } from './start.ts';

/** A download from which nothing has come for so long is stuck. Convention: AWS gives up at 10 s. */
const stalledMs = 20_000;

/** What needs no models may take so long. Convention: as one look, `limits.lookMs`. */
const soonMs = 15_000;

/** A device that has everything and needs longer to start will not keep up either. Convention. */
const startingMs = 60_000;

/** Whoever is in front of the camera already is seen before the thread is busy with the second mesh. Convention. */
const seenFirstMs = 300;

/** Everything that is fetched. */
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
  /** Resolves with the first look. */
  readonly #seen: Promise<void>;
  #onSeen: () => void = () => undefined;
  /** Resolves when the mesh that is traced has taken the first one's place. */
  #refined: Promise<void> | undefined;
  #fallbacks: readonly string[] = [];

  /** @param base where `vision/` and `models/` are served, with a trailing slash */
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
    this.#broken.catch(() => undefined); // whoever waits for the thread hears of it
  }

  /** What gave way so far, and why. */
  get fallbacks(): readonly string[] {
    return this.#fallbacks;
  }

  /**
   * Fetch and start the models; resolves when landmarks can be seen, with the mesh that is traced still on its way. A
   * download that stalls or a start that takes too long, before or after, breaks the thread. The files come to the page
   * while the thread is still starting.
   *
   * @param onProgress share of all bytes, also after this has resolved
   * @param backend use this one whatever it measures, or fail; for tests
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
      traced.catch(() => undefined); // whoever begins a challenge hears of it
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
      // Writing takes the disk and the browser's own threads: not before somebody can be seen.
      const keep = () => files.keep();
      this.#refined.then(keep, keep).then(() => files.dropOthers(all));
      return { ...loaded, models: manifest };
    } catch (error) {
      done();
      throw error;
    }
  }

  /** Look at a frame, which is transferred to the thread. */
  async observe(frame: ImageBitmap, timestampMs: number): Promise<Observation> {
    const observation = await this.#call(this.#api.observe(transfer(frame, [frame]), timestampMs));
    this.#onSeen();
    return observation;
  }

  /** Start the trace once the mesh that is traced runs. @throws Failure with a `VisionCode` */
  readonly begin: VisionApi['begin'] = async (challenge, limits) => {
    try {
      await this.#refined;
    } catch (error) {
      // Without that mesh the thread is of no use: whoever tries again loads anew.
      this.#break(error as Failure);
      throw error;
    }
    await this.#soon(this.#api.begin(challenge, limits));
  };
  readonly restart: VisionApi['restart'] = () => this.#soon(this.#api.restart());
  readonly disclose: VisionApi['disclose'] = () => this.#soon(this.#api.disclose());
  readonly finish: VisionApi['finish'] = () => this.#soon(this.#api.finish());
  readonly reveal: VisionApi['reveal'] = (indices) => this.#soon(this.#api.reveal(indices));
  readonly discard: VisionApi['discard'] = () => this.#soon(this.#api.discard());

  /** End the thread, and what is still on its way; whatever it held is gone. */
  end(): void {
    this.#ended.abort();
    this.#thread.terminate();
  }

  /** An answer that needs no models; a thread that does not give it is stuck. @throws Failure device-too-slow */
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

/** Errors cross threads by their message alone; the thread's known ones are codes. */
function toFailure(error: unknown): unknown {
  const message = error instanceof Error ? error.message : undefined;
  return visionCodes.includes(message as VisionCode) ? new Failure(message as VisionCode, { cause: error }) : error;
}

/** A thread that did not start was forbidden, unless its script cannot be had at all. */
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
