/**
 * What the contract suites need from a host: its ports, and a way to see what it stores and when it wakes an object.
 */
import type { StoredPersonState } from '../../worker/person/stored.ts';
import type { Ports } from '../../worker/ports.ts';
import type { StoredCase } from '../../worker/retention/sealed-case.ts';
import type { StoredSession } from '../../worker/retention/sealed-session.ts';

export type StoringPorts = Pick<
  Ports,
  'sessions' | 'cases' | 'caseIndex' | 'persons' | 'blobs' | 'sessionKeys' | 'caseKeys' | 'keys'
>;

/** The objects of one kind, by id. */
export interface HostObjects<Stored> {
  /** The stored state, without conversion. */
  stored(id: string): Promise<Stored | undefined>;
  /** Store a state, as another version of the verifier may have left it. */
  store(id: string, state: Stored): Promise<void>;
  /** When the host will wake the object next; undefined if never. */
  wakesAtMs(id: string): Promise<number | undefined>;
  /** Wake the object, as its alarm would at that time. */
  wake(id: string, nowMs: number): Promise<void>;
}

export interface HostCases extends HostObjects<StoredCase> {
  /** Wake the case, with this in place of what goes on with it. */
  wakeWith(id: string, nowMs: number, resume: (id: string) => Promise<void>): Promise<void>;
}

export interface ContractHost {
  readonly ports: StoringPorts;
  readonly sessions: HostObjects<StoredSession>;
  readonly cases: HostCases;
  readonly persons: HostObjects<StoredPersonState>;
  /** Restart: everything that is not stored is lost. @returns ports over the same storage */
  restart(): Promise<StoringPorts>;
}
