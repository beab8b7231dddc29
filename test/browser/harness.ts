/** Uses the element as a person and a host page would. */
import type { BeiheVerify } from '../../widget/beihe-verify.ts';
import type { PhaseName } from '#protocol/session/phase.ts';
import type { PhaseDetail } from '../../widget/contract.ts';
import { PageClock, shareOfCore, until } from './page-clock.ts';
import { tokenOf } from './stub-verifier.ts';

/** The clock of the page with the element. */
export const clock = new PageClock();

let mounted = 0;

export class Harness {
  readonly element: BeiheVerify;
  readonly phases: PhaseDetail[] = [];

  /** The backend is fixed. When the element chooses, it refuses one that a busy machine makes too slow. */
  constructor(attributes: Readonly<Record<string, string>> = {}) {
    // Other files begin and end beside this one, so each run is given the time that it needs now.
    clock.rate = shareOfCore();
    // Tests use more than the contract: `updateComplete` and `backend`.
    this.element = document.createElement('beihe-verify') as BeiheVerify;
    this.element.addEventListener('beihe-phase', ({ detail }) => this.phases.push(detail));
    const token = tokenOf(`session-${(mounted += 1)}-${Math.random()}`);
    for (const [name, value] of Object.entries({
      'session-token': token,
      locale: 'zh-CN',
      backend: 'wasm',
      ...attributes,
    })) {
      this.element.setAttribute(name, value);
    }
    document.body.append(this.element);
  }

  get root(): ShadowRoot {
    return this.element.shadowRoot!;
  }

  get names(): PhaseName[] {
    return this.phases.map(({ phase }) => phase);
  }

  get text(): string {
    return this.root.querySelector('.card')?.textContent.replaceAll(/\s+/g, ' ') ?? '';
  }

  /** Wait until the run is in one of these phases. */
  async reach(...names: PhaseName[]): Promise<PhaseDetail> {
    await until(() => names.includes(this.names.at(-1) ?? 'idle'));
    await this.element.updateComplete;
    return this.phases.at(-1)!;
  }

  async agree(): Promise<void> {
    await this.reach('consent');
    this.root.querySelectorAll<HTMLInputElement>('input[required]').forEach((box) => box.click());
    this.press();
  }

  press(): void {
    this.root.querySelector<HTMLButtonElement>('button')!.click();
  }

  remove(): void {
    this.element.remove();
  }
}

/** Draws lines on the pad with a finger, from left to right. */
export function drawIn(root: ShadowRoot, count = 3): void {
  const pad = root.querySelector('.pad')!;
  const { left, top, width, height } = pad.getBoundingClientRect();
  // A finger that a script makes cannot be captured.
  pad.setPointerCapture = () => undefined;
  for (let stroke = 0; stroke < count; stroke += 1) {
    for (let n = 0; n <= 10; n += 1) {
      const type = n === 0 ? 'pointerdown' : n === 10 ? 'pointerup' : 'pointermove';
      const clientX = left + width * (0.1 + (0.8 * n) / 10);
      const clientY = top + height * (0.25 + 0.2 * stroke + (n % 2) * 0.1);
      pad.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 1, button: 0, clientX, clientY }));
    }
  }
}

/** Chooses to type the name, and types it. */
export async function typeIn(root: ShadowRoot, name: string): Promise<void> {
  root.querySelector<HTMLButtonElement>('#sign-type')?.click();
  await until(() => root.querySelector('.typed input') !== null);
  const field = root.querySelector<HTMLInputElement>('.typed input')!;
  field.value = name;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

/** Make the browser refuse the camera with this error. @returns a function that undoes this */
export function refuseCamera(name: string): () => void {
  const { mediaDevices } = navigator;
  const real = mediaDevices.getUserMedia;
  mediaDevices.getUserMedia = () => Promise.reject(new DOMException('refused by the test', name));
  return () => {
    mediaDevices.getUserMedia = real;
  };
}

/** Delay the browser's answer to the request for the camera. */
export function holdCamera() {
  const { mediaDevices } = navigator;
  const real = mediaDevices.getUserMedia;
  let answer: ((stream: MediaStream) => void) | undefined;
  mediaDevices.getUserMedia = () => new Promise((resolve) => (answer = resolve));
  return {
    isAskedFor: () => answer !== undefined,
    /** Let the request succeed. @returns the stream */
    async give(): Promise<MediaStream> {
      mediaDevices.getUserMedia = real;
      const stream = await real.call(mediaDevices, { video: true });
      answer?.(stream);
      return stream;
    },
  };
}

/** Follow the streams and threads that the page opens. */
export function spyOnPage() {
  const streams: MediaStream[] = [];
  const threads: { isTerminated: boolean }[] = [];
  const { mediaDevices } = navigator;
  const realCamera = mediaDevices.getUserMedia;
  const RealWorker = window.Worker;
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await realCamera.call(mediaDevices, constraints);
    streams.push(stream);
    return stream;
  };
  window.Worker = class extends RealWorker {
    readonly #state = { isTerminated: false };
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      threads.push(this.#state);
    }
    override terminate(): void {
      this.#state.isTerminated = true;
      super.terminate();
    }
  };
  return {
    streams,
    threads,
    restore() {
      mediaDevices.getUserMedia = realCamera;
      window.Worker = RealWorker;
    },
  };
}
