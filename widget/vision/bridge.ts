/** The page's end of the vision thread: starts it wherever the page's policy allows, and ends it for good. */
import { proxy, transfer, wrap, type Remote } from 'comlink';
import { Failure } from '../failure.ts';
import {
  visionCodes,
  type LoadOptions,
  type Loaded,
  type Observation,
  type VisionApi,
  type VisionCode,
} from './api.ts';

/** A thread that has not said anything for so long while loading is stuck. Convention: AWS gives up at 10 s. */
const stalledMs = 20_000;

export class Vision {
  readonly #thread: Worker;
  readonly #api: Remote<VisionApi>;
  /** Rejects when the thread breaks; never resolves. */
  readonly #broken: Promise<never>;
  #break: (failure: Failure) => void = () => undefined;

  /** @param base where `vision/` and `models/` are served, with a trailing slash */
  constructor(base: string) {
    this.#thread = start(new URL('vision/vision.js', base));
    this.#api = wrap<VisionApi>(this.#thread);
    this.#broken = new Promise((_, reject) => {
      this.#break = reject;
      this.#thread.addEventListener('error', ({ message }) =>
        reject(new Failure('vision-blocked', { cause: message })),
      );
    });
    this.#broken.catch(() => undefined); // whoever waits for the thread hears of it
  }

  /**
   * Fetch and start the models; resolves when landmarks can be seen, with the mesh that is traced still on its way. A
   * download that stalls, before or after, breaks the thread.
   *
   * @throws Failure with a `VisionCode`, or vision-blocked, network-lost
   */
  async load(options: LoadOptions, onProgress: (share: number) => void): Promise<Loaded> {
    let stalled: ReturnType<typeof setTimeout>;
    const wait = () => {
      clearTimeout(stalled);
      stalled = setTimeout(() => this.#break(new Failure('network-lost', { cause: 'models stalled' })), stalledMs);
    };
    wait();
    const done = () => clearTimeout(stalled);
    try {
      const loaded = await this.#call(this.#api.load(options, proxy(after(onProgress, wait))));
      this.#call(this.#api.refined()).then(done, done);
      return loaded;
    } catch (error) {
      done();
      throw error;
    }
  }

  /** Look at a frame, which is given away. */
  observe(frame: ImageBitmap, timestampMs: number): Promise<Observation> {
    return this.#call(this.#api.observe(transfer(frame, [frame]), timestampMs));
  }

  readonly begin: VisionApi['begin'] = (challenge, limits) => this.#call(this.#api.begin(challenge, limits));
  readonly disclose: VisionApi['disclose'] = () => this.#call(this.#api.disclose());
  readonly finish: VisionApi['finish'] = () => this.#call(this.#api.finish());
  readonly open: VisionApi['open'] = (indices) => this.#call(this.#api.open(indices));
  readonly discard: VisionApi['discard'] = () => this.#call(this.#api.discard());

  /** End the thread; whatever it still held is gone. */
  end(): void {
    this.#thread.terminate();
  }

  async #call<T>(answer: Promise<T>): Promise<T> {
    try {
      return await Promise.race([answer, this.#broken]);
    } catch (error) {
      throw toFailure(error);
    }
  }
}

const after =
  <T extends unknown[]>(first: (...values: T) => void, then: () => void) =>
  (...values: T) => {
    first(...values);
    then();
  };

/** Errors cross threads by their message alone; the thread's known ones are codes. */
function toFailure(error: unknown): unknown {
  const message = error instanceof Error ? error.message : undefined;
  return visionCodes.includes(message as VisionCode) ? new Failure(message as VisionCode, { cause: error }) : error;
}

/**
 * Start the script directly if it is of the page's origin, else from a blob that imports it: that is what the fewest
 * content security policies forbid.
 */
function start(script: URL): Worker {
  try {
    if (script.origin === location.origin) return new Worker(script, { name: 'beihe-vision' });
    const source = new Blob([`importScripts(${JSON.stringify(script.href)})`], { type: 'text/javascript' });
    const address = URL.createObjectURL(source);
    const thread = new Worker(address, { name: 'beihe-vision' });
    setTimeout(() => URL.revokeObjectURL(address), stalledMs);
    return thread;
  } catch (cause) {
    throw new Failure('vision-blocked', { cause });
  }
}
