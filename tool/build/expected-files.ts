/** The files that a build of the widget accepts: those that exist here when it is built. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { manifestPath, readManifest, sha256 } from '../../models/manifest.ts';
import type { ExpectedFile, ExpectedFiles, ModelName } from '../../widget/vision/files/expected.ts';

/** The folder with the WASM runtime's files. */
export const runtimeFolder = join(import.meta.dirname, '../../node_modules/@tensorflow/tfjs-backend-wasm/dist');

/** Read the accepted files from the models' manifest and the installed runtime. */
export async function readExpectedFiles(): Promise<ExpectedFiles> {
  const { models } = readManifest();
  const filesOf = (name: ModelName): ExpectedFile[] =>
    models
      .find((model) => model.name === name)!
      .files.map(({ file, ...expected }) => ({ path: `models/${file}`, ...expected }));
  return {
    manifest: createHash('sha256')
      .update(await readFile(manifestPath))
      .digest('base64url'),
    models: {
      'face-detector': filesOf('face-detector'),
      'face-mesh': filesOf('face-mesh'),
      'face-mesh-attention': filesOf('face-mesh-attention'),
    },
    runtimes: {
      simd: await runtime('tfjs-backend-wasm-simd.wasm'),
      plain: await runtime('tfjs-backend-wasm.wasm'),
    },
  };
}

async function runtime(file: string): Promise<ExpectedFile> {
  const bytes = await readFile(join(runtimeFolder, file));
  return { path: `vision/${file}`, bytes: bytes.length, sha256: sha256(bytes) };
}
