import { describe, expect, it } from 'vitest';
import { announcedMs, keptMs, turnMs } from '../../../../worker/trust/keyring.ts';
import { createKey, loadRing, rotateKeys } from '../../../../worker/trust/signing-key.ts';

const secret = 'a'.repeat(32);

describe('a stored key', () => {
  it('cannot be unwrapped with another secret', async () => {
    const stored = [await createKey(0, secret)];
    await expect(loadRing(stored, 'b'.repeat(32), 1)).rejects.toThrow();
    expect((await loadRing(stored, secret, 1)).signing.kid).toBe(stored[0]!.kid);
  });

  it('contains no unencrypted private part', async () => {
    const { wrapped, ...rest } = await createKey(0, secret);
    expect(rest.publicJwk).not.toHaveProperty('d');
    expect(JSON.stringify(rest)).not.toContain('"d"');
    expect(wrapped.split('.')).toHaveLength(5);
  });
});

describe('rotateKeys', () => {
  it('creates the first key at once, and then leaves the keys unchanged', async () => {
    const first = await rotateKeys([], secret, 5);
    expect(first.map(({ signsFromMs }) => signsFromMs)).toEqual([5]);
    expect(await rotateKeys(first, secret, 6)).toBe(first);
  });

  it('adds the next key before it signs, and drops the old one once its results have expired', async () => {
    const first = await rotateKeys([], secret, 0);
    const both = await rotateKeys(first, secret, turnMs - announcedMs);
    expect(both.map(({ signsFromMs }) => signsFromMs)).toEqual([0, turnMs]);
    expect(await rotateKeys(both, secret, turnMs + 1)).toBe(both);
    const later = await rotateKeys(both, secret, turnMs + keptMs);
    expect(later.map(({ signsFromMs }) => signsFromMs)).not.toContain(0);
  });
});
