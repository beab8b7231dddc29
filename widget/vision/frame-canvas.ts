/** The canvas on which frames are drawn at their working size. The browser copies only the pixels that are read. */
import { longSidePx } from '#protocol/capture/trace.ts';
import type { PixelReader } from '#vision/picture.ts';
import { readOnce } from './read-once.ts';

export class FrameCanvas {
  readonly #canvas = new OffscreenCanvas(1, 1);
  /** In the CPU's memory: from GPU memory, Chromium took 13 ms to read a face instead of 0.6 ms. */
  readonly #context = this.#canvas.getContext('2d', { willReadFrequently: true })!;

  /** Draw a frame and close it. @returns its pixels, until the next frame is drawn */
  draw(frame: ImageBitmap): PixelReader {
    const scale = longSidePx / Math.max(frame.width, frame.height);
    const [width, height] = [Math.round(frame.width * scale), Math.round(frame.height * scale)];
    const canvas = this.#canvas;
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    this.#context.drawImage(frame, 0, 0, width, height);
    frame.close();
    return readOnce(
      width,
      height,
      ({ left, top, right, bottom }) => this.#context.getImageData(left, top, right - left, bottom - top).data,
    );
  }

  /** The frame as JPEG. The encoder has its own copy of the pixels and runs in parallel to this thread. */
  encode(quality: number): Promise<Blob> {
    return this.#canvas.convertToBlob({ type: 'image/jpeg', quality });
  }
}
