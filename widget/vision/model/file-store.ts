/**
 * Files kept in the browser's Cache Storage, by digest. Only a help: a browser that keeps nothing, as in private
 * windows or when its disk is full, downloads again.
 */
const storeName = 'beihe-files';

/** The bytes kept under this address; undefined if there are none. */
export async function findFile(address: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const kept = await (await caches.open(storeName)).match(address);
    return kept && new Uint8Array(await kept.arrayBuffer());
  } catch {
    return undefined;
  }
}

export async function keepFile(address: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    await (await caches.open(storeName)).put(address, new Response(bytes));
  } catch {
    // Nothing is lost but the next visit's time.
  }
}

/** Forget the files of this folder that an earlier version kept. */
export async function dropOthers(folder: string, addresses: ReadonlySet<string>): Promise<void> {
  try {
    const store = await caches.open(storeName);
    const outdated = (await store.keys()).filter(({ url }) => url.startsWith(folder) && !addresses.has(url));
    await Promise.all(outdated.map((request) => store.delete(request)));
  } catch {
    // As above.
  }
}
