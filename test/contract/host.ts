/**
 * What the contract suites need from a host: its ports, and a way to see what it stores and when it wakes an object.
 */
import type { StoredPersonState } from '../../worker/person/stored.ts';
import type { Ports } from '../../worker/ports.ts';
import type { StoredCase } from '../../worker/retention/sealed-case.ts';
import type { StoredSession } from '../../worker/retention/sealed-session.ts';

export type StoringPorts = Pick<
  Ports,
  | 'sessions'
  | 'cases'
  | 'caseIndex'
  | 'persons'
  | 'blobs'
  | 'accounts'
  | 'feeds'
  | 'sessionKeys'
  | 'caseKeys'
  | 'fileKeys'
  | 'keys'
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

/** Bureau accounts, by name. */
export interface HostAccounts {
  /** When the host will wake the account next; undefined if never. */
  wakesAtMs(name: string): Promise<number | undefined>;
  /** Wake the account, with this in place of what goes on with it. */
  wakeWith(name: string, nowMs: number, drain: (account: string) => Promise<void>): Promise<void>;
}

export interface HostFeeds extends Pick<HostObjects<never>, 'wakesAtMs' | 'wake'> {
  /** Wake the feed, with this in place of what sends its webhooks. */
  wakeWith(tenant: string, nowMs: number, deliver: (tenant: string) => Promise<boolean>): Promise<void>;
}

export interface ContractHost {
  readonly ports: StoringPorts;
  readonly sessions: HostObjects<StoredSession>;
  readonly cases: HostCases;
  readonly accounts: HostAccounts;
  readonly persons: HostObjects<StoredPersonState>;
  readonly feeds: HostFeeds;
  /** Restart: everything that is not stored is lost. @returns ports over the same storage */
  restart(): Promise<StoringPorts>;
}
