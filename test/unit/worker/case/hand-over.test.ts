/** A case that is handed over, over HTTP, on the host in memory. The test is the account that the ministry answers. */
import { describe, expect, it } from 'vitest';
import type { CaseSummary, ProviderCase } from '#protocol/case/case.ts';
import { seedCodeTables } from '#protocol/filing/code-table.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { policies } from '#protocol/policy/registry.ts';
import { casePictureKey, formFileKey } from '../../../../worker/case/blob-keys.ts';
import type { CaseArgs, CaseKind } from '../../../../worker/case/commands.ts';
import { sandboxSecret } from '../../../../worker/config.ts';
import type { Ports } from '../../../../worker/ports.ts';
import { sandboxTenants } from '../../../../worker/tenant/sandbox-tenants.ts';
import {
  approvalFor,
  blobsOf,
  companyRecord,
  completeCase,
  expectOk,
  handOver,
  individualRecord,
  openCase,
  readCase,
  releasedCase,
  sendReview,
  submit,
  until,
  type CaseSite,
} from '../../../contract/filing-case.ts';
import { createMemoryHost } from '../../../contract/memory-host.ts';
import { createSite, origin } from '../../../contract/site.ts';
import { digestOf } from '../../../../worker/trust/digest.ts';
import { unit } from '../../protocol/filing/example.ts';
import { byVerifier, formsArgs, formsOf, resultArgs, reviewOf, uploadArgs } from './stage.ts';

const config = { sandbox: true, issuer: origin, version: '0.1.0', secret: sandboxSecret, tenants: sandboxTenants };
const record = individualRecord();

function newSite(changes: Partial<typeof config> = {}, instead: (ports: Ports) => Partial<Ports> = () => ({})) {
  const ports = createMemoryHost().portsWith(policies);
  return createSite({ ...ports, ...instead(ports) }, { ...config, ...changes });
}

/** What the account tells the case. */
async function tell<K extends CaseKind>(site: CaseSite, id: string, kind: K, args: CaseArgs<K>): Promise<ProviderCase> {
  await site.ports.cases.run(id, kind, args, site.clock.nowMs);
  return readCase(site, id);
}

/** A case whose forms have no files, because drawing them takes seconds. */
async function readyCase(site: CaseSite, of: FilingRecord = record) {
  const complete = await completeCase(site, of);
  const { id } = complete;
  await expectOk(submit(site, id));
  await until(site, id, ({ state }) => state === 'in-review');
  const { cases, now } = site.ports;
  const state = await cases.run(id, 'read', byVerifier, now());
  const by = { tenant: state.tenant, key: 'sandbox-reviewer' };
  const { state: approved } = await cases.run(id, 'review', { ...reviewOf(state), by }, now());
  const forms = formsOf(approved).map((form) => ({ ...form, number: `${id} ${form.number}` }));
  await cases.run(id, 'add-forms', { ...formsArgs(approved), forms }, now());
  await site.resume(id);
  return { ...complete, read: await readCase(site, id) };
}

/** A case that the bureau has taken. */
async function pendingCase(site: CaseSite, make: typeof readyCase | typeof releasedCase = readyCase) {
  const ready = await make(site, record);
  await expectOk(handOver(site, ready.id));
  return { ...ready, read: await tell(site, ready.id, 'note-upload', uploadArgs(1)) };
}

async function returnedCase(site: CaseSite, make?: typeof releasedCase) {
  const pending = await pendingCase(site, make);
  return { ...pending, read: await tell(site, pending.id, 'note-result', resultArgs(1, { accepted: false })) };
}

const codeOf = async (response: Response | Promise<Response>) =>
  ((await (await response).json()) as { code: string }).code;

/** Of the first form, in the index. */
const stateOfForm = async (site: CaseSite, { forms }: ProviderCase) =>
  (await site.ports.caseIndex.findForm(digestOf(forms[0]!.number)))?.state;

const checkOf = async (site: CaseSite, number: string) =>
  ((await (await site.app.request(`${origin}/v1/checks/${number}`)).json()) as { state: string }).state;

describe('a hand-over', () => {
  it('puts the round into the queue of the province’s account, once, and the case tells so', async () => {
    const site = newSite();
    const { id } = await readyCase(site);
    const headers = { 'Idempotency-Key': 'hand-over' };
    const first = await handOver(site, id, headers);
    expect(first.status).toBe(201);
    expect(await first.json()).toMatchObject({ state: 'submitted', submissions: [{ round: 1, account: 'sandbox' }] });
    await site.resume(id);
    await site.resume(id);
    expect((await site.ports.accounts.overview('sandbox', {}, site.clock.nowMs)).queued).toBe(1);
    expect((await handOver(site, id, headers)).status).toBe(201);
    expect(await codeOf(handOver(site, id))).toBe('case-handed-over');
    const listed = await site.asProvider('GET', '/v1/cases?state=submitted');
    expect(((await listed.json()) as { cases: CaseSummary[] }).cases).toMatchObject([{ id, state: 'submitted' }]);
  });

  it('of two at once is one', async () => {
    const site = newSite();
    const { id } = await readyCase(site);
    const both = await Promise.all([handOver(site, id), handOver(site, id)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect((await readCase(site, id)).submissions).toHaveLength(1);
  });

  it('is begun again by the case, if the account was not reached', async () => {
    let isDown = true;
    const site = newSite({}, ({ accounts }) => ({
      accounts: {
        ...accounts,
        async enqueue(...args) {
          if (isDown) throw new Error('down');
          return accounts.enqueue(...args);
        },
      },
    }));
    const { id } = await readyCase(site);
    await expectOk(handOver(site, id));
    await expect(site.resume(id)).rejects.toThrow('down');
    const { accounts, feeds } = site.ports;
    expect((await accounts.overview('sandbox', {}, site.clock.nowMs)).queued).toBe(0);
    // What has happened is told all the same.
    const { events } = await feeds.run('sandbox-provider', 'page', { after: 0, limit: 50 }, site.clock.nowMs);
    expect(events.at(-1)).toMatchObject({
      type: 'case.state-changed',
      data: { case: id, state: 'submitted', round: 1 },
    });
    isDown = false;
    await site.resume(id);
    expect((await accounts.overview('sandbox', {}, site.clock.nowMs)).queued).toBe(1);
  });

  it.each([
    ['of a tenant without accounts', []],
    ['of a tenant whose account is not configured', ['elsewhere']],
  ])('%s is refused', async (_, bureaus) => {
    const site = newSite({ tenants: sandboxTenants.map((tenant) => ({ ...tenant, bureaus })) });
    const { id } = await readyCase(site);
    expect(await codeOf(handOver(site, id))).toBe('bureau-missing');
    expect((await readCase(site, id)).state).toBe('form-ready');
  });

  it('of a record with a code that the bureau has no more is refused by its path, and the record can be changed', async () => {
    const [first] = record.services[0]!.contentIds;
    const contents = seedCodeTables.contents.filter((code) => code.id !== first);
    const codeTables = async () => ({ tables: { ...seedCodeTables, contents }, atMs: {} });
    const site = newSite({}, ({ accounts }) => ({ accounts: { ...accounts, codeTables } }));
    const { id, read } = await readyCase(site);
    const refused = await handOver(site, id);
    expect([refused.status, await refused.json()]).toMatchObject([
      422,
      { code: 'code-withdrawn', faults: [{ code: 'code-unknown', path: '/services/0/contentIds/0' }] },
    ]);
    const body = { ...record, services: [{ ...record.services[0]!, contentIds: [contents[0]!.id] }] };
    const headers = { 'If-Match': '"1"' };
    const changed = await expectOk<ProviderCase>(site.asProvider('PUT', `/v1/cases/${id}/filing`, { body, headers }));
    expect(changed).toMatchObject({ state: 'open', forms: [] });
    expect(await stateOfForm(site, read)).toBe('withdrawn');
  });

  it('of what the interface cannot carry is refused by its path, which the new case has said', async () => {
    const site = newSite();
    const app = unit.services.find(({ kind }) => kind === 'app')!;
    const { organiser } = companyRecord();
    const filing = { ...companyRecord(), services: [{ ...app, personInCharge: organiser.personInCharge }] };
    const created = await openCase(site, filing);
    const missing = [
      { code: 'profile-lacks-app', path: '/services/0' },
      { code: 'profile-lacks-ipv6', path: '/services/0/access/0/ips/0' },
    ];
    expect(created.notCarried).toEqual(missing);
    expect((await readCase(site, created.id)).notCarried).toEqual(missing);
    expect(await openCase(site, companyRecord())).not.toHaveProperty('notCarried');
    const { id } = await readyCase(site, filing);
    const refused = await handOver(site, id);
    expect(await refused.json()).toMatchObject({ code: 'filing-invalid', faults: missing });
  });
});

describe('a case that the ministry has', () => {
  it('takes no change: of the record, of documents, of reviews, of sessions, and no withdrawal', async () => {
    const site = newSite();
    const { id, read, filer } = await pendingCase(site);
    const before = await readCase(site, id);
    const approval = await approvalFor(site, read);
    const refused = await Promise.all([
      site.asProvider('PUT', `/v1/cases/${id}/filing`, { body: record, headers: { 'If-Match': '"1"' } }),
      site.asProvider('PUT', `/v1/cases/${id}/documents/undertaking`, { body: { picture: 'AAAA', fields: {} } }),
      sendReview(site, id, approval),
      submit(site, id),
      site.asProvider('POST', '/v1/sessions', { body: { case: id, subject: read.subjects[0]!.id } }),
      site.asProvider('DELETE', `/v1/cases/${id}`),
    ]);
    expect(await Promise.all(refused.map(codeOf))).toEqual(refused.map(() => 'case-handed-over'));
    expect(await readCase(site, id)).toEqual(before);
    // A withdrawal that is refused has not touched the sessions.
    expect((await filer.send('GET', '')).status).toBe(200);
  });

  it('loses the face of a person who withdraws, and keeps the form that was sent', async () => {
    const site = newSite();
    const { id, filer, read } = await pendingCase(site, releasedCase);
    const { portraitDigest } = read.subjects[0]!.attestation!;
    expect((await filer.send('DELETE', '')).status).toBe(204);
    expect(await blobsOf(site).get(casePictureKey(id, portraitDigest))).toBeUndefined();
    const after = await readCase(site, id);
    expect(after).toMatchObject({ state: 'sms-pending', forms: read.forms });
    expect(after.timeline.at(-1)).toMatchObject({ event: 'session-withdrawn', facts: { forms: 'handed-over' } });
    const [form] = read.forms;
    expect(await blobsOf(site).get(formFileKey(id, form!.digest, { kind: 'pdf' }))).toBeDefined();
    expect(await checkOf(site, form!.number)).toBe('valid');
  });

  it('tells its filer until when the short message can be answered', async () => {
    const site = newSite();
    const { filer, read } = await pendingCase(site);
    const { case: own } = await filer.expect<{ case: object }>('GET', '');
    expect(own).toMatchObject({ state: 'sms-pending', smsUntilMs: read.submissions[0]!.smsUntilMs });
  });
});

describe('a case that the ministry has returned', () => {
  it('goes through its next round, whose forms replace the earlier ones', async () => {
    const site = newSite();
    const { id, filer, read } = await returnedCase(site, releasedCase);
    const [old] = read.forms;
    const address = { ...record.organiser.address, detail: '测试路 2 号' };
    const body = { ...record, organiser: { ...record.organiser, address } };
    await expectOk(site.asProvider('PUT', `/v1/cases/${id}/filing`, { body, headers: { 'If-Match': '"1"' } }));
    expect(await checkOf(site, old!.number)).toBe('valid');
    await filer.sign(record.organiser.personInCharge.name);
    await expectOk(submit(site, id));
    // The question is the same, so the authority is not asked again.
    const reviewed = await until(site, id, ({ state }) => state === 'in-review');
    expect(reviewed.comparisons.map(({ tries }) => tries)).toEqual([1]);
    await expectOk(sendReview(site, id, await approvalFor(site, reviewed)));
    await until(site, id, ({ state }) => state === 'form-ready');
    const second = await expectOk<ProviderCase>(handOver(site, id));
    expect(second.submissions.map(({ round, stage }) => [round, stage])).toEqual([
      [1, 'answered'],
      [2, 'queued'],
    ]);
    const [form] = second.forms;
    expect([await checkOf(site, old!.number), await checkOf(site, form!.number)]).toEqual(['withdrawn', 'valid']);
    const read1 = (query: string) => site.asProvider('GET', `/v1/cases/${id}/forms/${old!.serviceId}.json${query}`);
    const numberOf = async (query: string) => ((await (await read1(query)).json()) as { number: string }).number;
    expect([await numberOf('?round=1'), await numberOf('?round=2'), await numberOf('')]).toEqual([
      old!.number,
      form!.number,
      form!.number,
    ]);
    expect(await codeOf(read1('?round=3'))).toBe('form-unknown');
    expect(await codeOf(read1('?round=x'))).toBe('request-malformed');
    expect((await tell(site, id, 'note-result', resultArgs(2))).state).toBe('accepted');
  });

  it('can be withdrawn, and the feed has all that it told and the withdrawal', async () => {
    const site = newSite();
    const { id, read } = await returnedCase(site);
    expect((await site.asProvider('DELETE', `/v1/cases/${id}`)).status).toBe(204);
    expect((await site.asProvider('DELETE', `/v1/cases/${id}`)).status).toBe(204);
    expect(await stateOfForm(site, read)).toBe('withdrawn');
    const page = { after: 0, limit: 50 };
    const { events } = await site.ports.feeds.run('sandbox-provider', 'page', page, site.clock.nowMs);
    expect(events.map(({ data }) => data.state)).toEqual([
      'open',
      'comparing',
      'in-review',
      'form-ready',
      'submitted',
      'sms-pending',
      'returned',
      'withdrawn',
    ]);
  });
});
