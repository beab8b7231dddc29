/** Model and runtime files, from the cache or the network, checked against this build's digests. */
import { toHex } from '../encoding.ts';
import { download } from './download.ts';
import type { ExpectedFile } from './expected.ts';
import { Store } from './store.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export class Files {
  readonly #base: string;
  readonly #onBytes: (bytes: number) => void;
  readonly #signal: AbortSignal;
  readonly #store = new Store();
  /** Files that were fetched but are not in the cache yet, by address. */
  readonly #fetched = new Map<string, Bytes>();

  /**
   * @param base address where all files are served, with a trailing slash
   * @param onBytes called with the size of each chunk that arrives; with a negative size when bytes are to be fetched again
   * @param signal aborts all downloads
   */
  constructor(base: string, onBytes: (bytes: number) => void, signal: AbortSignal) {
    [this.#base, this.#onBytes, this.#signal] = [base, onBytes, signal];
  }

  /**
   * The file, from the cache of an earlier visit or from the network.
   *
   * @throws Error model-missing, model-altered, network-lost
   */
  async get(expected: ExpectedFile): Promise<Bytes> {
    const address = this.#addressOf(expected);
    const kept = await this.#store.find(address);
    if (kept && (await isAsExpected(kept, expected))) {
      this.#onBytes(kept.length);
      return kept;
    }
    let bytes = await download(address, this.#onBytes, this.#signal);
    if (!(await isAsExpected(bytes, expected))) {
      // The browser's HTTP cache may have a damaged copy, so fetch the file again without that cache.
      this.#onBytes(-bytes.length);
      bytes = await download(address, this.#onBytes, this.#signal, 'reload');
      if (!(await isAsExpected(bytes, expected))) throw new Error('model-altered', { cause: expected.path });
    }
    this.#fetched.set(address, bytes);
    return bytes;
  }

  /** Store the fetched files for the next visit. */
  async keep(): Promise<void> {
    const fetched = [...this.#fetched];
    this.#fetched.clear();
    await Promise.all(fetched.map(([address, bytes]) => this.#store.keep(address, bytes)));
  }

  /** Delete all other files below this base: those of earlier versions. */
  dropOthers(expected: readonly ExpectedFile[]): Promise<void> {
    return this.#store.dropOthers(this.#base, new Set(expected.map((file) => this.#addressOf(file))));
  }

  /** The address contains the digest, so that a cache cannot return an older version. */
  #addressOf({ path, sha256 }: ExpectedFile): string {
    return new URL(`${path}?sha256=${sha256.slice(0, 16)}`, this.#base).href;
  }
}

const isAsExpected = async (bytes: Bytes, { sha256 }: ExpectedFile): Promise<boolean> =>
  toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))) === sha256;
