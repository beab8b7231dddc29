/** Model and runtime files: kept or fetched as bytes, checked against the digests this build was made with. */
import { io } from '@tensorflow/tfjs-core';
import manifestText from '../../../models/manifest.json?raw';
import { sha256 } from '#protocol/frame.ts';
import { download } from './download.ts';
import { toBase64url, toHex } from './encoding.ts';
import { dropOthers, findFile, keepFile } from './file-store.ts';

/** One file as this build expects it. */
export interface ExpectedFile {
  readonly file: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

interface Manifest {
  readonly models: readonly { readonly name: string; readonly files: readonly ExpectedFile[] }[];
}

const manifest = JSON.parse(manifestText) as Manifest;

/** SHA-256 of the manifest, base64url: which models this build trusts. */
export const manifestDigest = toBase64url(sha256(new TextEncoder().encode(manifestText)));

/** Bytes all files of these models have together. */
export const sizeOf = (names: readonly string[]): number =>
  names.flatMap(filesOf).reduce((sum, { bytes }) => sum + bytes, 0);

function filesOf(name: string): readonly ExpectedFile[] {
  const model = manifest.models.find((candidate) => candidate.name === name);
  if (!model) throw new Error('model-missing', { cause: name });
  return model.files;
}

/**
 * Fetch one model.
 *
 * @param folder where the files are served, with a trailing slash
 * @param onBytes told of every chunk that arrives
 * @throws Error model-missing, model-altered, network-lost
 */
export async function fetchModel(
  name: string,
  folder: string,
  onBytes: (bytes: number) => void,
): Promise<io.IOHandler> {
  const files = await Promise.all(filesOf(name).map((file) => fetchFile(file, folder, onBytes)));
  const [json, ...weights] = files as [Uint8Array<ArrayBuffer>, ...Uint8Array<ArrayBuffer>[]];
  const model = JSON.parse(new TextDecoder().decode(json)) as io.ModelJSON;
  const specs = model.weightsManifest.flatMap((group) => group.weights);
  const artifacts = io.getModelArtifactsForJSONSync(
    model,
    specs,
    weights.map(({ buffer }) => buffer),
  );
  return { load: async () => artifacts };
}

/** The file as expected, kept from an earlier visit or fetched. @throws Error model-missing, model-altered, network-lost */
export async function fetchFile(
  expected: ExpectedFile,
  folder: string,
  onBytes: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const address = addressOf(expected, folder);
  const kept = await findFile(address);
  if (kept && (await isAsExpected(kept, expected))) {
    onBytes(kept.length);
    return kept;
  }
  let bytes = await download(address, onBytes);
  if (!(await isAsExpected(bytes, expected))) {
    // The browser's own cache may hold what broke off once.
    onBytes(-bytes.length);
    bytes = await download(address, onBytes, 'reload');
    if (!(await isAsExpected(bytes, expected))) throw new Error('model-altered', { cause: expected.file });
  }
  void keepFile(address, bytes);
  return bytes;
}

/** Forget what earlier versions kept of these models. */
export const dropOutdated = (names: readonly string[], folder: string): Promise<void> =>
  dropOthers(folder, new Set(names.flatMap(filesOf).map((file) => addressOf(file, folder))));

/** A file's address changes with its content, so that no cache can give an old one. */
const addressOf = ({ file, sha256: digest }: ExpectedFile, folder: string): string =>
  new URL(`${file}?sha256=${digest.slice(0, 16)}`, folder).href;

const isAsExpected = async (bytes: Uint8Array<ArrayBuffer>, expected: ExpectedFile): Promise<boolean> =>
  toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))) === expected.sha256;
