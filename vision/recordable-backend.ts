/**
 * tfjs's WASM backend with a loader of our own. The package's loader fails when the server sends another MIME type, and
 * its promise never settles when the page's policy refuses to compile. Ours can also record calls.
 */
import { registerBackend, removeBackend, type Tensor } from '@tensorflow/tfjs-core';
import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import createModule from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.js';
import { recorderOf, type NativeModule, type Tape } from './tape.ts';

/** tfjs's WASM backend with recordable calls. */
export class RecordableBackend extends BackendWasm {
  readonly record: (run: () => void) => Tape;
  readonly #module: NativeModule;

  constructor(module: NativeModule) {
    const record = recorderOf(module);
    super(module);
    this.record = record;
    this.#module = module;
  }

  /** A tensor's numbers in the runtime's memory: a view, which is invalid after that memory has grown. */
  view({ dataId, size }: Tensor): Float32Array {
    return new Float32Array(this.#module.HEAPU8.buffer, this.getMemoryOffset(dataId), size);
  }
}

/** Registers the compiled runtime as tfjs's backend `wasm`, in place of any earlier one. */
export async function registerWasm(runtime: WebAssembly.Module): Promise<void> {
  const module = (await createModule({
    instantiateWasm(
      imports: WebAssembly.Imports,
      done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ) {
      const instance = new WebAssembly.Instance(runtime, imports);
      done(instance, runtime);
      return instance.exports;
    },
  })) as unknown as NativeModule;
  const native = (name: string, result: 'number' | null, parameters: number) =>
    module.cwrap(
      name,
      result,
      Array.from({ length: parameters }, () => 'number'),
    ) as (...values: number[]) => number;
  module.tfjs = {
    init: native('init', null, 0),
    initWithThreadsCount: native('init_with_threads_count', null, 1),
    getThreadsCount: native('get_threads_count', 'number', 0),
    registerTensor: native('register_tensor', null, 3),
    disposeData: native('dispose_data', null, 1),
    dispose: native('dispose', null, 0),
  };
  removeBackend('wasm');
  registerBackend('wasm', () => new RecordableBackend(module));
}
