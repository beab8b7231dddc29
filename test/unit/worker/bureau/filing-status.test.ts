/** The question whether something is filed: the route, the account’s own client and the simulated bureau together. */
import { beforeEach, describe, expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { filingStatus } from '../../../../worker/bureau/job/filing-status.ts';
import type { BureauConfig } from '../../../../worker/bureau/configuration.ts';
import { simulatedBureaus } from '../../../../worker/sandbox/bureau/account.ts';
import { faults } from '../../../../worker/sandbox/bureau/faults.ts';
import { sandboxKeys, sandboxTenants } from '../../../../worker/tenant/sandbox-tenants.ts';
import { expectOk, individualRecord, readCase, releasedCase } from '../../../contract/filing-case.ts';
import { origin, type ProviderCall } from '../../../contract/site.ts';
import { createWorld, withDomain } from './world.ts';

const domain = 'beihe-one.cn';
const path = '/v1/filings/status';

/** Each call of the bureau fails like this, if it is set. */
let broken: Error | undefined;
let calls = 0;
let world: ReturnType<typeof createWorld>;
beforeEach(() => {
  broken = undefined;
  calls = 0;
  world = createWorld(async (call) => {
    calls += 1;
    if (broken) throw broken;
    return call();
  });
});

const askDomain = (name = domain, { account = 'sandbox', ...call }: ProviderCall & { account?: string } = {}) =>
  world.site.asProvider('GET', `${path}?${new URLSearchParams({ account, domain: name }).toString()}`, call);
const askDocument = (typeId: number, number: string, account = 'sandbox') =>
  world.site.asProvider('POST', path, { body: { account, document: { typeId, number } } });

/** A filing that the bureau has accepted. */
async function filed() {
  const { site, turn, handOver, work } = world;
  const record = withDomain(individualRecord(), domain);
  const { id } = await releasedCase(site, record);
  await turn({ answersItself: true });
  await handOver(id);
  await work();
  await work(10_000);
  await work(10_000);
  const { filingNumbers } = await readCase(site, id);
  return { record, filingNumbers: filingNumbers! };
}

describe('the status', () => {
  it('of what is filed has the numbers that its case was told', async () => {
    const { record, filingNumbers } = await filed();
    const organiserNumber = filingNumbers.organiser.filingNumber!;
    const atMs = world.clock.nowMs;
    expect(await expectOk(askDomain())).toEqual({
      account: 'sandbox',
      filed: true,
      siteName: record.services[0]!.name,
      organiserNumber,
      serviceNumber: filingNumbers.services[0]!.filingNumber!,
      atMs,
    });
    const { typeId, number } = record.organiser.document;
    expect(await expectOk(askDocument(typeId, number))).toEqual({
      account: 'sandbox',
      filed: true,
      organiserNumber,
      atMs,
    });
  });

  it('of what is not filed says so, and nothing else', async () => {
    const nothing = { account: 'sandbox', filed: false, atMs: world.clock.nowMs };
    expect(await expectOk(askDomain('例子.中国'))).toEqual(nothing);
    expect(await expectOk(askDocument(1, '91110000000000000X'))).toEqual(nothing);
  });
});

describe('a bureau that does not answer the question', () => {
  const own = faults.filter(({ group }) => group === 'status');

  it.each(own.filter(({ does }) => typeof does === 'number'))('refuses it by $name', async ({ name, does }) => {
    await world.turn({ fault: name });
    const response = await askDomain();
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({
      code: 'bureau-refused',
      faults: [{ code: expect.stringMatching(/^[a-z-]+$/), ministryCode: does, remedy: expect.any(String) }],
    });
    expect((await askDomain()).status).toBe(200);
    // Its own calls find out what is wrong with the account.
    expect(await world.overview()).toMatchObject({ state: 'ready' });
  });

  it.each(own.filter(({ does }) => typeof does !== 'number'))('is unanswered by $name', async ({ name }) => {
    await world.turn({ fault: name });
    const response = await askDomain();
    expect(response.status).toBe(503);
    expect(response.headers.get('Retry-After')).toBe('60');
    expect(await response.json()).toMatchObject({
      code: 'bureau-unanswered',
      faults: [{ code: 'bureau-unanswered', remedy: 'wait' }],
    });
    expect((await askDomain()).status).toBe(200);
  });

  it('is not reached', async () => {
    broken = new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } });
    const response = await askDomain();
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      code: 'bureau-unanswered',
      faults: [{ code: 'bureau-unreachable', remedy: 'wait' }],
    });
  });

  it('is waited for as long as a caller waits, and no longer than the account waits', async () => {
    const { ports } = world.site;
    const config = simulatedBureaus(origin)['sandbox']!;
    const waited: number[] = [];
    for (const timeoutMs of [limits.bureau.statusMs * 6, 1_000]) {
      const verifier = {
        ...ports,
        bureaus: { sandbox: { ...config, timeoutMs } },
        bureauOf: (used: BureauConfig) => {
          waited.push(used.timeoutMs);
          throw new Error('enough');
        },
      };
      await expect(filingStatus(verifier, sandboxTenants[0]!, { account: 'sandbox', domain })).rejects.toThrow(
        'enough',
      );
    }
    expect(waited).toEqual([limits.bureau.statusMs, 1_000]);
  });
});

it('a stopped account asks nothing, and names what stopped it', async () => {
  await world.turn({ fault: 'download:5' });
  await world.work();
  const before = calls;
  const response = await askDomain();
  expect(response.status).toBe(409);
  expect(await response.json()).toMatchObject({
    code: 'account-stopped',
    faults: [{ code: 'password-wrong', ministryCode: 5, remedy: 'operate' }],
  });
  expect(calls).toBe(before);
  await expectOk(world.site.asProvider('POST', '/v1/accounts/sandbox/resume'));
  expect((await askDomain()).status).toBe(200);
});

describe('an account', () => {
  it('that nobody has, and one that another tenant has, is unknown', async () => {
    const answers = [
      askDomain(domain, { account: 'nobody' }),
      askDocument(1, '91110000000000000X', 'nobody'),
      askDomain(domain, { key: sandboxKeys.assessor }),
    ];
    for (const response of await Promise.all(answers)) {
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ code: 'account-unknown' });
    }
    expect(calls).toBe(0);
  });
});

describe('a question that is none', () => {
  const get = (query: string) => () => world.site.asProvider('GET', `${path}?${query}`);
  const post = (body: unknown) => () => world.site.asProvider('POST', path, { body });
  const number = '91110000000000000X';

  it.each([
    ['without an account', get(`domain=${domain}`)],
    ['without a domain', get('account=sandbox')],
    ['with capitals', get('account=sandbox&domain=Beihe.cn')],
    ['with an address', get('account=sandbox&domain=https://beihe.cn/')],
    ['with a document in its address', get(`account=sandbox&domain=${domain}&number=${number}`)],
    ['of a type that the interface cannot ask for', post({ account: 'sandbox', document: { typeId: 13, number } })],
    ['of the type that stands for a domain', post({ account: 'sandbox', document: { typeId: 0, number } })],
    ['with a number that is too short', post({ account: 'sandbox', document: { typeId: 1, number: '123' } })],
    ['with a domain in the body', post({ account: 'sandbox', domain })],
  ])('%s is refused', async (_, ask) => {
    const response = await ask();
    expect(response.status).toBe(400);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ code: 'request-malformed' });
    expect(text).not.toContain(number);
    expect(calls).toBe(0);
  });
});
