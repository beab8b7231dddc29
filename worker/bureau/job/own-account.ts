/** The account of a name, for the tenant that has it. */
import { Refusal } from '#protocol/refusal.ts';
import type { Tenant } from '../../tenant/tenant.ts';

/** @throws Refusal account-unknown for an account that is not the tenant's, whether another one has it or nobody */
export function ownAccount({ bureaus = [] }: Tenant, name: string): string {
  if (!bureaus.includes(name)) throw new Refusal('account-unknown');
  return name;
}
