/** What every page of the bench offers to the one that drives it. */
import { splitMjpeg } from '../../assess/clip/mjpeg.ts';

/** What a frame cost, and whether a face was found. */
export interface Timed {
  readonly ms: number;
  readonly found: boolean;
  /** What the time was spent on, where that is measured: milliseconds by the part's name. */
  readonly parts?: Readonly<Record<string, number>>;
}

/** Where a cold page tells its time. */
export const firstLandmarkPath = '/bench/first-landmark';

/** One case in its own page. */
export interface Subject {
  /** Fetch models and start. */
  load(): Promise<void>;
  /** FaceReading at the canvas, drawn before the time begins; the time ends when the landmarks are back in the page. */
  see(canvas: HTMLCanvasElement, timestampMs: number): Promise<Timed>;
}

export interface BenchApi {
  /** Load the subject and the clip. */
  load(clip: string): Promise<void>;
  /** Show one frame of the clip, to be looked at as if at this time. */
  see(frame: number, timestampMs: number): Promise<Timed>;
}

/** Give a subject to the driver. */
export function offer(subject: Subject): void {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  let clip: readonly ImageBitmap[] = [];
  const draw = (picture: ImageBitmap) => {
    [canvas.width, canvas.height] = [picture.width, picture.height];
    context.drawImage(picture, 0, 0);
  };
  /** With `#cold` the page starts by itself: it says how long the first frame took in which a face was found. */
  async function firstLandmark(): Promise<void> {
    // The picture is there before anybody can look at it, as a camera's is.
    await Promise.all([decode('still').then(([first]) => draw(first!)), subject.load()]);
    for (let atMs = 0; ; atMs += 50) {
      if ((await subject.see(canvas, atMs)).found) break;
    }
    await fetch(firstLandmarkPath, { method: 'POST', body: `${performance.now()}` });
  }
  const api: BenchApi = {
    async load(name) {
      [clip] = await Promise.all([decode(name), subject.load()]);
    },
    async see(frame, timestampMs) {
      draw(clip[frame % clip.length]!);
      return subject.see(canvas, timestampMs);
    },
  };
  Object.assign(globalThis, { bench: api });
  if (location.hash === '#cold') void firstLandmark();
}

/** Time something that ends with whether a face was found. */
export async function time(look: () => Promise<boolean>): Promise<Timed> {
  const startedMs = performance.now();
  const found = await look();
  return { ms: performance.now() - startedMs, found };
}

async function decode(clip: string): Promise<ImageBitmap[]> {
  const mjpeg = new Uint8Array(await (await fetch(`/clips/${clip}.mjpeg`)).arrayBuffer());
  const jpegs = splitMjpeg(mjpeg).map((jpeg) => new Blob([Uint8Array.from(jpeg)], { type: 'image/jpeg' }));
  return Promise.all(jpegs.map((jpeg) => createImageBitmap(jpeg)));
}
