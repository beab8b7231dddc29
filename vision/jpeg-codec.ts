/** JPEGs to pixels and pixels to JPEGs, by MozJPEG on WebAssembly: the same pixels and the same bytes on every host. */
import mozjpegDecoder from '@jsquash/jpeg/codec/dec/mozjpeg_dec.js';
import mozjpegEncoder from '@jsquash/jpeg/codec/enc/mozjpeg_enc.js';
import { defaultOptions, type EncodeOptions } from '@jsquash/jpeg/meta.js';
import { jpegFrame } from '#protocol/capture/jpeg.ts';
import type { Picture } from './picture.ts';

/** Compiled modules, because workerd cannot compile at run time. */
export interface JpegCodecParts {
  /** `@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm`. */
  readonly decoder: WebAssembly.Module;
  /** `@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm`. */
  readonly encoder: WebAssembly.Module;
}

export interface JpegCodec {
  /**
   * The coded pixels. Orientation, colour profile and all other metadata are ignored.
   *
   * @returns undefined if it is not a `jpegFrame`, or if the decoder finds a fault in the coded data: it would guess the missing
   *   pixels, and another decoder guesses others
   */
  decode(jpeg: Uint8Array): Promise<Picture | undefined>;
  /** A new JPEG of the pixels that `decode` gives, without metadata. The same bytes give the same JPEG. */
  reencode(jpeg: Uint8Array): Promise<Uint8Array | undefined>;
  /** A JPEG of pixels, with one scan and without metadata. */
  encode(picture: Picture, options: EncodingOptions): Promise<Uint8Array>;
}

export interface EncodingOptions {
  /** Quality of the JPEG, 0 to 100; higher is better and larger. */
  readonly quality: number;
  /** Whether the JPEG has luma alone, without colour. */
  readonly grey: boolean;
}

interface Decoder {
  decode(jpeg: Uint8Array, isTurnedByExif: boolean): Picture | null;
}

interface Encoder {
  encode(data: Uint8ClampedArray, width: number, height: number, options: EncodeOptions): Uint8Array;
}

// The package's types of these functions lack the options that are used here.
const startDecoder: (options: object) => Promise<Decoder> = mozjpegDecoder;
const startEncoder: (options: object) => Promise<Encoder> = mozjpegEncoder;

/** MozJPEG's numbers of colour models. */
const [greyscale, yCbCr] = [1, 3];

const oneScan = { ...defaultOptions, baseline: true, progressive: false };

/**
 * Chroma has the full resolution, because decoders enlarge a smaller one differently. There is one scan, as in a canvas's JPEG.
 * Quality 90 is convention: drawn faces come back at 52 dB, no byte changed by more than 9, in 24 kB for a frame of 14 kB.
 */
const portraitOptions = {
  ...oneScan,
  quality: 90,
  auto_subsample: false,
  chroma_subsample: 1,
};

/** Starts the codec. @throws Error if the modules do not start */
export async function createJpegCodec(parts: JpegCodecParts): Promise<JpegCodec> {
  /** What the decoder reported about the present picture. Otherwise its glue would write it to the log. */
  let faults = 0;
  const report = () => {
    faults += 1;
  };
  const decoder = restartable(() => startDecoder(optionsWith(parts.decoder, report)));
  const encoder = restartable(() => startEncoder(optionsWith(parts.encoder, report)));

  async function decode(jpeg: Uint8Array): Promise<Picture | undefined> {
    if (!jpegFrame(jpeg)) return undefined;
    const started = await decoder.get();
    faults = 0;
    try {
      const picture = started.decode(jpeg, false);
      return faults > 0 || !picture ? undefined : picture;
    } catch {
      // A decoder that has failed on one picture would fail on the next ones too, so it is replaced by a new one.
      decoder.drop();
      return undefined;
    }
  }

  async function reencode(jpeg: Uint8Array): Promise<Uint8Array | undefined> {
    const picture = await decode(jpeg);
    if (!picture) return undefined;
    const started = await encoder.get();
    try {
      return started.encode(picture.data, picture.width, picture.height, portraitOptions);
    } catch (error) {
      // As the decoder: without this, no later person would get a portrait.
      encoder.drop();
      throw error;
    }
  }

  async function encode({ data, width, height }: Picture, { quality, grey }: EncodingOptions): Promise<Uint8Array> {
    const options = { ...oneScan, quality, color_space: grey ? greyscale : yCbCr };
    return (await encoder.get()).encode(data, width, height, options);
  }

  await Promise.all([decoder.get(), encoder.get()]);
  return { decode, reencode, encode };
}

/** Something that is started when it is needed: after it was dropped, and after a start that failed, once more. */
function restartable<T>(start: () => Promise<T>) {
  let started: Promise<T> | undefined;
  const drop = () => {
    started = undefined;
  };
  const get = (): Promise<T> => {
    started ??= start().catch((error: unknown) => {
      drop();
      throw error;
    });
    return started;
  };
  return { get, drop };
}

const optionsWith = (module: WebAssembly.Module, report: (line: string) => void) => ({
  noInitialRun: true,
  print: report,
  printErr: report,
  instantiateWasm(imports: WebAssembly.Imports, onInstance: (instance: WebAssembly.Instance) => void) {
    const instance = new WebAssembly.Instance(module, imports);
    onInstance(instance);
    return instance.exports;
  },
});
