/** What the work on a case needs of the verifier. */
import type { Authorities } from '../../authority/authorities.ts';
import type { Accounts } from '../../bureau/account/accounts.ts';
import type { Bureaus } from '../../bureau/configuration.ts';
import type { Feeds } from '../../delivery/feeds.ts';
import type { Jobs } from '../../delivery/jobs.ts';
import type { FormKit } from '../../form/kit.ts';
import type { Load } from '../../load/load.ts';
import type { Persons } from '../../person/persons.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import type { Collector } from './collect.ts';
import type { Opener } from './open-case.ts';

export interface CaseWork extends Opener, Collector {
  readonly config: { readonly sandbox: boolean; readonly issuer: string; readonly tenants: readonly Tenant[] };
  readonly authorities: Authorities;
  /** The accounts at bureaus, by name. */
  readonly bureaus: Bureaus;
  readonly accounts: Pick<Accounts, 'enqueue' | 'codeTables'>;
  readonly feeds: Pick<Feeds, 'append'>;
  readonly jobs: Jobs;
  readonly persons: Persons;
  /** The key of `personName`. */
  readonly personKey: Uint8Array;
  readonly formKit: () => Promise<FormKit>;
  readonly load: Pick<Load, 'queue'>;
  /** Lets work finish after the request that began it. */
  readonly keepAlive: (work: Promise<unknown>) => void;
}
