import manifest from '../../models/manifest.json' with { type: 'json' };
import { digestOf } from '../trust/digest.ts';

/** SHA-256 of the models' manifest file, base64url. It identifies the models that the verifier uses. */
export const modelsDigest = digestOf(`${JSON.stringify(manifest, undefined, 2)}\n`);
