/** Measures how long this machine takes to draw a picture, read it from the canvas and copy it, to compare machines. */
import { wholeBox } from '#vision/picture.ts';
import { FrameCanvas } from '../../widget/vision/frame-canvas.ts';
import { offer } from './subject.ts';

/** About the box that is cropped for the mesh from a face 200 pixels wide. */
const cropBox = { left: 170, top: 90, right: 470, bottom: 390 };

const frameCanvas = new FrameCanvas();
let inUse = new Uint8ClampedArray(0);

offer({
  load: () => Promise.resolve(),
  async see(canvas) {
    const picture = await createImageBitmap(canvas);
    const parts: Record<string, number> = {};
    const time = <T>(part: string, work: () => T): T => {
      const startedMs = performance.now();
      const result = work();
      parts[part] = performance.now() - startedMs;
      return result;
    };
    // Browsers draw only when the first pixel is read.
    const frame = time('draw, read 1 pixel', () => {
      const drawn = frameCanvas.draw(picture);
      drawn.read({ left: 0, top: 0, right: 1, bottom: 1 });
      return drawn;
    });
    time('read 300×300', () => frame.read(cropBox));
    const { data } = time('read 640×480', () => frame.read(wholeBox(frame)));
    if (inUse.length !== data.length) inUse = new Uint8ClampedArray(data.length);
    time('copy 640×480 into memory in use', () => inUse.set(data));
    time('copy 640×480 into new memory', () => data.slice());
    return { ms: 0, found: true, parts };
  },
});
