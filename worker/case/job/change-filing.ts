import { recordDigest } from '#protocol/filing/digest.ts';
import { Refusal } from '#protocol/refusal.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import type { CaseCaller } from '../command/command.ts';
import { admitChannel } from '../channel.ts';
import { checkedFiling } from '../filing.ts';
import type { LiveCase } from '../state.ts';
import { admitFiling, storeFiling } from './filing.ts';
import { indexed } from './index-line.ts';
import type { Opener } from './open-case.ts';

export interface Changed {
  readonly by: CaseCaller;
  readonly tenant: Tenant;
  readonly version: number;
  readonly filing: unknown;
}

/**
 * Replaces the record of a case. It is stored before the case knows it.
 *
 * @throws Refusal filing-invalid, channel-forbidden, case-changed, and as the command `change-record` does
 */
export async function changeFiling(
  changer: Opener,
  id: string,
  { by, tenant, version, filing }: Changed,
): Promise<LiveCase> {
  const { cases, now, config } = changer;
  const nowMs = now();
  const { salt, channel, version: current } = await cases.run(id, 'read', { by }, nowMs);
  if (version !== current) throw new Refusal('case-changed');
  const { record, warnings } = admitFiling(filing, nowMs);
  admitChannel(channel, record.provinceId, tenant, config);
  const checked = checkedFiling(record, { salt, provider: tenant.name, doubtful: warnings.length > 0 });
  await storeFiling(changer, id, recordDigest(record, salt), record);
  return indexed(changer, await cases.run(id, 'change-record', { by, version, filing: checked }, now()));
}
