/** Answers that break on the way. */
export const webPage = (status: number): Response =>
  new Response('<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>', {
    status,
    headers: { 'content-type': 'text/html;charset=utf-8' },
  });

/** A body whose connection breaks in the middle. */
export function brokenOff(whole: string, headers: Headers): Response {
  let isStarted = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isStarted) controller.error(new Error('the simulated bureau cut the connection'));
      else controller.enqueue(new TextEncoder().encode(whole.slice(0, whole.length / 2)));
      isStarted = true;
    },
  });
  return new Response(body, { headers });
}
