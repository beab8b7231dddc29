/** The WASM runtime: which file this browser can run, and its way here. */
import { fetchFile, type ExpectedFile } from './artifact.ts';

/** The runtime's files, as the package in this build has them. Filled in by widget/build.ts. */
declare const wasmRuntimes: Readonly<Record<'simd' | 'plain', ExpectedFile>>;

/** The smallest module with a SIMD instruction: `i32.const 0, i8x16.splat, drop`. */
const simdProbe = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 9, 1, 7, 0, 65, 0, 253, 15, 26, 11,
]);

/** The runtime that this browser can run. */
export const wasmRuntime: ExpectedFile = WebAssembly.validate(simdProbe) ? wasmRuntimes.simd : wasmRuntimes.plain;

/** Fetch the runtime; it may run beside the models' fetches. @throws Error model-missing, model-altered, network-lost */
export const fetchRuntime = (folder: string, onBytes: (bytes: number) => void) =>
  fetchFile(wasmRuntime, folder, onBytes);
