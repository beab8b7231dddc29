/** The programs that make and read pictures, as WebAssembly: the host compiles them, since workerd compiles nothing at run time. */
import decode, { init as initDecoder } from '@jsquash/jpeg/decode.js';
import encode, { init as initEncoder } from '@jsquash/jpeg/encode.js';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

/** Pixels, RGBA. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

export interface Drawing {
  /** @param width pixels; the height follows */
  readonly rasterise: (svg: string, width: number) => Raster;
  /** @param quality 0 to 100 */
  readonly encodeJpeg: (raster: Raster, quality: number, options?: JpegOptions) => Promise<Uint8Array>;
  /** @throws if the bytes are no JPEG */
  readonly decodeJpeg: (bytes: Uint8Array) => Promise<Raster>;
}

export interface JpegOptions {
  /** One component in place of three. */
  readonly grey?: boolean;
}

export interface DrawingModules {
  readonly rasteriser: WebAssembly.Module;
  readonly encoder: WebAssembly.Module;
  readonly decoder: WebAssembly.Module;
}

/** resvg refuses a second start in the same isolate. */
let started: Promise<void> | undefined;

export async function createDrawing({ rasteriser, encoder, decoder }: DrawingModules): Promise<Drawing> {
  started ??= initWasm(rasteriser);
  await Promise.all([started, initEncoder(encoder), initDecoder(decoder)]);
  const decodeJpeg = async (bytes: Uint8Array): Promise<Raster> => {
    try {
      const { width, height, data } = await decode(Uint8Array.from(bytes).buffer);
      return { width, height, data: new Uint8ClampedArray(data) };
    } catch (error) {
      // A decoder that has failed on one picture would fail on the next ones too.
      await initDecoder(decoder);
      throw error;
    }
  };
  return { rasterise, encodeJpeg, decodeJpeg };
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

/** mozjpeg's numbers of colour spaces. */
const [greyscale, yCbCr] = [1, 3];

async function encodeJpeg({ data, width, height }: Raster, quality: number, { grey = false }: JpegOptions = {}) {
  const pixels = { data, width, height, colorSpace: 'srgb' } as unknown as Parameters<typeof encode>[0];
  // A baseline JPEG with one scan is what every reader can open.
  const options = { quality, color_space: grey ? greyscale : yCbCr, baseline: true, progressive: false };
  return new Uint8Array(await encode(pixels, options as Parameters<typeof encode>[1]));
}
