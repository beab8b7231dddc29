import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { modelsDigest } from '../../../../worker/appraisal/models-digest.ts';

it('modelsDigest is the digest of the manifest file, so that anyone can compute it', () => {
  const file = readFileSync('models/manifest.json');
  expect(modelsDigest).toBe(createHash('sha256').update(file).digest('base64url'));
});
