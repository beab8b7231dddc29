import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assetNamed, packageFolder, sourcePackage, unpackAssets } from '../../../models/asset.ts';
import { buildModels, makeModels } from '../../../models/build.ts';
import { checkFile, modelFolder, readManifest, sha256 } from '../../../models/manifest.ts';

const manifest = readManifest();
const entries = manifest.models.flatMap(({ files }) => files);
let folder: string;

beforeAll(() => {
  buildModels();
  folder = mkdtempSync(join(tmpdir(), 'beihe-models-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('the model files', () => {
  it('are those of the manifest, no more and no fewer', () => {
    expect(readdirSync(modelFolder).toSorted()).toEqual(entries.map(({ file }) => file).toSorted());
  });

  it.each(entries)('$file has the bytes of the manifest', ({ file, bytes, sha256: expected }) => {
    const found = readFileSync(join(modelFolder, file));
    expect({ bytes: found.length, sha256: sha256(found) }).toEqual({ bytes, sha256: expected });
  });

  it('have the same bytes when they are built again', () => {
    expect(makeModels().manifest).toEqual(manifest);
  });

  it('are not rewritten when they are up to date', () => {
    expect(buildModels()).toEqual([]);
  });

  it.each(manifest.models)('$name names its source and licence', ({ source, licence }) => {
    const asset = assetNamed(unpackAssets(packageFolder), source.asset);
    expect(source).toEqual({
      package: sourcePackage.name,
      version: sourcePackage.version,
      asset: source.asset,
      sha256: sha256(asset),
    });
    expect(licence).toBe('Apache-2.0');
  });
});

describe('checkFile', () => {
  it('refuses an altered byte', () => {
    const [{ file } = { file: '' }] = entries;
    const bytes = readFileSync(join(modelFolder, file));
    expect(() => checkFile(manifest, file, bytes)).not.toThrow();
    bytes[100]! ^= 1;
    expect(() => checkFile(manifest, file, bytes)).toThrow(expect.objectContaining({ code: 'manifest-mismatch' }));
  });

  it('refuses a file that the manifest does not name', () => {
    expect(() => checkFile(manifest, 'other.bin', new Uint8Array())).toThrow(
      expect.objectContaining({ code: 'manifest-mismatch' }),
    );
  });
});

describe('readManifest', () => {
  it.each([
    ['is missing', undefined],
    ['lists no models', '{}'],
  ])('refuses a manifest that %s', (_, content) => {
    const path = join(folder, 'manifest.json');
    if (content !== undefined) writeFileSync(path, content);
    expect(() => readManifest(path)).toThrow(expect.objectContaining({ code: 'manifest-malformed' }));
  });
});

/** A loader script for one file that ends at this byte. */
const listing = (end: number) => `loadPackage({"files": [{"filename": "/a/b.tflite", "start": 1, "end": ${end}}]});`;

describe('unpackAssets', () => {
  const archive = 'face_mesh_solution_packed_assets';
  const pinned = JSON.stringify({ version: sourcePackage.version, license: sourcePackage.licence });

  const unpack = (about: string, loader: string) => {
    writeFileSync(join(folder, 'package.json'), about);
    writeFileSync(join(folder, `${archive}.data`), 'abcd');
    writeFileSync(join(folder, `${archive}_loader.js`), loader);
    return unpackAssets(folder);
  };

  it('cuts the archive at the offsets of the loader', () => {
    expect(Buffer.from(assetNamed(unpack(pinned, listing(3)), 'b.tflite')).toString()).toBe('bc');
  });

  it.each([
    ['package-unexpected', '{"version":"0.4.0","license":"Apache-2.0"}', listing(3)],
    ['package-unexpected', JSON.stringify({ version: sourcePackage.version, license: 'UNLICENSED' }), listing(3)],
    ['asset-malformed', pinned, 'nothing here'],
    ['asset-malformed', pinned, listing(5)],
  ])('refuses with %s the package %s and the loader %s', (code, about, loader) => {
    expect(() => unpack(about, loader)).toThrow(expect.objectContaining({ code }));
  });

  it('refuses a name that no asset has', () => {
    expect(() => assetNamed(new Map(), 'other.tflite')).toThrow(expect.objectContaining({ code: 'asset-missing' }));
  });
});
