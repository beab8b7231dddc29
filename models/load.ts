/** Loads models in Node. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { ready, setBackend, type io } from '@tensorflow/tfjs-core';
import { modelFolder } from './manifest.ts';

/** Starts tfjs's WASM backend in Node, with the binaries of its package. */
export async function startWasm(): Promise<void> {
  setWasmPaths(
    join(dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'dist/'),
  );
  await setBackend('wasm');
  await ready();
}

/**
 * A model of `dist/models`, for `loadGraphModel`, read from the disk.
 *
 * @param name without extension, such as `face-mesh`
 */
export function modelFile(name: string): io.IOHandler {
  return {
    load: async () => {
      const { modelTopology, weightsManifest } = JSON.parse(
        readFileSync(join(modelFolder, `${name}.json`), 'utf8'),
      ) as {
        modelTopology: object;
        weightsManifest: io.WeightsManifestConfig;
      };
      return {
        modelTopology,
        weightSpecs: weightsManifest.flatMap(({ weights }) => weights),
        weightData: new Uint8Array(readFileSync(join(modelFolder, `${name}.bin`))).buffer,
      };
    },
  };
}
