/** The page's end of the vision thread: starts it wherever the page's policy allows, and ends it for good. */
import { proxy, transfer, wrap, type Remote } from 'comlink';
import { visionCodes, type VisionCode } from '#protocol/failure-code.ts';
import { Failure } from '../failure.ts';
import type { LoadOptions, Loaded, Observation, VisionApi } from './api.ts';
import { startThread } from './start.ts';

/** A download from which nothing has come for so long is stuck. Convention: AWS gives up at 10 s. */
const stalledMs = 20_000;

/** What needs no models may take so long. Convention: as one look, `limits.lookMs`. */
const soonMs = 15_000;

/** A device that has everything and needs longer to start will not keep up either. Convention. */
const startingMs = 60_000;

export class Vision {
  readonly #thread: Worker;
  readonly #api: Remote<VisionApi>;
  /** Rejects when the thread breaks; never resolves. */
  readonly #broken: Promise<never>;
  #break: (failure: Failure) => void = () => undefined;

  /** @param base where `vision/` and `models/` are served, with a trailing slash */
  constructor(base: string) {
    const script = new URL('vision/vision.js', base);
    this.#thread = start(script);
    this.#api = wrap<VisionApi>(this.#thread);
    this.#broken = new Promise((_, reject) => {
      this.#break = reject;
      this.#thread.addEventListener('error', ({ message }) => void whyBroken(script, message).then(reject));
    });
    this.#broken.catch(() => undefined); // whoever waits for the thread hears of it
  }

  /**
   * Fetch and start the models; resolves when landmarks can be seen, with the mesh that is traced still on its way. A
   * download that stalls or a start that takes too long, before or after, breaks the thread.
   *
   * @throws Failure with a `VisionCode`, or vision-blocked
   */
  async load(options: LoadOptions, onProgress: (share: number) => void): Promise<Loaded> {
    let stalled: ReturnType<typeof setTimeout>;
    const wait = (share: number) => {
      clearTimeout(stalled);
      const [code, ms] =
        share < 1 ? (['network-lost', stalledMs] as const) : (['device-too-slow', startingMs] as const);
      stalled = setTimeout(() => this.#break(new Failure(code, { cause: `stalled at ${share}` })), ms);
    };
    wait(0);
    const done = () => clearTimeout(stalled);
    try {
      const onShare = (share: number) => {
        onProgress(share);
        wait(share);
      };
      const loaded = await this.#call(this.#api.load(options, proxy(onShare)));
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
  readonly restart: VisionApi['restart'] = () => this.#soon(this.#api.restart());
  readonly disclose: VisionApi['disclose'] = () => this.#soon(this.#api.disclose());
  readonly finish: VisionApi['finish'] = () => this.#soon(this.#api.finish());
  readonly open: VisionApi['open'] = (indices) => this.#soon(this.#api.open(indices));
  readonly discard: VisionApi['discard'] = () => this.#soon(this.#api.discard());

  /** End the thread; whatever it still held is gone. */
  end(): void {
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
