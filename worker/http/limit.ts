import { bodyLimit } from 'hono/body-limit';
import { Refusal } from '#protocol/refusal.ts';

/** Refuses a larger body before it is parsed. Without a Content-Length its bytes are counted as they arrive. */
export const limit = (maxBytes: number) =>
  bodyLimit({
    maxSize: maxBytes,
    onError: () => {
      throw new Refusal('request-too-large');
    },
  });
