/** Download one file, with retries. */

/**
 * Waits before a broken download is retried. Convention: long enough for a ride in a lift or a change of the mobile
 * cell.
 */
const againAfterMs = [500, 1_000, 2_000, 4_000];

/**
 * The body at this address, whatever its content type; only a page of HTML is no file. Sites with one start page, and their
 * service workers, answer with it for each file that they lack.
 *
 * @param onBytes called with the size of each chunk that arrives; with a negative size when bytes are to be fetched again
 * @param cache how the browser's HTTP cache is used
 * @throws Error model-missing if the server has no such file; network-lost after the last retry; the signal's reason if
 *   it aborts
 */
export async function download(
  url: string,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
  cache: RequestCache = 'default',
): Promise<Uint8Array<ArrayBuffer>> {
  for (const waitMs of [...againAfterMs, undefined]) {
    let received = 0;
    try {
      const response = await fetch(url, { cache, signal });
      if (response.status >= 500) throw new Error(`status ${response.status}`);
      const isPage = /^text\/html\b/.test(response.headers.get('content-type') ?? '');
      if (!response.ok || !response.body || isPage) throw new Error('model-missing', { cause: response.status });
      return await read(response.body, (bytes) => {
        received += bytes;
        onBytes(bytes);
      });
    } catch (error) {
      if (signal.aborted || (error instanceof Error && error.message === 'model-missing')) throw error;
      onBytes(-received);
      if (waitMs === undefined) throw new Error('network-lost', { cause: error });
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
  throw new Error('network-lost');
}

async function read(body: ReadableStream<Uint8Array>, onBytes: (bytes: number) => void) {
  const chunks: Uint8Array[] = [];
  let total = 0;
  const reader = body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
    total += next.value.length;
    onBytes(next.value.length);
  }
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
