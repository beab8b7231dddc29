/** Where evidence is kept. */
export interface Blobs {
  put(key: string, content: Uint8Array | string): Promise<void>;
  /** @returns undefined if there is no such blob */
  get(key: string): Promise<Uint8Array | undefined>;
  /** Keys without a blob are no error. */
  delete(keys: readonly string[]): Promise<void>;
  /** Delete all blobs whose key begins with the prefix, however many. */
  deleteAll(prefix: string): Promise<void>;
}
