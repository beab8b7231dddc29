/** The app, the account's own client and the simulated bureau together, on one clock. */
import type { BureauAccountView } from '#protocol/case/bureau-account.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { policies } from '#protocol/policy/registry.ts';
import { sandboxSecret } from '../../../../worker/config.ts';
import { bureauSimulation } from '../../../../worker/sandbox/bureau/simulation.ts';
import { sandboxTenants } from '../../../../worker/tenant/sandbox-tenants.ts';
import { expectOk, type CaseSite } from '../../../contract/filing-case.ts';
import { createMemoryHost } from '../../../contract/memory-host.ts';
import { memoryRows } from '../../../contract/memory-rows.ts';
import { createSite, origin } from '../../../contract/site.ts';

/** @param line carries the calls to the bureau, and may break them */
export function createWorld(line = (call: () => Promise<Response>) => call()) {
  const clock = { nowMs: Date.now() };
  const ports = createMemoryHost().portsWith(policies);
  const bureau = bureauSimulation(memoryRows(), {
    now: () => clock.nowMs,
    pause: async () => {},
    random: ports.random,
  });
  const config = {
    sandbox: true,
    issuer: origin,
    version: '0.1.0',
    secret: sandboxSecret,
    tenants: sandboxTenants,
  };
  const site: CaseSite = createSite(
    { ...ports, sandboxBureau: (request) => line(async () => bureau.fetch(request)) },
    config,
    clock,
  );
  const turn = async (change: object) =>
    expectOk(
      bureau.request(`${origin}/sandbox/bureau/switch`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(change),
      }),
    );
  const books = () => expectOk(bureau.request(`${origin}/sandbox/bureau/books`));
  const handOver = async (id: string) => {
    await expectOk(site.asProvider('POST', `/v1/cases/${id}/submissions`));
    await site.resume(id);
  };
  const work = async (afterMs = 0): Promise<void> => {
    clock.nowMs += afterMs;
    await site.drain('sandbox');
  };
  const overview = () => expectOk<BureauAccountView>(site.asProvider('GET', '/v1/accounts/sandbox'));
  return { site, clock, turn, books, handOver, work, overview };
}

export const withDomain = (record: FilingRecord, domain: string): FilingRecord => ({
  ...record,
  services: [{ ...record.services[0]!, domains: [domain], homeUrl: `https://www.${domain}/` }],
});
