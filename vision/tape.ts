/**
 * Records the native calls of tfjs's WASM kernels while a model runs once, and plays them back from then on: the same
 * calls with the same arguments on the same memory, without the graph executor. A model of fixed shape makes the same
 * calls each time; only the numbers in memory differ. Decision 0006.
 */
import type { BackendWasmModule } from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.js';

type Call = (...values: number[]) => unknown;

/** The members of the emscripten module that are used here; the package's own types depend on global types. */
export interface NativeModule extends BackendWasmModule {
  HEAPU8: Uint8Array;
  cwrap(name: string, result: 'number' | null, kinds: readonly string[]): (...values: unknown[]) => unknown;
}

/** The runtime's own memory functions. */
interface Memory {
  readonly malloc: (bytes: number) => number;
  readonly free: (address: number) => void;
  /** Remove a tensor from the runtime's table. */
  readonly forget: (tensor: number) => void;
}

/** A block of the runtime's memory that a tape keeps allocated. */
interface Block {
  readonly address: number;
  readonly bytes: number;
}

/**
 * A block of this size or larger is reused once tfjs has freed it, as without a tape, so that it stays in the processor's
 * cache. A smaller block is never reused: it may hold a constant that a kernel wrote from JavaScript, and such a write is
 * not recorded.
 */
const sharedBytes = 16 * 1024;

/** The native calls of one run of a model, and the memory that they use. */
export class Tape {
  readonly #calls: (() => unknown)[] = [];
  /** By address. */
  readonly #blocks = new Map<number, Block>();
  /** Blocks that may be reused. */
  readonly #free = new Set<Block>();
  readonly #tensors = new Set<number>();
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /** Repeat the calls, on the present content of the model's input. */
  play(): void {
    for (const call of this.#calls) call();
  }

  /** Free the memory. The tape must not be played after that. */
  dispose(): void {
    this.#calls.length = 0;
    for (const address of this.#blocks.keys()) this.#memory.free(address);
    this.#blocks.clear();
    this.#free.clear();
    for (const tensor of this.#tensors) this.#memory.forget(tensor);
    this.#tensors.clear();
  }

  add(call: Call, values: readonly number[]): void {
    this.#calls.push(() => call(...values));
  }

  addTensor(tensor: number): void {
    this.#tensors.add(tensor);
  }

  holdsTensor(tensor: number): boolean {
    return this.#tensors.has(tensor);
  }

  allocate(bytes: number): number {
    let smallest: Block | undefined;
    if (bytes >= sharedBytes) {
      for (const block of this.#free) {
        if (block.bytes >= bytes && (!smallest || block.bytes < smallest.bytes)) smallest = block;
      }
    }
    if (smallest) {
      this.#free.delete(smallest);
      return smallest.address;
    }
    const address = this.#memory.malloc(bytes) >>> 0;
    this.#blocks.set(address, { address, bytes });
    return address;
  }

  /** @returns whether the block belongs to this tape */
  release(address: number): boolean {
    const block = this.#blocks.get(address);
    if (block && block.bytes >= sharedBytes) this.#free.add(block);
    return block !== undefined;
  }
}

/**
 * Makes a module's calls recordable. Call it before the module is given to a backend.
 *
 * @returns a function that runs a synchronous function and records the calls that it makes
 */
export function recorderOf(module: NativeModule): (run: () => void) => Tape {
  let tape: Tape | undefined;
  const natives = module as unknown as Record<string, Call>;
  natives['_free']!(natives['_malloc']!(1) as number); // emscripten puts the real functions here at their first call
  const { cwrap } = module;
  const { registerTensor, disposeData } = module.tfjs;
  const { _malloc: malloc, _free: free } = natives as unknown as { _malloc: Memory['malloc']; _free: Memory['free'] };

  module.cwrap = (name, result, kinds) => {
    const call = cwrap(name, result, kinds);
    return (...values) => {
      tape?.add(natives[`_${name}`]!, values.map(keep));
      return call(...values);
    };
  };
  natives['_malloc'] = (bytes) => (tape ? tape.allocate(bytes!) : malloc(bytes!));
  natives['_free'] = (address) => {
    if (!tape?.release(address!)) free(address!);
  };
  module.tfjs.registerTensor = (tensor, size, address) => {
    tape?.addTensor(tensor);
    registerTensor(tensor, size, address);
  };
  module.tfjs.disposeData = (tensor) => {
    if (!tape?.holdsTensor(tensor)) disposeData(tensor);
  };

  /** An argument as a number. An array's bytes are copied into the tape's memory, and their address is the number. */
  function keep(value: unknown): number {
    if (!(value instanceof Uint8Array)) return Number(value);
    const address = tape!.allocate(value.length);
    module.HEAPU8.set(value, address);
    return address;
  }

  return (run) => {
    const recorded = new Tape({ malloc, free, forget: disposeData });
    tape = recorded;
    try {
      run();
    } catch (error) {
      recorded.dispose();
      throw error;
    } finally {
      tape = undefined;
    }
    return recorded;
  };
}
