import type { Random } from '../trust/random.ts';

/** What a connector needs from outside. */
export interface ConnectorPorts {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly random: Random;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Whether the databases are the simulated ones; then only marked answers count, and otherwise only unmarked ones. */
  readonly sandbox: boolean;
}
