/** Reads the JSON text of the filing command, never more of it than the command takes. */
import { closeSync, openSync, readSync } from 'node:fs';
import { limits } from '#protocol/limits.ts';

/** A character of UTF-16 has at most 3 bytes in UTF-8, so one byte more makes a text that is too large. */
const mostBytes = 3 * limits.filing.jsonCharacters + 1;
const chunkBytes = 1024 * 1024;

/**
 * The text of a file, with its byte order mark if it has one: that is a finding. A larger file is cut off where its text
 * is already too large.
 *
 * @param file a path, or "-" for standard input
 */
export function readText(file: string): string {
  const source = file === '-' ? 0 : openSync(file, 'r');
  try {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    const chunk = new Uint8Array(chunkBytes);
    let text = '';
    for (let read = 0; read < mostBytes;) {
      const length = readChunk(source, chunk);
      if (length === 0) break;
      text += decoder.decode(chunk.subarray(0, length), { stream: true });
      read += length;
    }
    return text + decoder.decode();
  } finally {
    if (source !== 0) closeSync(source);
  }
}

/** @returns 0 at the end */
function readChunk(source: number, chunk: Uint8Array): number {
  for (;;) {
    try {
      return readSync(source, chunk);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Standard input has nothing yet; on Windows its end is an error.
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
    }
  }
}
