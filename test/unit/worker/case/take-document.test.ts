/** A document that the case does not take leaves nothing behind, over HTTP, on the host in memory. */
import { base64url } from 'jose';
import { expect, it, vi } from 'vitest';
import { policies } from '#protocol/policy/registry.ts';
import { limits } from '#protocol/limits.ts';
import type { Problem } from '#protocol/problem.ts';
import type { LiveCase } from '../../../../worker/case/state.ts';
import { sandboxSecret } from '../../../../worker/config.ts';
import { sandboxTenants } from '../../../../worker/tenant/sandbox-tenants.ts';
import { companyRecord, flatJpeg, openCase } from '../../../contract/filing-case.ts';
import { createMemoryHost } from '../../../contract/memory-host.ts';
import { createSite, origin } from '../../../contract/site.ts';

it('stores no picture of a document that is refused', async () => {
  const config = { sandbox: true, issuer: origin, version: '0.1.0', secret: sandboxSecret, tenants: sandboxTenants };
  const site = createSite(createMemoryHost().portsWith(policies), config);
  const { id } = await openCase(site, companyRecord());
  const picture = base64url.encode(await flatJpeg(site));
  const put = async (kind: string, body: object) => {
    const response = await site.asProvider('PUT', `/v1/cases/${id}/documents/${kind}`, { body: { picture, ...body } });
    return response.ok ? response.status : ((await response.json()) as Problem).code;
  };
  const stored = vi.spyOn(site.ports.blobs, 'put');

  expect(await put('on-site-photo', { subject: 'organiser' })).toBe('channel-forbidden');
  const fields = { validUntil: '长期' };
  expect(await put('person-document-back', { subject: 'service-9', fields })).toBe('subject-unknown');
  const { run } = site.ports.cases;
  // A case whose timeline is full.
  vi.spyOn(site.ports.cases, 'run').mockImplementation(async (...args) => {
    const answer = await run(...args);
    if (args[1] !== 'read') return answer;
    const { timeline } = answer as LiveCase;
    return {
      ...(answer as LiveCase),
      timeline: Array.from({ length: limits.case.events }, () => timeline[0]!),
    } as never;
  });
  expect(await put('person-document-back', { subject: 'organiser', fields })).toBe('case-exhausted');
  expect(stored).not.toHaveBeenCalled();
});
