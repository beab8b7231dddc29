import { advanceRunningHash, frameLeaf, merkleRoot, sha256, startRunningHash } from '#protocol/capture/commitment.ts';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import vectors from '../../../vectors/merkle-root_rfc6962.json' with { type: 'json' };

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const node = (...parts: (Uint8Array | string)[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

describe('frameLeaf', () => {
  it('commits to index, record and picture, byte for byte as documented', () => {
    const record = Uint8Array.of(9, 8, 7);
    const digest = sha256(Uint8Array.of(1));
    expect(hex(frameLeaf(0x0102, record, digest))).toBe(node(Uint8Array.of(0, 2, 1, 0, 0), record, digest));
  });
});

describe('the running hash', () => {
  it('starts from the challenge and includes each leaf', () => {
    const start = startRunningHash('a.b.c');
    expect(hex(start)).toBe(node('a.b.c'));
    const leaf = sha256(Uint8Array.of(5));
    expect(hex(advanceRunningHash(start, leaf))).toBe(node(start, leaf));
  });
});

describe('merkleRoot', () => {
  it.each(vectors.roots)('of the first $leaves leaves is that of Certificate Transparency', ({ leaves, root }) => {
    const hashes = vectors.inputs
      .slice(0, leaves)
      .map((input) => sha256(Uint8Array.from([0, ...Buffer.from(input, 'hex')])));
    expect(hex(merkleRoot(hashes))).toBe(root);
  });

  it('refuses an empty list of leaves', () => {
    expect(() => merkleRoot([])).toThrow(RangeError);
  });
});
