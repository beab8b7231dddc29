/** Long contents of the books, kept in parts. */
import type { Rows } from '../../retention/rows.ts';

/** Below the 2 MB that a row of a Durable Object may have. */
const partBytes = 1024 * 1024;

export function keepParts(rows: Rows, owner: string, bytes: Uint8Array): void {
  rows.run('delete from parts where owner = ?', owner);
  for (let n = 0; n * partBytes < bytes.length; n += 1) {
    const part = bytes.slice(n * partBytes, (n + 1) * partBytes);
    rows.run('insert into parts (owner, n, bytes) values (?, ?, ?)', owner, n, part);
  }
}

/** @returns empty where nothing was kept */
export function partsOf(rows: Rows, owner: string): Uint8Array<ArrayBuffer> {
  const parts = rows.run<{ bytes: Uint8Array }>('select bytes from parts where owner = ? order by n', owner);
  const whole = new Uint8Array(parts.reduce((sum, { bytes }) => sum + bytes.length, 0));
  let at = 0;
  for (const { bytes } of parts) {
    whole.set(bytes, at);
    at += bytes.length;
  }
  return whole;
}
