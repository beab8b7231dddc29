/**
 * Measures which backend runs the models best: WASM, WebGPU, WebGL or CPU. WASM is part of the thread's script; the others
 * are extra scripts, fetched only when they may be needed (decision 0012).
 */
import type { Backend } from '#protocol/capture/backend.ts';
import { policy } from '#protocol/policy/registry.ts';
import { createEngine, type Engine } from './engine.ts';
import type { Models } from '#vision/tracker.ts';

/** Time limit for starting and measuring a backend other than WASM, because the person is waiting. Convention. */
const tryingMs = 4_000;

/**
 * If the mesh takes no longer than this on WASM, no GPU is tried. Convention: half of a frame's time at 20 frames a
 * second.
 */
const amplyMs = 25;

/** A backend whose mesh takes longer cannot keep the policy's minimum frame rate. */
const slowestMs = 1_000 / policy.trace.minRateHz;

export interface Chosen {
  readonly engine: Engine;
  readonly meshMs: number;
  readonly fallbacks: readonly string[];
}

interface Candidate {
  readonly engine: Engine;
  readonly meshMs: number;
}

/**
 * Choose the backend.
 *
 * @param wasm resolves when the WASM backend is registered; rejects if that fails
 * @param scripts address of the folder with the extra scripts
 * @param forced use this one even if it is slow, or fail
 * @throws Error wasm-refused if WASM may not compile and no other backend works; device-too-slow if none is fast enough
 */
export async function chooseBackend(
  models: Models,
  wasm: Promise<void>,
  scripts: string,
  forced: Backend | undefined,
): Promise<Chosen> {
  const fallbacks: string[] = [];
  const start = async (backend: Backend): Promise<Candidate> => {
    if (backend === 'wasm') await wasm;
    else importScripts(new URL(`backend-${backend}.js`, scripts));
    const engine = await createEngine(backend, models, scripts);
    return { engine, meshMs: await engine.measure() };
  };
  if (forced) return { ...(await start(forced)), fallbacks };

  let inUse: Engine | undefined;
  /** A backend that starts after its time limit has set itself as tfjs's backend, so the chosen one is set again. */
  const giveBack = async ({ engine }: Candidate) => {
    engine.dispose();
    await inUse?.activate();
  };

  let refused: unknown;
  const attempt = async (backend: Backend): Promise<Candidate | undefined> => {
    try {
      const starting = start(backend);
      const candidate = await (backend === 'wasm' ? starting : withinTime(starting, giveBack));
      if (candidate.meshMs <= slowestMs) return candidate;
      candidate.engine.dispose();
      fallbacks.push(`${backend}: too slow, ${Math.round(candidate.meshMs)} ms`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (backend === 'wasm') refused = error;
      fallbacks.push(`${backend}: ${reason}`.slice(0, 120));
    }
    return undefined;
  };

  const onWasm = await attempt('wasm');
  if (onWasm && onWasm.meshMs <= amplyMs) return { ...onWasm, fallbacks };
  const withoutGpu = await reasonAgainstWebgpu();
  if (withoutGpu) fallbacks.unshift(`webgpu: ${withoutGpu}`);
  const webgpu = withoutGpu ? undefined : await attempt('webgpu');
  let chosen = onWasm ?? webgpu ?? (await attempt('webgl')) ?? (await attempt('cpu'));
  if (!chosen) throw refused ?? new Error('device-too-slow', { cause: fallbacks });
  if (onWasm && webgpu) {
    const [faster, slower] = onWasm.meshMs <= webgpu.meshMs ? [onWasm, webgpu] : [webgpu, onWasm];
    if (faster === onWasm) {
      fallbacks.push(`webgpu: ${Math.round(webgpu.meshMs)} ms, wasm ${Math.round(onWasm.meshMs)} ms`);
    }
    slower.engine.dispose();
    chosen = faster;
  }
  inUse = chosen.engine;
  await inUse.activate();
  return { ...chosen, fallbacks };
}

/** Why WebGPU is not tried; undefined if it is tried. */
async function reasonAgainstWebgpu(): Promise<string | undefined> {
  const { gpu } = navigator as Navigator & { gpu?: { requestAdapter(): Promise<GpuAdapter | null> } };
  if (!gpu) return 'not in this browser';
  const adapter = await withinTime(gpu.requestAdapter(), async () => undefined).catch(() => null);
  if (!adapter) return 'no adapter';
  return (adapter.isFallbackAdapter ?? adapter.info?.isFallbackAdapter) ? 'software adapter' : undefined;
}

/** The members of WebGPU's adapter that are used here. Browsers have moved the flag into `info`. */
interface GpuAdapter {
  readonly isFallbackAdapter?: boolean;
  readonly info?: { readonly isFallbackAdapter?: boolean };
}

/** Reject if the promise takes too long. @param onLate called with the value if it arrives after the time limit */
function withinTime<T>(promise: Promise<T>, onLate: (late: T) => Promise<void>): Promise<T> {
  return new Promise((resolve, reject) => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      reject(new Error('took too long to start'));
    }, tryingMs);
    promise.then(
      (value) => {
        clearTimeout(timer);
        if (isLate) onLate(value).catch(() => undefined);
        else resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error as Error);
      },
    );
  });
}
