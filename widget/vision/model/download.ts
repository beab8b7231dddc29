/** One file over a network that comes and goes. */

/** Waits before a download that broke off begins again. Convention: a lift, a change of cells. */
const againAfterMs = [500, 1_000, 2_000, 4_000];

/**
 * The body at this address, whatever type its server calls it.
 *
 * @param onBytes told of every chunk that arrives; less than 0 when a part has to come again
 * @param cache how the browser's HTTP cache is used
 * @throws Error model-missing if the server has no such file; network-lost if it cannot be had after all tries
 */
export async function download(
  url: string,
  onBytes: (bytes: number) => void,
  cache: RequestCache = 'default',
): Promise<Uint8Array<ArrayBuffer>> {
  for (const waitMs of [...againAfterMs, undefined]) {
    let received = 0;
    try {
      const response = await fetch(url, { cache });
      if (response.status >= 500) throw new Error(`status ${response.status}`);
      if (!response.ok || !response.body) throw new Error('model-missing', { cause: response.status });
      const counted = response.body.pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform(chunk, controller) {
            received += chunk.length;
            onBytes(chunk.length);
            controller.enqueue(chunk);
          },
        }),
      );
      return new Uint8Array(await new Response(counted).arrayBuffer());
    } catch (error) {
      if (error instanceof Error && error.message === 'model-missing') throw error;
      onBytes(-received);
      if (waitMs === undefined) throw new Error('network-lost', { cause: error });
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
  throw new Error('network-lost');
}
