/** A new case: the record is checked, the case is created, the record is stored, and then the case is known. */
import { base64url } from 'jose';
import type { Channel, CreateCase } from '#protocol/case/case.ts';
import { jsonDigest, recordDigest, saltBytes } from '#protocol/filing/digest.ts';
import { limits } from '#protocol/limits.ts';
import type { Blobs } from '../../capture/blobs.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import type { Random } from '../../trust/random.ts';
import type { Cases } from '../cases.ts';
import { admitChannel } from '../channel.ts';
import { checkedFiling } from '../filing.ts';
import type { LiveCase } from '../state.ts';
import { admitFiling, storeFiling } from './filing.ts';
import { indexed, type Indexer } from './index-line.ts';

export interface Opener extends Indexer {
  readonly config: { readonly sandbox: boolean };
  readonly cases: Cases;
  readonly blobs: Blobs;
  readonly random: Random;
  readonly now: () => number;
}

export interface Opened {
  readonly id: string;
  readonly tenant: Tenant;
  /** Id of the API key. */
  readonly key: string;
  readonly request: CreateCase;
}

/**
 * The same request with the same id gives the same case, and finishes what an earlier one left undone.
 *
 * @throws Refusal filing-invalid, channel-forbidden, idempotency-mismatch, case-withdrawn
 */
export async function openCase(opener: Opener, { id, tenant, key, request }: Opened): Promise<LiveCase> {
  const { cases, random, now, config } = opener;
  const nowMs = now();
  const { record, warnings } = admitFiling(request.filing, nowMs);
  const channel: Channel = request.channel ?? 'self';
  admitChannel(channel, record.provinceId, tenant, config);
  const salt = base64url.encode(random(saltBytes));
  const state = await cases.run(
    id,
    'create',
    {
      by: { tenant: tenant.id, key },
      id,
      tenant: tenant.id,
      createdAtMs: nowMs,
      deleteAtMs: nowMs + limits.case.openMs,
      requestDigest: jsonDigest(request),
      channel,
      salt,
      filing: checkedFiling(record, { salt, provider: tenant.name, doubtful: warnings.length > 0 }),
    },
    nowMs,
  );
  // An earlier request with this id drew the salt, and may have ended before it stored the record.
  const digest = recordDigest(record, state.salt);
  if (digest === state.recordDigest) await storeFiling(opener, id, digest, record);
  return indexed(opener, state);
}
