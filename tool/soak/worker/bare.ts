/** The bare host: a worker that stores each body in the object that the path names, and does nothing else. */
import { DurableObject } from 'cloudflare:workers';

export class Bare extends DurableObject {
  #stored = 0;

  async store(body: ArrayBuffer): Promise<void> {
    this.ctx.storage.kv.put(`body-${this.#stored}`, body);
    this.#stored += 1;
  }
}

export default {
  async fetch(request, { OBJECTS }) {
    const name = new URL(request.url).pathname;
    if (name === '/healthz') return new Response();
    await OBJECTS.getByName(name).store(await request.arrayBuffer());
    return new Response();
  },
} satisfies ExportedHandler<{ readonly OBJECTS: DurableObjectNamespace<Bare> }>;
