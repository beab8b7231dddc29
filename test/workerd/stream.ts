/** A request's body that the test sends piece by piece. */
export function createBody() {
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  let isRead = false;
  const stream = new ReadableStream<Uint8Array>(
    {
      start(own) {
        controller = own;
      },
      pull() {
        isRead = true;
      },
    },
    // Nothing is asked for before the body is read.
    { highWaterMark: 0 },
  );
  return {
    stream,
    /** Whether the verifier has begun to read it. */
    isRead: () => isRead,
    send: (bytes: number) => controller.enqueue(new Uint8Array(bytes)),
    end: () => controller.close(),
    breakOff: () => controller.error(new Error('the connection broke')),
  };
}

/** A pause that lasts until the next turn of the event loop, however long it is meant to last. */
export const shortPause = () => scheduler.wait(0);
