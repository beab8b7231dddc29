/**
 * Files kept in the browser's Cache Storage, by digest. Only a help: a browser that keeps nothing, as in private
 * windows or when its disk is full, downloads again.
 */
const storeName = 'beihe-files';

export class Store {
  readonly #cache: Promise<Cache | undefined>;

  constructor() {
    this.#cache = open();
  }

  /** The bytes kept under this address; undefined if there are none. */
  async find(address: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    try {
      const kept = await (await this.#cache)?.match(address);
      return kept && new Uint8Array(await kept.arrayBuffer());
    } catch {
      return undefined;
    }
  }

  async keep(address: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    try {
      await (await this.#cache)?.put(address, new Response(bytes));
    } catch {
      // Nothing is lost but the next visit's time.
    }
  }

  /** Forget what earlier versions kept from below this address. */
  async dropOthers(base: string, addresses: ReadonlySet<string>): Promise<void> {
    try {
      const cache = await this.#cache;
      const kept = (await cache?.keys()) ?? [];
      const outdated = kept.filter(({ url }) => url.startsWith(base) && !addresses.has(url));
      await Promise.all(outdated.map((request) => cache?.delete(request)));
    } catch {
      // As above.
    }
  }
}

async function open(): Promise<Cache | undefined> {
  try {
    return await caches.open(storeName);
  } catch {
    return undefined;
  }
}
