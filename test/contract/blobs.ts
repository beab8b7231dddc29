import { describe, expect, it } from 'vitest';
import type { ContractHost } from './host.ts';

const text = (blob: Uint8Array | undefined) => blob && new TextDecoder().decode(blob);

/** What the blobs of every host must do. */
export function describeBlobs({ ports: { blobs } }: ContractHost): void {
  describe('blobs', () => {
    it('are read back unchanged, both text and bytes', async () => {
      const bytes = Uint8Array.from({ length: 256 }, (_, n) => n);
      await blobs.put('one/bytes', bytes);
      await blobs.put('one/text', '备核');
      expect(await blobs.get('one/bytes')).toEqual(bytes);
      expect(text(await blobs.get('one/text'))).toBe('备核');
      await blobs.put('one/text', 'replaced');
      expect(text(await blobs.get('one/text'))).toBe('replaced');
      expect(await blobs.get('one/other')).toBeUndefined();
    });

    it('are deleted by their keys; a missing blob or an empty list is no error', async () => {
      await blobs.put('two/a', 'a');
      await blobs.put('two/b', 'b');
      await blobs.delete(['two/a', 'two/missing']);
      await blobs.delete([]);
      expect(await blobs.get('two/a')).toBeUndefined();
      expect(text(await blobs.get('two/b'))).toBe('b');
    });

    it('are deleted by a prefix, also more than 1000 at once, and others stay', async () => {
      const keys = Array.from({ length: 1_005 }, (_, n) => `three/${n}`);
      await Promise.all(keys.map((key) => blobs.put(key, key)));
      await blobs.put('three-more', 'stays');
      await blobs.deleteAll('three/');
      const left = await Promise.all([keys[0]!, keys[999]!, keys[1_004]!].map((key) => blobs.get(key)));
      expect(left).toEqual([undefined, undefined, undefined]);
      expect(text(await blobs.get('three-more'))).toBe('stays');
      await blobs.deleteAll('nothing/');
    });
  });
}
