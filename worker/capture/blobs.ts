/** Where evidence is kept. */
export interface Blobs {
  put(key: string, content: Uint8Array | string): Promise<void>;
  /** @returns undefined if there is no such blob */
  get(key: string): Promise<Uint8Array | undefined>;
  delete(keys: readonly string[]): Promise<void>;
  deleteAll(prefix: string): Promise<void>;
}
