/** The programs that make and read pictures, as WebAssembly: the host compiles them, since workerd compiles nothing at run time. */
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { createJpegCodec, type JpegCodec, type JpegCodecParts } from '#vision/jpeg-codec.ts';

/** Pixels, RGBA. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

export interface Drawing extends JpegCodec {
  /** @param width pixels; the height follows */
  readonly rasterise: (svg: string, width: number) => Raster;
}

export interface DrawingModules extends JpegCodecParts {
  /** `@resvg/resvg-wasm/index_bg.wasm`. */
  readonly rasteriser: WebAssembly.Module;
}

/** resvg refuses a second start in the same isolate. */
let started: Promise<void> | undefined;

export async function createDrawing({ rasteriser, ...codecParts }: DrawingModules): Promise<Drawing> {
  started ??= initWasm(rasteriser);
  const [codec] = await Promise.all([createJpegCodec(codecParts), started]);
  return { rasterise, ...codec };
}

function rasterise(svg: string, width: number): Raster {
  const resvg = new Resvg(svg, { fitTo: { mode: 'width', value: width }, font: { loadSystemFonts: false } });
  const image = resvg.render();
  const raster = { width: image.width, height: image.height, data: new Uint8ClampedArray(image.pixels) };
  // WebAssembly memory is not collected.
  image.free();
  resvg.free();
  return raster;
}
