/**
 * tfjs's WASM kernels, recorded while a model runs once and played back from then on: the same native calls with the
 * same arguments on the same memory, without the graph executor between them. A model of fixed shape makes the same
 * calls each time; only the numbers in its input and its results differ. Decision 0006.
 */
import type { BackendWasmModule } from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.js';

type Call = (...values: number[]) => unknown;

/** What is used of the emscripten module; the package's own types lean on globals. */
export interface NativeModule extends BackendWasmModule {
  HEAPU8: Uint8Array;
  cwrap(name: string, result: 'number' | null, kinds: readonly string[]): (...values: unknown[]) => unknown;
}

/** The runtime's own ways with its memory. */
interface Memory {
  readonly malloc: (bytes: number) => number;
  readonly free: (address: number) => void;
  /** A tensor's number is no longer used. */
  readonly forget: (tensor: number) => void;
}

/** A piece of the runtime's memory that a tape holds. */
interface Block {
  readonly address: number;
  readonly bytes: number;
}

/**
 * Blocks from this size on are used again once tfjs has freed them, as they would be without a tape: that keeps them in
 * the processor's cache. A smaller one may hold a constant that a kernel wrote in JavaScript, which is not played back.
 */
const sharedBytes = 16 * 1024;

/** The native calls of one run of a model, with the memory they work on. */
export class Tape {
  readonly #calls: (() => unknown)[] = [];
  /** By address. */
  readonly #blocks = new Map<number, Block>();
  /** Those that may be used again. */
  readonly #free = new Set<Block>();
  readonly #tensors = new Set<number>();
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /** Make the calls again: whatever lies in the model's input now is what it sees. */
  play(): void {
    for (const call of this.#calls) call();
  }

  /** Give the memory back. The tape must not be played after that. */
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

  /** @returns whether the block is this tape's */
  release(address: number): boolean {
    const block = this.#blocks.get(address);
    if (block && block.bytes >= sharedBytes) this.#free.add(block);
    return block !== undefined;
  }
}

/**
 * Let this module's calls be recorded. To be done before a backend is made of it.
 *
 * @returns runs something synchronous and records its calls
 */
export function recorderOf(module: NativeModule): (run: () => void) => Tape {
  let tape: Tape | undefined;
  const natives = module as unknown as Record<string, Call>;
  natives['_free']!(natives['_malloc']!(1) as number); // emscripten puts the real ones here at their first call
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

  /** An argument as a number: the bytes of an array are copied to where they stay. */
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
