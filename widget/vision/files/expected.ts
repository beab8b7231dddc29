/** The models and the WASM runtime that this build of the widget accepts, by digest. */

/** A file that this build accepts. */
export interface ExpectedFile {
  /** Path below the address where all files are served. */
  readonly path: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

export type ModelName = 'face-detector' | 'face-mesh' | 'face-mesh-attention';

export interface ExpectedFiles {
  /** SHA-256 of the models' manifest, base64url. */
  readonly manifest: string;
  /** Each model's description, then its weights. */
  readonly models: Readonly<Record<ModelName, readonly ExpectedFile[]>>;
  readonly runtimes: Readonly<Record<'simd' | 'plain', ExpectedFile>>;
}

/** Defined at build time by `tool/build/expected-files.ts`. */
declare const expectedFiles: ExpectedFiles;

export const { manifest, models, runtimes } = expectedFiles;

/** The smallest module with a SIMD instruction: `i32.const 0, i8x16.splat, drop`. */
const simdProbe = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 9, 1, 7, 0, 65, 0, 253, 15, 26, 11,
]);

/** The runtime for this browser: the one with SIMD if the browser supports it. */
export const runtime: ExpectedFile = WebAssembly.validate(simdProbe) ? runtimes.simd : runtimes.plain;
