/** The filing demo's backend and what the page sends to it, against the worker in memory: from the record to the form. */
import { base64url } from 'jose';
import { describe, expect, it } from 'vitest';
import type { CreatedCase, ProviderCase } from '#protocol/case/case.ts';
import type { SubmitReview } from '#protocol/case/review.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { limits } from '#protocol/limits.ts';
import { policies } from '#protocol/policy/registry.ts';
import { sandboxSecret } from '../../../worker/config.ts';
import { sandboxTenants } from '../../../worker/tenant/sandbox-tenants.ts';
import type { Reviewer } from '../../../demo/filing/backend.ts';
import { neededDocuments } from '../../../demo/filing/documents.ts';
import { filingExamples, type FilerKind } from '../../../demo/filing/example.ts';
import { callBack, callBacksOf, proposedItems, reviewItems } from '../../../demo/filing/review.ts';
import { signReview } from '../../../demo/filing/sign.ts';
import { approvalsOf, isWorking, stepNames, stepsOf } from '../../../demo/filing/steps.ts';
import type { Filed } from '../../../demo/filing/subject.ts';
import { shownFacts } from '../../../demo/filing/timeline-facts.ts';
import { wordings } from '../../../demo/filing/wording.ts';
import { recordOf } from '../../../demo/record/form.ts';
import { flatJpeg } from '../../contract/filing-case.ts';
import { createMemoryHost } from '../../contract/memory-host.ts';
import { createSite, origin } from '../../contract/site.ts';

const config = { sandbox: true, issuer: origin, version: '0.1.0', secret: sandboxSecret, tenants: sandboxTenants };
const newSite = () => createSite(createMemoryHost().portsWith(policies), config);
type Site = ReturnType<typeof newSite>;

async function send(site: Site, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  return site.app.request(`${origin}/demo/api${path}`, {
    method,
    headers: { ...headers, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

async function ask<T>(...[site, method, path, body, headers]: Parameters<typeof send>): Promise<T> {
  const response = await send(site, method, path, body, headers);
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

const read = async (site: Site, id: string): Promise<Filed> => ({
  filed: await ask<ProviderCase>(site, 'GET', `/cases/${id}`),
  record: await ask<FilingRecord>(site, 'GET', `/cases/${id}/filing`),
});

/** A case on site, which the authority has compared: nobody needs a camera. */
async function compared(site: Site, kind: FilerKind): Promise<Filed> {
  const filing = recordOf(filingExamples[kind]);
  const { id } = await ask<CreatedCase>(site, 'POST', '/cases', { filing, channel: 'on-site' });
  const picture = base64url.encode(await flatJpeg(site, 128, 640, 800));
  for (const { kind: document, subject, fields } of neededDocuments(await read(site, id))) {
    await ask(site, 'PUT', `/cases/${id}/documents/${document}`, { subject, picture, fields });
  }
  await ask(site, 'POST', `/cases/${id}/submit`, undefined, { 'Idempotency-Key': 'once' });
  return until(site, id, ({ filed }) => filed.state !== 'comparing');
}

async function until(site: Site, id: string, isThere: (filing: Filed) => boolean): Promise<Filed> {
  for (let tries = 0; tries < 600; tries += 1) {
    const filing = await read(site, id);
    if (isThere(filing)) return filing;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the case stays as it is');
}

/** What the page sends when the reviewer has called everybody and signed. */
async function review(site: Site, filing: Filed, n: number): Promise<Response> {
  const reviewer = (await ask<Reviewer[]>(site, 'GET', '/reviewers'))[n]!;
  const { nowMs } = site.clock;
  const calls = Object.fromEntries(filing.filed.subjects.map(({ id }) => [id, callBack(filing, id, true, nowMs)]));
  const draft = { calls, answers: {}, statements: wordings['zh-CN'].statements };
  const unsigned: SubmitReview = {
    recordDigest: filing.filed.recordDigest,
    decision: 'approve',
    causes: [],
    items: reviewItems(proposedItems(filing, draft)),
    callBacks: callBacksOf(filing, draft),
  };
  const strokes: [number, number][][] = [
    [
      [100, 100],
      [900, 500],
    ],
  ];
  const signed = await signReview(unsigned, filing, reviewer, strokes, nowMs);
  return send(site, 'POST', `/reviewers/${reviewer.id}/cases/${filing.filed.id}/reviews`, signed);
}

const nowOf = (filing: Filed) => stepNames.find((step) => stepsOf(filing)[step] === 'now');

describe('the filing demo', () => {
  it.each(['individual', 'unit'] as const)('leads %s to a released form', async (kind) => {
    const site = newSite();
    const filing = await compared(site, kind);
    expect(nowOf(filing)).toBe('review');
    const { id } = filing.filed;
    const answer = await review(site, filing, 0);
    expect(answer.status, await answer.clone().text()).toBe(201);
    const reviewed = { ...filing, filed: (await answer.json()) as ProviderCase };
    expect(approvalsOf(reviewed.filed)).toBe(1);
    const released = await until(site, id, ({ filed }) => !isWorking(filed));
    expect(nowOf(released)).toBe('submission');
    const { serviceId, pictures } = released.filed.forms[0]!;
    for (const file of ['json', 'pdf', 'jpg']) {
      expect((await send(site, 'GET', `/cases/${id}/forms/${serviceId}.${file}`)).status).toBe(200);
    }
    expect((await send(site, 'GET', `/cases/${id}/forms/${serviceId}-${pictures.length}.jpg`)).status).toBe(200);
    expect((await send(site, 'GET', `/cases/${id}/record.xml`)).status).toBe(200);
    // No fact of the way is shown by its name in the interface.
    const facts = released.filed.timeline.flatMap((entry) => shownFacts(entry, 'zh-CN'));
    expect(facts.filter(({ name }) => !/^\p{Script=Han}+$/u.test(name))).toEqual([]);
    expect(facts).toContainEqual({ name: '结果', value: '一致', isCode: false });
  });

  it('waits for a second reviewer after an escalation, and counts none twice', async () => {
    const site = newSite();
    const filing = await compared(site, 'individual');
    const { id, recordDigest } = filing.filed;
    await ask(site, 'POST', `/reviewers/sandbox-reviewer/cases/${id}/reviews`, { recordDigest, decision: 'escalate' });
    const escalated = await read(site, id);
    expect(escalated.filed.approvalsNeeded).toBe(2);
    expect((await review(site, escalated, 1)).status).toBe(201);
    const once = await read(site, id);
    expect([approvalsOf(once.filed), isWorking(once.filed)]).toEqual([1, false]);
    const repeated = await review(site, once, 1);
    expect(await repeated.json()).toMatchObject({ code: 'reviewer-same' });
    expect((await review(site, once, 0)).status).toBe(201);
    expect(nowOf(await until(site, id, ({ filed }) => !isWorking(filed)))).toBe('submission');
  });

  it('shows a picture to a reviewer for a reason, and puts it on the timeline', async () => {
    const site = newSite();
    const { filed } = await compared(site, 'individual');
    const path = `/cases/${filed.id}/pictures/${filed.documents[0]!.digest}`;
    expect(await (await send(site, 'GET', path)).json()).toMatchObject({ code: 'reason-missing' });
    const picture = await send(site, 'GET', `${path}?reason=${encodeURIComponent('审核')}`);
    expect(picture.headers.get('Content-Type')).toBe('image/jpeg');
    const { timeline } = (await read(site, filed.id)).filed;
    expect(timeline.at(-1)).toMatchObject({ event: 'picture-viewed', by: 'sandbox-reviewer' });
  });

  it('passes on what the API refuses, with every fault', async () => {
    const site = newSite();
    const { services: _, ...partial } = recordOf(filingExamples.individual);
    const refused = await send(site, 'POST', '/cases', { filing: partial, channel: 'self' });
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ code: 'filing-invalid', faults: [{ path: '/services' }] });
    const changed = { ...recordOf(filingExamples.individual), provinceId: 120000 };
    const { filed } = await compared(site, 'individual');
    const put = (version: string) => send(site, 'PUT', `/cases/${filed.id}/filing`, changed, { 'If-Match': version });
    expect(await (await put('"9"')).json()).toMatchObject({ code: 'case-changed' });
  });

  it('binds a session to a case and its subject', async () => {
    const site = newSite();
    const filing = recordOf(filingExamples.individual);
    const { id } = await ask<CreatedCase>(site, 'POST', '/cases', { filing, channel: 'self' });
    const created = await ask<object>(site, 'POST', '/sessions', { case: id, subject: 'organiser', locale: 'en' });
    expect(created).toHaveProperty('token');
    const { timeline } = (await read(site, id)).filed;
    expect(timeline.map(({ event }) => event)).toContain('session-created');
  });

  it('has no other reviewer than those of the sandbox, and takes no huge body', async () => {
    const site = newSite();
    for (const reviewer of ['constructor', 'sandbox-provider']) {
      const response = await send(site, 'POST', `/reviewers/${reviewer}/cases/x/reviews`, {});
      expect(await response.json()).toMatchObject({ code: 'route-unknown' });
    }
    const huge = { picture: 'A'.repeat(limits.body.documentBytes) };
    const response = await send(site, 'PUT', '/cases/x/documents/undertaking', huge);
    expect(await response.json()).toMatchObject({ code: 'request-too-large' });
  });
});
