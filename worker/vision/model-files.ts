/** The models as the site serves them, checked against the manifest that this build was made with. */
import manifest from '../../models/manifest.json' with { type: 'json' };
import { bytesToHex } from '@noble/hashes/utils.js';
import { sha256 } from '#protocol/capture/commitment.ts';
import type { ModelFiles } from '#vision/model-file.ts';

/**
 * Fetches one model.
 *
 * @param site a file of the built site
 * @throws Error if a file is missing or is not the one in the manifest
 */
export async function fetchModel(name: string, site: (path: string) => Promise<Response>): Promise<ModelFiles> {
  const model = manifest.models.find((candidate) => candidate.name === name);
  if (!model) throw new Error(`no model ${name}`);
  return Promise.all(
    model.files.map(async ({ file, sha256: expected }) => {
      const response = await site(`/models/${file}`);
      if (!response.ok) throw new Error(`${file} answered ${response.status}`);
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (bytesToHex(sha256(bytes)) !== expected) throw new Error(`${file} is not the one in the manifest`);
      return bytes;
    }),
  );
}
