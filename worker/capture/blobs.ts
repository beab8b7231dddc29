/** The store for evidence. */
export interface Blobs {
  put(key: string, content: Uint8Array | string): Promise<void>;
  /** @returns undefined if there is no such blob */
  get(key: string): Promise<Uint8Array | undefined>;
  /** A key without a blob is not an error. */
  delete(keys: readonly string[]): Promise<void>;
  /** Delete all blobs whose key begins with the prefix. There is no limit to their number. */
  deleteAll(prefix: string): Promise<void>;
}
