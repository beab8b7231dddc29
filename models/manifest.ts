/** The manifest: every model file with its source, licence and digest. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConversionError } from './conversion-error.ts';

/** An input or output of a model, by the name that callers use. */
export interface Port {
  readonly name: string;
  readonly shape: readonly number[];
}

/** A file that the build writes. */
export interface ManifestFile {
  /** Name in `dist/models`. */
  readonly file: string;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** One model: its source, its licence, its inputs and outputs, and its files. */
export interface ManifestModel {
  readonly name: string;
  readonly source: {
    readonly package: string;
    readonly version: string;
    readonly asset: string;
    readonly sha256: string;
  };
  readonly licence: string;
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  readonly files: readonly ManifestFile[];
}

export interface Manifest {
  readonly models: readonly ManifestModel[];
}

export const manifestPath = fileURLToPath(new URL('manifest.json', import.meta.url));

/** The folder of the model files. Not in git. */
export const modelFolder = fileURLToPath(new URL('../dist/models/', import.meta.url));

/** @throws ConversionError `manifest-malformed` */
export function readManifest(path = manifestPath): Manifest {
  if (!existsSync(path)) throw new ConversionError('manifest-malformed', `${path} is missing`);
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  if (!Array.isArray(manifest.models)) throw new ConversionError('manifest-malformed', `${path} lists no models`);
  return manifest;
}

/** A file's entry in the manifest. */
export function describeFile(file: string, bytes: Uint8Array): ManifestFile {
  return { file, bytes: bytes.length, sha256: sha256(bytes) };
}

/** Lower-case hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Compares a file with the manifest.
 *
 * @throws ConversionError `manifest-mismatch`
 */
export function checkFile(manifest: Manifest, file: string, bytes: Uint8Array): void {
  const expected = manifest.models.flatMap(({ files }) => files).find((entry) => entry.file === file);
  const found = describeFile(file, bytes);
  if (expected?.sha256 === found.sha256 && expected.bytes === found.bytes) return;
  const was = expected === undefined ? 'not in the manifest' : `${expected.bytes} bytes ${expected.sha256} expected`;
  throw new ConversionError('manifest-mismatch', `${file}: ${found.bytes} bytes ${found.sha256}, ${was}`);
}

/** Whether `modelFolder` has every file of the manifest, with the manifest's digest. */
export function isUpToDate(manifest: Manifest): boolean {
  return manifest.models
    .flatMap(({ files }) => files)
    .every(({ file, sha256: expected }) => {
      const path = join(modelFolder, file);
      return existsSync(path) && sha256(readFileSync(path)) === expected;
    });
}
