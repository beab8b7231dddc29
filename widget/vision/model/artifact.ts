/** Model files: fetched as bytes, checked against the digests this build was made with, handed to tfjs. */
import { io } from '@tensorflow/tfjs-core';
import manifestText from '../../../models/manifest.json?raw';
import { sha256 } from '#protocol/frame.ts';
import { toBase64url, toHex } from './encoding.ts';

interface Manifest {
  readonly models: readonly { readonly name: string; readonly files: readonly ManifestFile[] }[];
}

interface ManifestFile {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

const manifest = JSON.parse(manifestText) as Manifest;

/** SHA-256 of the manifest, base64url: which models this build trusts. */
export const manifestDigest = toBase64url(sha256(new TextEncoder().encode(manifestText)));

/** Bytes all files of these models have together. */
export const sizeOf = (names: readonly string[]): number =>
  names.flatMap(filesOf).reduce((sum, { bytes }) => sum + bytes, 0);

function filesOf(name: string): readonly ManifestFile[] {
  const model = manifest.models.find((candidate) => candidate.name === name);
  if (!model) throw new Error('model-missing', { cause: name });
  return model.files;
}

/**
 * Fetch one model.
 *
 * @param folder where the files are served, with a trailing slash
 * @param onBytes told of every chunk that arrives
 * @throws Error model-missing, model-altered
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

async function fetchFile(
  { file, sha256: expected }: ManifestFile,
  folder: string,
  onBytes: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await fetchBytes(new URL(file, folder), onBytes);
  if (toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))) !== expected) {
    throw new Error('model-altered', { cause: file });
  }
  return bytes;
}

/** The body at this address, whatever type its server calls it. @throws Error model-missing */
export async function fetchBytes(url: URL, onBytes: (bytes: number) => void): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new Error('model-missing', { cause });
  });
  if (!response.ok || !response.body) throw new Error('model-missing', { cause: response.status });
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        onBytes(chunk.length);
        controller.enqueue(chunk);
      },
    }),
  );
  return new Uint8Array(await new Response(counted).arrayBuffer());
}
