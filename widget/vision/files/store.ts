/**
 * Files in the browser's Cache Storage, by address. If nothing can be stored, as in private windows or on a full disk, the
 * files are downloaded again.
 */
const storeName = 'beihe-files';

export class Store {
  readonly #cache: Promise<Cache | undefined>;

  constructor() {
    this.#cache = open();
  }

  /** The bytes stored under this address; undefined if there are none. */
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
      // The next visit downloads it again.
    }
  }

  /** Delete the files below this base whose address is not in the set: those of earlier versions. */
  async dropOthers(base: string, addresses: ReadonlySet<string>): Promise<void> {
    try {
      const cache = await this.#cache;
      const kept = (await cache?.keys()) ?? [];
      const outdated = kept.filter(({ url }) => url.startsWith(base) && !addresses.has(url));
      await Promise.all(outdated.map((request) => cache?.delete(request)));
    } catch {
      // They only take space.
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
