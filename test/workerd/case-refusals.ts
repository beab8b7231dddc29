/** A request for every refusal of cases: rows of refusal.test.ts. */
import { env } from 'cloudflare:workers';
import type { RefusalCode } from '#protocol/refusal.ts';
import { seedCodeTables } from '#protocol/filing/code-table.ts';
import { sandboxTenants } from '../../worker/tenant/sandbox-tenants.ts';
import { personName } from '../../worker/person/person-name.ts';
import { testResidentId } from '../../worker/sandbox/authority/test-number.ts';
import { deriveKey } from '../../worker/trust/secret.ts';
import { readyFiler } from '../../assess/synthetic/filer.ts';
import {
  approvalFor,
  casedForReview,
  companyRecord,
  completeCase,
  consentedFiler,
  expectOk,
  handOver,
  individualRecord,
  openCase,
  readCase,
  releasedCase,
  sendReview,
  submit,
} from '../contract/filing-case.ts';
import { answersOf } from '../../assess/synthetic/reviewer.ts';
import { portsOf } from '../../worker/host/cloudflare/index.ts';
import { fillTimeline } from './case-storage.ts';
import { createHost, origin } from './host.ts';

const record = companyRecord();

/** A new case. */
async function opened(host = createHost()) {
  return { host, ...(await openCase(host, record)) };
}

const withdraw = (host: ReturnType<typeof createHost>, id: string) => host.asProvider('DELETE', `/v1/cases/${id}`);

const otherAddress = {
  ...record,
  organiser: { ...record.organiser, address: { ...record.organiser.address, detail: '测试路 2 号' } },
};

const askStatus = (host: ReturnType<typeof createHost>) =>
  host.asProvider('GET', '/v1/filings/status?account=sandbox&domain=beihe.cn');

/** Another name of the site, which every person is shown. */
const otherName = { ...record, services: [{ ...record.services[0]!, name: '围棋天地' }] };

const change = (host: ReturnType<typeof createHost>, id: string, body: unknown, version?: number) =>
  host.asProvider('PUT', `/v1/cases/${id}/filing`, {
    body,
    headers: version === undefined ? {} : { 'If-Match': `"${version}"` },
  });

export const caseRows = {
  'scope-missing': async () =>
    createHost().asProvider('POST', '/v1/cases', { body: { filing: {} }, key: 'bh_sandbox_reviewer' }),
  'case-unknown': async () => createHost().asProvider('GET', `/v1/cases/${'A'.repeat(32)}`),
  'case-withdrawn': async () => {
    const { host, id } = await opened();
    await withdraw(host, id);
    return host.asProvider('GET', `/v1/cases/${id}`);
  },
  'case-exhausted': async () => {
    const { host, id } = await opened();
    await fillTimeline(id);
    return change(host, id, otherAddress, 1);
  },
  'case-closed': async () => {
    const host = createHost();
    const { id } = await casedForReview(host, individualRecord());
    return submit(host, id);
  },
  'case-changed': async () => {
    const { host, id } = await opened();
    await expectOk(change(host, id, otherAddress, 1));
    return change(host, id, record, 1);
  },
  'version-missing': async () => {
    const { host, id } = await opened();
    return change(host, id, otherAddress);
  },
  'channel-forbidden': async () => {
    const address = { ...record.organiser.address, provinceId: 320000, cityId: 320100, countyId: 320102 };
    const filing = { ...record, provinceId: 320000, organiser: { ...record.organiser, address } };
    return createHost().asProvider('POST', '/v1/cases', { body: { filing } });
  },
  'filing-invalid': async () =>
    createHost().asProvider('POST', '/v1/cases', { body: { filing: { business: 'none' } } }),
  'record-changed': async () => {
    const host = createHost();
    const { id, read } = await casedForReview(host, individualRecord());
    return sendReview(host, id, { ...(await approvalFor(host, read)), recordDigest: 'A'.repeat(43) });
  },
  'subject-unknown': async () => {
    const { host, id } = await opened();
    return host.asProvider('POST', '/v1/sessions', { body: { case: id, subject: 'nobody' } });
  },
  'subject-digest-stale': async () => {
    const { host, id } = await opened();
    const filer = await consentedFiler(host, id, 'organiser');
    await expectOk(change(host, id, otherName, 1));
    return filer.send('POST', '/challenges');
  },
  'seed-with-case': async () => {
    const { host, id } = await opened();
    return host.asProvider('POST', '/v1/sessions', { body: { case: id, subject: 'organiser', seed: 'a' } });
  },
  'case-not-bound': async () => (await readyFiler(createHost())).send('POST', '/submit'),
  'document-kind-unknown': async () => {
    const { host, id } = await opened();
    return host.asProvider('PUT', `/v1/cases/${id}/documents/passport`, { body: { picture: 'AAAA' } });
  },
  'document-malformed': async () => {
    const { host, id } = await opened();
    return host.asProvider('PUT', `/v1/cases/${id}/documents/undertaking`, { body: { picture: 'AAAA' } });
  },
  'picture-unknown': async () => {
    const { host, id } = await opened();
    return host.asProvider('GET', `/v1/cases/${id}/pictures/${'A'.repeat(43)}?reason=complaint`, {
      key: 'bh_sandbox_reviewer',
    });
  },
  'reason-missing': async () => {
    const { host, id } = await opened();
    return host.asProvider('GET', `/v1/cases/${id}/pictures/${'A'.repeat(43)}`, { key: 'bh_sandbox_reviewer' });
  },
  'case-incomplete': async () => {
    const { host, id } = await opened();
    return submit(host, id);
  },
  'comparisons-exhausted': async () => {
    const host = createHost();
    const number = testResidentId(900);
    const { typeId } = individualRecord({ person: 900 }).organiser.personInCharge.document;
    const { id } = await completeCase(host, individualRecord({ person: 900 }));
    const name = personName(deriveKey(env.BEIHE_SECRET, 'person-name'), typeId, number);
    const { nowMs } = host.clock;
    for (const comparison of ['1', '2', '3']) await portsOf(env).persons.beginComparison(name, comparison, nowMs);
    return submit(host, id);
  },
  'authority-missing': async () => {
    const tenants = sandboxTenants.map((tenant) => ({ ...tenant, comparedBy: undefined }));
    const { host, id } = await opened(createHost({ tenants }));
    return host.asProvider('POST', '/v1/sessions', { body: { case: id, subject: 'organiser' } });
  },
  'case-not-in-review': async () => {
    const { host, id } = await opened();
    const { recordDigest } = await readCase(host, id);
    return sendReview(host, id, { recordDigest, decision: 'return', causes: ['other'] });
  },
  'reviewer-same': async () => {
    const host = createHost();
    const { id, read } = await casedForReview(host, individualRecord(), { review: true });
    const approval = await approvalFor(host, read);
    await expectOk(sendReview(host, id, approval));
    return sendReview(host, id, approval);
  },
  'call-back-missing': async () => {
    const host = createHost();
    const { id, read } = await casedForReview(host, individualRecord());
    const [call] = (await approvalFor(host, read)).callBacks;
    return sendReview(
      host,
      id,
      await approvalFor(host, read, 'reviewer', { callBacks: [{ ...call!, reached: false }] }),
    );
  },
  'evidence-unknown': async () => {
    const host = createHost();
    const { id, read } = await casedForReview(host, individualRecord());
    const items = answersOf(read).map((each) =>
      each.item === 'portrait'
        ? { ...each, evidence: [{ kind: 'attestation' as const, digest: 'A'.repeat(43) }] }
        : each,
    );
    return sendReview(host, id, await approvalFor(host, read, 'reviewer', { items }));
  },
  'form-refused': async () => {
    const host = createHost();
    const { id, read } = await casedForReview(host, individualRecord());
    const items = answersOf(read).filter(({ item }) => item !== 'contents');
    return sendReview(host, id, await approvalFor(host, read, 'reviewer', { items }));
  },
  'form-unknown': async () => {
    const { host, id } = await opened();
    return host.asProvider('GET', `/v1/cases/${id}/forms/site.pdf`);
  },
  'case-handed-over': async () => {
    const host = createHost();
    const { id } = await releasedCase(host, individualRecord());
    await expectOk(handOver(host, id));
    return withdraw(host, id);
  },
  'bureau-missing': async () => {
    const tenants = sandboxTenants.map((tenant) => ({ ...tenant, bureaus: [] }));
    const host = createHost({ tenants });
    const { id } = await releasedCase(host, individualRecord());
    return handOver(host, id);
  },
  'code-withdrawn': async () => {
    const { accounts } = portsOf(env);
    const codeTables = async () => ({ tables: { ...seedCodeTables, contents: [] }, atMs: {} });
    const host = createHost({}, { accounts: { ...accounts, codeTables } });
    const { id } = await releasedCase(host, individualRecord());
    return handOver(host, id);
  },
  'account-unknown': async () => createHost().asProvider('GET', '/v1/accounts/nobody'),
  'account-stopped': async () => {
    const { accounts } = portsOf(env);
    const cause = { code: 5, cause: 'password-wrong', remedy: 'operate' as const };
    const overview: typeof accounts.overview = async (...args) => ({
      ...(await accounts.overview(...args)),
      state: 'stopped',
      cause,
    });
    return askStatus(createHost({}, { accounts: { ...accounts, overview } }));
  },
  'bureau-unanswered': async () =>
    askStatus(createHost({}, { sandboxBureau: async () => new Response('<html></html>', { status: 502 }) })),
  'bureau-refused': async () => {
    const host = createHost();
    await expectOk(
      host.app.request(`${origin}/sandbox/bureau/switch`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ fault: 'status:12' }),
      }),
    );
    return askStatus(host);
  },
  'signature-refused': async () => {
    const host = createHost();
    const { id, read } = await casedForReview(host, individualRecord());
    const { signature: _, ...unsigned } = await approvalFor(host, read);
    return sendReview(host, id, unsigned);
  },
} satisfies Partial<Record<RefusalCode, () => Promise<Response>>>;
