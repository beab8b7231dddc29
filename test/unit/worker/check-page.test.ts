/** `/check/{number}`, the address in a form's code. */
import { expect, it } from 'vitest';
import { policies } from '#protocol/policy/registry.ts';
import { sandboxSecret } from '../../../worker/config.ts';
import { formNumber, isFormNumber } from '../../../worker/form/number.ts';
import { sandboxTenants } from '../../../worker/tenant/sandbox-tenants.ts';
import { createMemoryHost } from '../../contract/memory-host.ts';
import { createSite, origin } from '../../contract/site.ts';

const config = { sandbox: true, issuer: origin, version: '0.1.0', secret: sandboxSecret, tenants: sandboxTenants };

it('is one page for every number, which runs only what is served here and is framed by nobody', async () => {
  const asked: string[] = [];
  const ports = createMemoryHost().portsWith(policies);
  const site = async (path: string) => {
    asked.push(path);
    return ports.site(path);
  };
  const { app } = createSite({ ...ports, site }, config);
  for (const number of [formNumber(new Uint8Array(16)), 'anything', '%3Cscript%3E']) {
    const page = await app.request(`${origin}/check/${number}`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none';.*frame-ancestors 'none'$/);
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await page.text()).not.toContain(number);
  }
  expect(new Set(asked)).toEqual(new Set(['/check/']));
});

it('looks up only what has the form of a number', async () => {
  const looked: string[] = [];
  const ports = createMemoryHost().portsWith(policies);
  const caseIndex = {
    ...ports.caseIndex,
    findForm: async (number: string) => {
      looked.push(number);
      return undefined;
    },
  };
  const { app } = createSite({ ...ports, caseIndex }, config);
  const number = formNumber(crypto.getRandomValues(new Uint8Array(16)));
  expect(isFormNumber(number)).toBe(true);
  for (const given of [number, number.toLowerCase(), `${number}0`, 'BH-', 'ILOU'.repeat(7)]) {
    const answer = await app.request(`${origin}/v1/checks/${given}`);
    expect(await answer.json()).toEqual({ state: 'unknown', sandbox: true });
  }
  // Under its digest, so that the index alone reveals no number.
  expect(looked).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
});
