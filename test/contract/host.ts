/**
 * What the contract suite needs from a host: its ports, and a way to see what it stores and when it wakes a session.
 */
import type { Ports } from '../../worker/ports.ts';
import type { StoredSession } from '../../worker/retention/sealed-state.ts';

export type StoringPorts = Pick<Ports, 'sessions' | 'blobs' | 'sessionKeys' | 'keys'>;

export interface ContractHost {
  readonly ports: StoringPorts;
  /** Restart: everything that is not stored is lost. @returns ports over the same storage */
  restart(): Promise<StoringPorts>;
  /** The stored state of a session, without conversion. */
  stored(id: string): Promise<StoredSession | undefined>;
  /** Store a session's state, as another version of the verifier may have left it. */
  store(id: string, state: StoredSession): Promise<void>;
  /** When the host will wake the session next; undefined if never. */
  wakesAtMs(id: string): Promise<number | undefined>;
  /** Wake the session, as its alarm would at that time. */
  wake(id: string, nowMs: number): Promise<void>;
}
