/** A person withdraws a session of a case, over HTTP, on the host in memory: what the case took over from it is gone. */
import { describe, expect, it } from 'vitest';
import { policies } from '#protocol/policy/registry.ts';
import { casePictureKey, formFileKey } from '../../../../worker/case/blob-keys.ts';
import { sandboxSecret } from '../../../../worker/config.ts';
import { sandboxTenants } from '../../../../worker/tenant/sandbox-tenants.ts';
import {
  approvalFor,
  blobsOf,
  casedForReview,
  companyRecord,
  readCase,
  releasedCase,
  sendReview,
  submit,
} from '../../../contract/filing-case.ts';
import { createMemoryHost } from '../../../contract/memory-host.ts';
import { createSite, origin } from '../../../contract/site.ts';

const newSite = () =>
  createSite(createMemoryHost().portsWith(policies), {
    sandbox: true,
    issuer: origin,
    version: '0.1.0',
    secret: sandboxSecret,
    tenants: sandboxTenants,
  });
const record = companyRecord();

describe('a session that its person withdraws', () => {
  it('leaves the case open, without consent, live check, portrait and signature', async () => {
    const site = newSite();
    const { id, filer, read } = await casedForReview(site, record);
    const approval = await approvalFor(site, read);
    const { portraitDigest } = read.subjects[0]!.attestation!;
    expect((await filer.send('DELETE', '')).status).toBe(204);

    expect(await blobsOf(site).get(casePictureKey(id, portraitDigest))).toBeUndefined();
    const after = await readCase(site, id);
    expect(after).toMatchObject({ state: 'open', subjects: [{ signed: false }] });
    expect(after.subjects[0]!.consent).toBeUndefined();
    expect(after.subjects[0]!.attestation).toBeUndefined();
    expect(after.timeline.at(-2)).toMatchObject({
      event: 'session-withdrawn',
      by: 'verifier',
      facts: { session: filer.session.id },
    });
    expect((await sendReview(site, id, approval)).ok).toBe(false);
    expect(await (await submit(site, id)).json()).toMatchObject({
      code: 'case-incomplete',
      faults: expect.arrayContaining([expect.objectContaining({ code: 'subject-unverified' })]),
    });
  });

  it('leaves no valid form', async () => {
    const site = newSite();
    const { id, filer, read } = await releasedCase(site, record);
    const [form] = read.forms;
    const check = async () => (await site.app.request(`${origin}/v1/checks/${form!.number}`)).json();
    expect(await check()).toMatchObject({ state: 'valid' });
    await filer.send('DELETE', '');

    expect(await check()).toMatchObject({ state: 'withdrawn' });
    expect(await readCase(site, id)).toMatchObject({ state: 'open', forms: [] });
    for (const file of [{ kind: 'json' }, { kind: 'pdf' }, { kind: 'jpg', page: 1 }] as const) {
      expect(await blobsOf(site).get(formFileKey(id, form!.digest, file))).toBeUndefined();
    }
  });

  it('is found by the case, if nobody has told it', async () => {
    const site = newSite();
    const { id, filer, read } = await casedForReview(site, record);
    const by = { holds: 'withdrawal-token' } as const;
    await site.ports.sessions.run(filer.session.id, 'withdraw', { by }, site.clock.nowMs);

    expect(await (await sendReview(site, id, await approvalFor(site, read))).json()).toMatchObject({ status: 422 });
    expect((await readCase(site, id)).subjects[0]!.attestation).toBeUndefined();
    const { portraitDigest } = read.subjects[0]!.attestation!;
    expect(await blobsOf(site).get(casePictureKey(id, portraitDigest))).toBeUndefined();
  });
});
