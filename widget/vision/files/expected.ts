/** The files that this build of the widget trusts: models and WASM runtime, by digest. */

/** One file as this build has it. */
export interface ExpectedFile {
  /** Path below the address where everything is served. */
  readonly path: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

export type ModelName = 'face-detector' | 'face-mesh' | 'face-mesh-attention';

export interface ExpectedFiles {
  /** SHA-256 of the models' manifest, base64url. */
  readonly manifest: string;
  /** Of each model its description, then its weights. */
  readonly models: Readonly<Record<ModelName, readonly ExpectedFile[]>>;
  readonly runtimes: Readonly<Record<'simd' | 'plain', ExpectedFile>>;
}

/** Filled in when the widget is built, by `tool/build/expected-files.ts`. */
declare const expectedFiles: ExpectedFiles;

export const { manifest, models, runtimes } = expectedFiles;

/** The smallest module with a SIMD instruction: `i32.const 0, i8x16.splat, drop`. */
const simdProbe = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 9, 1, 7, 0, 65, 0, 253, 15, 26, 11,
]);

/** The runtime that this browser can run. */
export const runtime: ExpectedFile = WebAssembly.validate(simdProbe) ? runtimes.simd : runtimes.plain;
