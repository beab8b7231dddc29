/** What the core asks of its host. One contract, so that the same app runs on Cloudflare and on a provider's machines. */
import type { CryptoKey, JSONWebKeySet } from 'jose';
import type { Eyes } from './look.ts';
import type { Answer, Command, Kind } from './session.ts';

/** Capture sessions, each a single writer: of two commands to one session, one has wholly run before the other starts. */
export interface Sessions {
  /** @throws Refusal as the command does */
  run<K extends Kind>(id: string, command: Command<K>, nowMs: number): Promise<Answer<K>>;
}

/** Evidence at rest. */
export interface Blobs {
  put(key: string, content: Uint8Array | string): Promise<void>;
  /** @returns undefined if there is no such blob */
  get(key: string): Promise<Uint8Array | undefined>;
  delete(keys: readonly string[]): Promise<void>;
  deleteAll(prefix: string): Promise<void>;
}

/** The verifier's signing keys at one time. */
export interface Ring {
  readonly signing: { readonly kid: string; readonly key: CryptoKey };
  /** Every public key whose signatures may still be good. */
  readonly published: JSONWebKeySet;
}

export interface Keys {
  ring(nowMs: number): Promise<Ring>;
}

export interface Ports {
  readonly sessions: Sessions;
  readonly blobs: Blobs;
  readonly keys: Keys;
  /** @throws Error if they cannot be opened now; the next call tries again */
  readonly eyes: () => Promise<Eyes>;
  /** A page or file of the built site, as the host serves it. */
  readonly site: (path: string) => Promise<Response>;
  /** Server time, epoch milliseconds. */
  readonly now: () => number;
  /** So many bytes from a cryptographic source. */
  readonly random: (length: number) => Uint8Array;
  /** One line of the log; what it is given never holds a token, a secret or a score. */
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}
