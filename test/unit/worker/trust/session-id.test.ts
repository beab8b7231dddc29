import { describe, expect, it } from 'vitest';
import { isSessionId, makeSessionId } from '../../../../worker/trust/session-id.ts';
import { deriveKey } from '../../../../worker/trust/secret.ts';

const key = deriveKey('a'.repeat(32), 'session-id-mac');
const unique = Uint8Array.from({ length: 16 }, (_, n) => n);
const id = makeSessionId(unique, 'one', key);

describe('a session id', () => {
  it('has 32 characters, and is the same for the same bytes', () => {
    expect(id).toMatch(/^[A-Za-z0-9_-]{32}$/);
    expect(makeSessionId(unique, 'one', key)).toBe(id);
    expect(isSessionId(id, 'one', key)).toBe(true);
  });

  it('is refused for another tenant, and under another secret', () => {
    expect(isSessionId(id, 'two', key)).toBe(false);
    expect(isSessionId(id, 'one', deriveKey('b'.repeat(32), 'session-id-mac'))).toBe(false);
  });

  it.each(Array.from(id, (_, n) => n))('is refused if its character %d is another', (n) => {
    const other = id[n] === 'A' ? 'B' : 'A';
    expect(isSessionId(id.slice(0, n) + other + id.slice(n + 1), 'one', key)).toBe(false);
  });

  it.each(['', 'A'.repeat(22), 'A'.repeat(32), `${id}A`, id.slice(1), `${id.slice(0, 31)}/`, '../'.repeat(10) + '..'])(
    'that was made up is refused: %o',
    (madeUp) => {
      expect(isSessionId(madeUp, 'one', key)).toBe(false);
    },
  );
});
