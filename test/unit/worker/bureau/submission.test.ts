/** From the forms to the ministry's answer: the app, the case, the account, the client and the simulated bureau together. */
import { describe, expect, it } from 'vitest';
import type { ProviderCase } from '#protocol/case/case.ts';
import { parseXml } from '../../../../worker/bureau/xml.ts';
import { decodeGbk } from '../../../../worker/bureau/gbk.ts';
import { expectOk, individualRecord, readCase, releasedCase, type CaseSite } from '../../../contract/filing-case.ts';
import { allOf } from './job/booked-bureau.ts';
import { createWorld, withDomain } from './world.ts';

const stateOf = async (site: CaseSite, id: string): Promise<ProviderCase['state']> => (await readCase(site, id)).state;

describe('a case that is handed over', () => {
  it('is accepted with the ministry’s numbers, though the account stops once and an answer is lost', async () => {
    const { site, turn, books, handOver, work, overview } = createWorld();
    const { id } = await releasedCase(site, individualRecord());
    await work();
    expect((await overview()).codeTables).toMatchObject({ contents: expect.any(Number) });
    await turn({ answersItself: true });
    await turn({ fault: 'upload:5' });
    await handOver(id);
    expect(await stateOf(site, id)).toBe('submitted');
    await work();
    const { accounts } = await expectOk<{ accounts: unknown[] }>(site.asProvider('GET', '/v1/accounts'));
    expect(accounts).toMatchObject([{ name: 'sandbox', state: 'stopped', cause: { code: 5, remedy: 'operate' } }]);
    expect((await readCase(site, id)).submissions).toMatchObject([{ stage: 'queued', trouble: { code: 5 } }]);

    await turn({ fault: 'upload:lost' });
    const resumed = await expectOk(site.asProvider('POST', '/v1/accounts/sandbox/resume'));
    expect(resumed).toMatchObject({ state: 'ready' });
    await work();
    expect(await stateOf(site, id)).toBe('submitted');
    await work(10_000);
    await work(10_000);
    const read = await readCase(site, id);
    expect(read.state).toBe('accepted');
    expect(read.submissions).toMatchObject([
      { round: 1, account: 'sandbox', stage: 'answered', file: { sequence: 1 }, result: { accepted: true } },
    ]);
    expect(read.filingNumbers).toMatchObject({
      organiser: { filingNumber: expect.stringContaining('ICP备') },
      services: [{ id: read.services[0]!.id, filingNumber: expect.stringContaining('ICP备') }],
    });
    expect(await overview()).toMatchObject({
      state: 'ready',
      nextSequence: 2,
      unmatched: [],
      setAside: [],
      files: [{ sequence: 1, state: 'taken', digest: read.submissions[0]!.file!.digest }],
    });
    expect(await books()).toMatchObject({ uploads: 1, records: 1, duplicates: { records: 0, uploads: 0 } });
  });

  it('is returned with the code and its meaning, and has the account’s own id in its XML', async () => {
    const { site, handOver, work } = createWorld();
    const { id } = await releasedCase(site, withDomain(individualRecord(), 'sandbox-1005.cn'));
    const providerIn = async () => {
      const response = await site.asProvider('GET', `/v1/cases/${id}/record.xml`);
      const xml = parseXml(decodeGbk(new Uint8Array(await response.arrayBuffer())));
      return allOf(xml, 'Qqdwid')[0]!.children[0];
    };
    expect(await providerIn()).toBe('1');
    await handOver(id);
    await work();
    expect(await stateOf(site, id)).toBe('sms-pending');
    expect(await providerIn()).toBe('100001');
    await work(5_000);
    const read = await readCase(site, id);
    expect(read.state).toBe('returned');
    expect(read.submissions).toMatchObject([
      { result: { accepted: false, codes: [{ code: 1005, remedy: 'correct' }] } },
    ]);
  });
});

it('the routes know no account of another tenant', async () => {
  const { site } = createWorld();
  for (const [method, path] of [
    ['GET', '/v1/accounts/other'],
    ['POST', '/v1/accounts/other/resume'],
  ] as const) {
    const response = await site.asProvider(method, path);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'account-unknown' });
  }
});
