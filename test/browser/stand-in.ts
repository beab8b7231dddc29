/**
 * A stream from a canvas in place of the camera. It shows a drawn face, and the scene sets its position and light. The
 * frames and the models are real; only the camera is replaced.
 */
import type { Hint } from '../../widget/liveness/guidance.ts';

/** What the camera shows: a well-placed face, or one that needs a hint. */
export type Scene = Hint | 'well-placed';

type Segment = 'absent' | 'neutral' | 'blink' | 'pause' | 'turn-left' | 'turn-right' | 'nod' | 'open-mouth';

/** How a scene is painted: its frames, and how they are changed. */
interface Painting {
  readonly filter?: string;
  readonly scale?: number;
  readonly moveX?: number;
  readonly isTwice?: boolean;
  /** Stay at this frame of this segment. */
  readonly still?: readonly [Segment, frame: number];
  /** Lenses over the drawn eyes, of this opacity. */
  readonly lenses?: number;
}

const paintings: Readonly<Record<Scene, Painting>> = {
  'well-placed': {},
  'face-missing': { still: ['absent', 0] },
  'faces-several': { isTwice: true },
  'too-dark': { filter: 'brightness(0.12)' },
  'too-bright': { filter: 'brightness(2)' },
  'face-too-small': { scale: 0.5 },
  'face-too-close': { scale: 2.3 },
  'off-centre': { moveX: 150 },
  'turned-away': { still: ['turn-left', 25] },
  'glasses-dark': { lenses: 0.75 },
  'mouth-open': { still: ['open-mouth', 25] },
};

/** The frame rate at which the segments were drawn. */
const frameRateHz = 30;
const [widthPx, heightPx] = [640, 480];
/** Where the drawn face's eyes are, and the half axes of a lens over one. */
const eyes = { x: [285, 355], y: 208, widthPx: 31, heightPx: 26 };
/** The colour around a face that does not fill the frame, close to that of the drawn wall. */
const wall = '#cfc6ba';

const loaded = new Map<string, Promise<ImageBitmap>>();
const frameOf = (segment: Segment, n: number): Promise<ImageBitmap> => {
  const path = `/test-frames/${segment}/${n}.jpg`;
  if (!loaded.has(path))
    loaded.set(
      path,
      fetch(path).then(async (response) => createImageBitmap(await response.blob())),
    );
  return loaded.get(path)!;
};

/** Frames of a segment, from neutral to neutral; `nod` and the like last about two seconds. */
const lengths: Readonly<Partial<Record<Segment, number>>> = { blink: 12, pause: 8, neutral: 30 };

/** Segments are played this many times slower, so that a slow machine detects them too. */
const slowness: Readonly<Partial<Record<Segment, number>>> = { blink: 2 };

export class StandIn {
  scene: Scene = 'well-placed';
  readonly #canvas = document.createElement('canvas');
  readonly #context = this.#canvas.getContext('2d')!;
  readonly #real = navigator.mediaDevices.getUserMedia;
  #playing: [Segment, number][] = [];
  #neutral = 0;
  /** The frame that stays once everything was played; undefined for the neutral face. */
  #rest: readonly [Segment, number] | undefined;
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(scene: Scene = 'well-placed') {
    this.scene = scene;
    [this.#canvas.width, this.#canvas.height] = [widthPx, heightPx];
    navigator.mediaDevices.getUserMedia = () => Promise.resolve(this.#canvas.captureStream(frameRateHz));
    let isPainting = false;
    this.#timer = setInterval(() => {
      if (isPainting) return;
      isPainting = true;
      void this.#paint().finally(() => {
        isPainting = false;
      });
    }, 1000 / frameRateHz);
  }

  /** Play these segments one after the other, then show the neutral face again. */
  play(...segments: Segment[]): void {
    for (const segment of segments) {
      const times = slowness[segment] ?? 1;
      for (let n = 0; n < (lengths[segment] ?? 60) * times; n += 1)
        this.#playing.push([segment, Math.floor(n / times)]);
    }
  }

  /** Play this segment up to one of its frames, and stay there. */
  hold(segment: Segment, at: number): void {
    for (let n = 0; n < at; n += 1) this.#playing.push([segment, n]);
    this.#rest = [segment, at];
  }

  /** Show the neutral face again. */
  letGo(): void {
    this.#rest = undefined;
  }

  restore(): void {
    clearInterval(this.#timer);
    navigator.mediaDevices.getUserMedia = this.#real;
  }

  async #paint(): Promise<void> {
    const { filter = 'none', scale = 1, moveX = 0, isTwice = false, still, lenses } = paintings[this.scene];
    this.#neutral += 1;
    const [segment, n] = still ?? this.#playing.shift() ?? this.#rest ?? ['neutral', this.#neutral % lengths.neutral!];
    const bitmap = await frameOf(segment, n);
    const context = this.#context;
    context.filter = filter;
    context.fillStyle = wall;
    context.fillRect(0, 0, widthPx, heightPx);
    const [width, height] = [widthPx * scale, heightPx * scale];
    for (const offset of isTwice ? [-150, 150] : [moveX]) {
      context.save();
      context.beginPath();
      if (isTwice) context.rect(offset < 0 ? 0 : widthPx / 2, 0, widthPx / 2, heightPx);
      else context.rect(0, 0, widthPx, heightPx);
      context.clip();
      context.drawImage(bitmap, (widthPx - width) / 2 + offset, (heightPx - height) / 2, width, height);
      context.restore();
    }
    if (lenses !== undefined) {
      context.fillStyle = `rgb(20 20 24 / ${lenses})`;
      for (const x of eyes.x) {
        context.beginPath();
        context.ellipse(x, eyes.y, eyes.widthPx, eyes.heightPx, 0, 0, 2 * Math.PI);
        context.fill();
      }
    }
    // No two pictures may be identical, or the camera counts as frozen.
    context.filter = 'none';
    context.fillStyle = `rgb(128 128 128 / ${(this.#neutral % 5) / 100})`;
    context.fillRect(0, 0, widthPx, heightPx);
  }
}
