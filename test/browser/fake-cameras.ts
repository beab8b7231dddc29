/** Good and bad cameras: real streams from canvases, which `getUserMedia` gives in place of the browser's cameras. */

export interface FakeCamera {
  readonly id: string;
  /** Draw the n-th frame. */
  readonly draw: (context: CanvasRenderingContext2D, n: number) => void;
  readonly widthPx?: number;
  readonly heightPx?: number;
  readonly rateHz?: number;
  readonly facingMode?: string;
  readonly label?: string;
  /** The names of the errors that refuse the first requests for it. */
  readonly refusals?: string[];
}

/** A camera that was opened. */
export interface Opened {
  readonly id: string;
  readonly canvas: HTMLCanvasElement;
  readonly track: MediaStreamTrack;
  /** Give no more frames, while the track stays live. */
  stall(): void;
}

const filmed: HTMLImageElement[] = [];

/** Fetch the frames of the person before good cameras. */
export async function loadPerson(): Promise<void> {
  for (let n = 0; n < 30; n += 1) {
    const image = new Image();
    image.src = `/test-frames/neutral/${n}.jpg`;
    await image.decode();
    filmed.push(image);
  }
}

/** A person before the camera, filling the frame. */
export function person(context: CanvasRenderingContext2D, n: number): void {
  const image = filmed[n % filmed.length]!;
  const { width, height } = context.canvas;
  const scale = Math.max(width / image.width, height / image.height);
  const [w, h] = [image.width * scale, image.height * scale];
  context.drawImage(image, (width - w) / 2, (height - h) / 2, w, h);
}

/** The same person through a filter of the canvas. */
export const filtered = (filter: string) => (context: CanvasRenderingContext2D, n: number) => {
  context.filter = filter;
  person(context, n);
};

/** An empty room, with a sensor's noise. */
export function emptyRoom(context: CanvasRenderingContext2D, n: number): void {
  const { width, height } = context.canvas;
  context.fillStyle = '#8a7f6b';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#5f7a86';
  context.fillRect(width / 3, n % 7, width / 3, height / 2);
}

/** A covered lens. */
export function black(context: CanvasRenderingContext2D): void {
  context.fillStyle = '#000';
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
}

/** The same frame all the time. */
export const still = (context: CanvasRenderingContext2D) => person(context, 0);

export class FakeCameras {
  /** The opened cameras, in order. */
  readonly opened: Opened[] = [];
  /** The requested constraints, in order. */
  readonly asked: MediaTrackConstraints[] = [];
  readonly #cameras: FakeCamera[];
  readonly #real: Pick<MediaDevices, 'getUserMedia' | 'enumerateDevices'>;

  constructor(...cameras: FakeCamera[]) {
    this.#cameras = cameras;
    const { mediaDevices } = navigator;
    const { getUserMedia, enumerateDevices } = mediaDevices;
    this.#real = { getUserMedia, enumerateDevices };
    mediaDevices.getUserMedia = async (constraints) => this.#open(constraints!.video as MediaTrackConstraints);
    mediaDevices.enumerateDevices = async () =>
      this.#cameras.map(({ id, label = '', facingMode }) => {
        const getCapabilities = () => (facingMode ? { facingMode: [facingMode] } : {});
        return { deviceId: id, kind: 'videoinput', label, groupId: '', getCapabilities, toJSON: () => id };
      });
  }

  get ids(): string[] {
    return this.opened.map(({ id }) => id);
  }

  get last(): Opened {
    return this.opened.at(-1)!;
  }

  /** The number of cameras that are on. */
  get live(): number {
    return this.opened.filter(({ track }) => track.readyState === 'live').length;
  }

  plug(camera: FakeCamera): void {
    this.#cameras.push(camera);
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  }

  /** Pull the camera's cable. */
  unplug(id: string): void {
    this.#cameras.splice(
      this.#cameras.findIndex((camera) => camera.id === id),
      1,
    );
    this.end();
  }

  /** The browser or the system ends the stream. */
  end(): void {
    const { track } = this.last;
    track.stop();
    track.dispatchEvent(new Event('ended'));
  }

  /** Another app takes the camera, or gives it back. */
  mute(isMuted: boolean): void {
    const { track } = this.last;
    Object.defineProperty(track, 'muted', { value: isMuted, configurable: true });
    track.dispatchEvent(new Event(isMuted ? 'mute' : 'unmute'));
  }

  /** The screen is turned. */
  turn(): void {
    const { canvas } = this.last;
    [canvas.width, canvas.height] = [canvas.height, canvas.width];
  }

  restore(): void {
    this.opened.forEach(({ track, stall }) => {
      stall();
      track.stop();
    });
    Object.assign(navigator.mediaDevices, this.#real);
  }

  #open(video: MediaTrackConstraints): MediaStream {
    this.asked.push(video);
    const exact = (video.deviceId as ConstrainDOMStringParameters | undefined)?.exact;
    const camera = exact ? this.#cameras.find(({ id }) => id === exact) : this.#cameras[0];
    if (!camera) throw new DOMException('no such camera', exact ? 'OverconstrainedError' : 'NotFoundError');
    const refusal = camera.refusals?.shift();
    if (refusal) throw new DOMException('refused by the test', refusal);
    const { id, draw, widthPx = 640, heightPx = 480, rateHz = 30, facingMode } = camera;
    const canvas = Object.assign(document.createElement('canvas'), { width: widthPx, height: heightPx });
    const context = canvas.getContext('2d')!;
    let n = 0;
    const paint = () => {
      context.filter = 'none';
      draw(context, (n += 1));
    };
    const timer = setInterval(paint, 1000 / rateHz);
    const stream = canvas.captureStream();
    const track = stream.getVideoTracks()[0]!;
    track.getSettings = () => ({ deviceId: id, ...(facingMode && { facingMode }) });
    this.opened.push({ id, canvas, track, stall: () => clearInterval(timer) });
    return stream;
  }
}

/** Make the page believe that it is hidden, or shown. */
export function setHidden(isHidden: boolean): void {
  if (isHidden) Object.defineProperty(document, 'hidden', { value: true, configurable: true });
  else delete (document as { hidden?: boolean }).hidden;
  document.dispatchEvent(new Event('visibilitychange'));
}
