/** Several cases of one person, submitted at once, over HTTP on the host in memory. */
import { describe, expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { policies } from '#protocol/policy/registry.ts';
import { sandboxSecret } from '../../../../worker/config.ts';
import { sandboxTenants } from '../../../../worker/tenant/sandbox-tenants.ts';
import { completeCase, expectOk, individualRecord, submit, until } from '../../../contract/filing-case.ts';
import { createMemoryHost } from '../../../contract/memory-host.ts';
import { createSite, origin } from '../../../contract/site.ts';

const config = { sandbox: true, issuer: origin, version: '0.1.0', secret: sandboxSecret, tenants: sandboxTenants };
const { perDay } = limits.person.comparisons;

/** As many cases as the day has comparisons, and two more. @param person the scene of the sandbox's authority */
async function comparedAtOnce(person: number) {
  const site = createSite(createMemoryHost().portsWith(policies), config);
  const complete = [];
  for (let n = 0; n < perDay + 2; n += 1) complete.push(await completeCase(site, individualRecord({ person })));
  await Promise.all(complete.map(async ({ id }) => expectOk(submit(site, id))));
  return Promise.all(complete.map(({ id }) => until(site, id, ({ state }) => state !== 'comparing')));
}

describe('cases of one person that are submitted at once', () => {
  it('learn no more than three times a day that the authority does not confirm the person', async () => {
    const read = await comparedAtOnce(1);
    const causes = read.flatMap(({ reasons }) => reasons.map(({ cause }) => cause));
    expect(causes.toSorted()).toEqual([
      'comparison-exhausted',
      'comparison-exhausted',
      ...Array.from({ length: perDay }, () => 'comparison-mismatch'),
    ]);
    const sendings = read.flatMap(({ comparisons }) => comparisons.map(({ result }) => result!.sendings));
    expect(sendings.reduce((sum, each) => sum + each)).toBe(perDay);
  });
});
