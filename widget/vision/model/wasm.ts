/**
 * The WASM backend, put together by hand: its own loader trusts the server's MIME type, and never settles when the
 * page's policy refuses to compile.
 */
import { registerBackend, removeBackend } from '@tensorflow/tfjs-core';
import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import createModule, { type BackendWasmModule } from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.js';
import { fetchFile, type ExpectedFile } from './artifact.ts';

/** The runtime's files, as the package in this build has them. Filled in by widget/build.ts. */
declare const wasmRuntimes: Readonly<Record<'simd' | 'plain', ExpectedFile>>;

/** The smallest module with a SIMD instruction: `i32.const 0, i8x16.splat, drop`. */
const simdProbe = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 9, 1, 7, 0, 65, 0, 253, 15, 26, 11,
]);

/** What is used of the emscripten module; the package's own types lean on globals. */
interface Module extends BackendWasmModule {
  cwrap(name: string, result: 'number' | null, parameters: readonly string[]): (...values: number[]) => number;
}

/** The runtime that this browser can run. */
export const wasmRuntime: ExpectedFile = WebAssembly.validate(simdProbe) ? wasmRuntimes.simd : wasmRuntimes.plain;

/** Fetch the runtime; it may run beside the models' fetches. @throws Error model-missing, model-altered, network-lost */
export const fetchRuntime = (folder: string, onBytes: (bytes: number) => void) =>
  fetchFile(wasmRuntime, folder, onBytes);

/** Compile the runtime and register it as tfjs's backend `wasm`. @throws Error wasm-refused */
export async function registerWasm(runtime: Uint8Array<ArrayBuffer>): Promise<void> {
  const compiled = await WebAssembly.compile(runtime).catch((cause: unknown) => {
    throw new Error('wasm-refused', { cause });
  });
  const module = (await createModule({
    instantiateWasm(
      imports: WebAssembly.Imports,
      done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ) {
      const instance = new WebAssembly.Instance(compiled, imports);
      done(instance, compiled);
      return instance.exports;
    },
  })) as Module;
  const native = (name: string, result: 'number' | null, parameters: number) =>
    module.cwrap(
      name,
      result,
      Array.from({ length: parameters }, () => 'number'),
    );
  module.tfjs = {
    init: native('init', null, 0),
    initWithThreadsCount: native('init_with_threads_count', null, 1),
    getThreadsCount: native('get_threads_count', 'number', 0),
    registerTensor: native('register_tensor', null, 3),
    disposeData: native('dispose_data', null, 1),
    dispose: native('dispose', null, 0),
  };
  removeBackend('wasm');
  registerBackend('wasm', () => new BackendWasm(module));
}
