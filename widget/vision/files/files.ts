/** Model and runtime files: kept or fetched as bytes, checked against the digests this build was made with. */
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
  /** What came over the network and is not kept yet, by address. */
  readonly #fetched = new Map<string, Bytes>();

  /**
   * @param base where everything is served, with a trailing slash
   * @param onBytes told of every chunk that arrives; less than 0 when a part has to come again
   * @param signal ends all downloads
   */
  constructor(base: string, onBytes: (bytes: number) => void, signal: AbortSignal) {
    [this.#base, this.#onBytes, this.#signal] = [base, onBytes, signal];
  }

  /** The file as expected, kept from an earlier visit or fetched. @throws Error model-missing, model-altered, network-lost */
  async get(expected: ExpectedFile): Promise<Bytes> {
    const address = this.#addressOf(expected);
    const kept = await this.#store.find(address);
    if (kept && (await isAsExpected(kept, expected))) {
      this.#onBytes(kept.length);
      return kept;
    }
    let bytes = await download(address, this.#onBytes, this.#signal);
    if (!(await isAsExpected(bytes, expected))) {
      // The browser's own cache may hold what broke off once.
      this.#onBytes(-bytes.length);
      bytes = await download(address, this.#onBytes, this.#signal, 'reload');
      if (!(await isAsExpected(bytes, expected))) throw new Error('model-altered', { cause: expected.path });
    }
    this.#fetched.set(address, bytes);
    return bytes;
  }

  /** Keep for the next visit what was fetched on this one. */
  async keep(): Promise<void> {
    const fetched = [...this.#fetched];
    this.#fetched.clear();
    await Promise.all(fetched.map(([address, bytes]) => this.#store.keep(address, bytes)));
  }

  /** Forget whatever else was kept from here, by earlier versions. */
  dropOthers(expected: readonly ExpectedFile[]): Promise<void> {
    return this.#store.dropOthers(this.#base, new Set(expected.map((file) => this.#addressOf(file))));
  }

  /** A file's address changes with its content, so that no cache can give an old one. */
  #addressOf({ path, sha256 }: ExpectedFile): string {
    return new URL(`${path}?sha256=${sha256.slice(0, 16)}`, this.#base).href;
  }
}

const isAsExpected = async (bytes: Bytes, { sha256 }: ExpectedFile): Promise<boolean> =>
  toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))) === sha256;
