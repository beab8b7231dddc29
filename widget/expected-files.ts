/** Which files a build of the widget trusts: those that lie here when it is made. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExpectedFile, ExpectedFiles, ModelName } from './vision/files/expected.ts';

const root = join(import.meta.dirname, '..');

/** Where the WASM runtime's files come from. */
export const runtimeFolder = join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist');

interface Manifest {
  readonly models: readonly {
    readonly name: string;
    readonly files: readonly { readonly file: string; readonly bytes: number; readonly sha256: string }[];
  }[];
}

/** Read them from the models' manifest and the installed runtime. */
export async function readExpectedFiles(): Promise<ExpectedFiles> {
  const text = await readFile(join(root, 'models/manifest.json'));
  const { models } = JSON.parse(text.toString()) as Manifest;
  const filesOf = (name: ModelName): ExpectedFile[] =>
    models
      .find((model) => model.name === name)!
      .files.map(({ file, bytes, sha256 }) => ({ path: `models/${file}`, bytes, sha256 }));
  return {
    manifest: createHash('sha256').update(text).digest('base64url'),
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
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { path: `vision/${file}`, bytes: bytes.length, sha256 };
}
