/** The interface of every page of the bench, which `tool/bench.ts` calls. */
import { splitMjpeg } from '../../assess/clip/mjpeg.ts';

/** The time of one frame, and whether a face was found. */
export interface Timed {
  readonly ms: number;
  readonly found: boolean;
  /** Milliseconds by the part's name, on pages that measure parts. */
  readonly parts?: Readonly<Record<string, number>>;
}

/** The path to which a page with `#cold` posts its time. */
export const firstLandmarkPath = '/bench/first-landmark';

/** The program that a page measures. */
export interface Subject {
  /** Fetch the models and start. */
  load(): Promise<void>;
  /** Track the face on the canvas. The time runs from the drawn canvas to the landmarks in the page. */
  see(canvas: HTMLCanvasElement, timestampMs: number): Promise<Timed>;
}

export interface BenchApi {
  /** Load the subject and the clip. */
  load(clip: string): Promise<void>;
  /** Show one frame of the clip, with this timestamp. */
  see(frame: number, timestampMs: number): Promise<Timed>;
}

/** Define `bench` in the page, for this subject. */
export function offer(subject: Subject): void {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  let clip: readonly ImageBitmap[] = [];
  const draw = (picture: ImageBitmap) => {
    [canvas.width, canvas.height] = [picture.width, picture.height];
    context.drawImage(picture, 0, 0);
  };
  /** With `#cold` the page starts without a driver and reports the time of the first frame with a face. */
  async function firstLandmark(): Promise<void> {
    // The picture is decoded while the models load, as a camera would deliver a picture in that time.
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

/** Measure the time of one frame. @param look tracks it and returns whether a face was found */
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
