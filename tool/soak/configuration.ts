/** The worker's configuration: as a provider's outside the sandbox, with a tenant and keys of this run. */
import { randomBytes, randomUUID } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import { createKeyPair } from '../../assess/synthetic/filer.ts';
import type { Reviewer } from '../../assess/synthetic/reviewer.ts';
import { BureauConfig } from '../../worker/bureau/configuration.ts';
import { sandboxBureau } from '../../worker/sandbox/bureau/account.ts';
import { sandboxGateway } from '../../worker/sandbox/authority/gateway.ts';
import { apiKeyDigest } from '../../worker/tenant/tenant.ts';
import { bureauOf, gatewayOf } from './stand-in.ts';

/** Name of the bureau account. */
export const account = 'bureau';

/** What the provider of this run holds. */
export interface Provider {
  /** API keys. */
  readonly key: string;
  readonly reviewersKey: string;
  readonly reviewer: Reviewer;
}

/** @param isKilled whether the worker is killed now and then */
export async function configured(standIns: string, isKilled: boolean) {
  const [key, reviewersKey] = [randomUUID(), randomUUID()];
  const reviewer: Reviewer = { id: 'reviewer', name: '核验员', key: await createKeyPair() };
  const jkt = await calculateJwkThumbprint(reviewer.key.jwk);
  const tenant = {
    id: 'soak',
    name: '测试接入服务商',
    keys: [
      { id: 'server', digest: apiKeyDigest(key), scopes: ['provide'] },
      {
        id: reviewer.id,
        digest: apiKeyDigest(reviewersKey),
        scopes: ['review'],
        signer: { name: reviewer.name, jkt },
      },
    ],
    filing: { licence: 'none: a test', assessment: 'none: a test', transferBasis: 'none: nobody is real' },
    origins: [],
    comparedBy: { person: 'authority', unit: 'authority' },
    bureaus: [account],
  };
  const variables = {
    SANDBOX: 'false',
    BEIHE_SECRET: randomBytes(48).toString('base64'),
    TENANTS: JSON.stringify([tenant]),
    SOAK_STAND_INS: standIns,
    BUREAUS: JSON.stringify({
      [account]: BureauConfig.parse({
        ...sandboxBureau,
        endpoint: bureauOf(standIns),
        pollMs: 1_000,
        // A short time-out ends the lease of a killed worker soon, so that the next one takes over its work.
        ...(isKilled && { timeoutMs: 2_000 }),
      }),
    }),
    AUTHORITIES: JSON.stringify({ authority: { ...sandboxGateway, endpoint: gatewayOf(standIns) } }),
  };
  return { variables, provider: { key, reviewersKey, reviewer } satisfies Provider };
}
