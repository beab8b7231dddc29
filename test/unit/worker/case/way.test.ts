/** The whole way of a case over HTTP, on the host in memory. */
import { describe, expect, it } from 'vitest';
import { policies } from '#protocol/policy/registry.ts';
import { sandboxSecret } from '../../../../worker/config.ts';
import { sandboxTenants } from '../../../../worker/tenant/sandbox-tenants.ts';
import { digestOf } from '../../../../worker/trust/digest.ts';
import { companyRecord, individualRecord, releasedCase } from '../../../contract/filing-case.ts';
import { createMemoryHost } from '../../../contract/memory-host.ts';
import { createSite, origin } from '../../../contract/site.ts';

const config = { sandbox: true, issuer: origin, version: '0.1.0', secret: sandboxSecret, tenants: sandboxTenants };

describe('a case', () => {
  it.each([
    ['a company', companyRecord()],
    ['an individual', individualRecord()],
  ])('of %s goes from the record to the form', async (_, record) => {
    const site = createSite(createMemoryHost().portsWith(policies), config);
    const { read } = await releasedCase(site, record);
    const questions = record.organiser.kind === 'unit' ? 2 : 1;
    expect(read.timeline.map(({ event }) => event).filter((event) => event !== 'document-put')).toEqual([
      'created',
      'session-created',
      'signed',
      'consented',
      'verified',
      'submitted',
      ...Array.from({ length: questions }, () => ['question-asked', 'question-answered']).flat(),
      'in-review',
      'reviewed',
      'forms-released',
    ]);
    expect(read.forms).toHaveLength(record.services.length);
    expect(await site.ports.caseIndex.findForm(digestOf(read.forms[0]!.number))).toMatchObject({ state: 'valid' });
  });
});
