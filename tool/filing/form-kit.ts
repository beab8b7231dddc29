/** The form's font and drawing programs in Node, from their packages. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readTrueType } from '../../worker/form/font/true-type.ts';
import type { FormKit } from '../../worker/form/kit.ts';
import { createDrawing } from '../../worker/form/picture/drawing.ts';

const fileOf = (specifier: string) => readFile(fileURLToPath(import.meta.resolve(specifier)));
const compiled = async (specifier: string) => WebAssembly.compile(Uint8Array.from(await fileOf(specifier)));

/** The one font of all forms: Noto Sans SC, OFL 1.1. */
const fontFile = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';

let created: Promise<FormKit> | undefined;

/** The kit of this process, created with the first call. */
export const formKit = (): Promise<FormKit> => (created ??= create());

async function create(): Promise<FormKit> {
  const [rasteriser, encoder, decoder] = await Promise.all([
    compiled('@resvg/resvg-wasm/index_bg.wasm'),
    compiled('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm'),
    compiled('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm'),
  ]);
  return {
    font: readTrueType(new Uint8Array(await fileOf(fontFile))),
    drawing: await createDrawing({ rasteriser, encoder, decoder }),
  };
}
