/** Cases: the provider creates them, reads and lists them, changes their record, and withdraws them. */
import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { CaseList, caseStates, CreateCase, CreatedCase, Filing, ProviderCase } from '#protocol/case/case.ts';
import { FilingRecord } from '#protocol/filing/record.ts';
import { limits } from '#protocol/limits.ts';
import { Refusal } from '#protocol/refusal.ts';
import { changeFiling } from '../case/job/change-filing.ts';
import { collected } from '../case/job/collect.ts';
import { readFiling } from '../case/job/filing.ts';
import { openCase } from '../case/job/open-case.ts';
import { withdrawCase } from '../case/job/withdraw.ts';
import type { Env, Verifier } from '../context.ts';
import { provider } from '../http/authenticate.ts';
import { callerOfCase, caseIdOf, caseProvider } from '../http/case-caller.ts';
import { answer, byKey, casePath, caseRefusals, json, refusing } from '../http/describe.ts';
import { jsonOnly } from '../http/json-body.ts';
import { received, type Expected } from '../http/receive.ts';
import { etagOf, providerViewOf } from './case-answer.ts';
import { authenticate } from '../trust/secret.ts';
import { makeSessionId } from '../trust/session-id.ts';

export function caseRoutes(verifier: Verifier) {
  const { cases, caseIndex, now } = verifier;

  const create = createRoute({
    method: 'post',
    path: '/v1/cases',
    summary: 'Create a case of a filing record, or get the one that was created with the same Idempotency-Key',
    security: byKey('provide'),
    middleware: [provider(verifier, 'provide'), jsonOnly, received(verifier, filingOf)] as const,
    request: {
      headers: z.object({ 'idempotency-key': z.string().min(1).max(255).optional() }),
      body: { ...json(CreateCase), required: true },
    },
    responses: {
      201: answer('The case, and who is to be verified', CreatedCase),
      ...refusing(
        ...filingRefusals,
        'api-key-invalid',
        'scope-missing',
        'channel-forbidden',
        'idempotency-mismatch',
        'case-withdrawn',
      ),
    },
  });

  const list = createRoute({
    method: 'get',
    path: '/v1/cases',
    summary: 'The tenant’s cases, newest first, page by page; a change may take a moment to show',
    security: byKey('provide', 'review'),
    middleware: [provider(verifier, 'provide', 'review')] as const,
    request: {
      query: z.strictObject({ state: z.enum(caseStates).optional(), cursor: z.string().max(512).optional() }),
    },
    responses: {
      200: answer('A page of the list; `cursor` leads to the next one', CaseList),
      ...refusing('request-malformed', 'api-key-invalid', 'scope-missing'),
    },
  });

  const read = createRoute({
    method: 'get',
    path: '/v1/cases/{id}',
    summary: 'The case with its timeline, after its sessions were asked what they have gathered',
    security: byKey('provide', 'review'),
    middleware: [caseProvider(verifier, 'provide', 'review')] as const,
    request: { params: casePath },
    responses: { 200: answer('The case', ProviderCase), ...refusing(...caseRefusals) },
  });

  const readRecord = createRoute({
    method: 'get',
    path: '/v1/cases/{id}/filing',
    summary: 'The record of the case as it is now',
    security: byKey('provide', 'review'),
    middleware: [caseProvider(verifier, 'provide', 'review')] as const,
    request: { params: casePath },
    responses: { 200: answer('The record; its version is the ETag', FilingRecord), ...refusing(...caseRefusals) },
  });

  const change = createRoute({
    method: 'put',
    path: '/v1/cases/{id}/filing',
    summary: 'Replace the record; what was verified of a person stays, unless what the person was shown has changed',
    security: byKey('provide'),
    middleware: [caseProvider(verifier, 'provide'), jsonOnly, received(verifier, filingOf)] as const,
    request: {
      params: casePath,
      headers: z.object({ 'if-match': z.string().max(64).optional() }),
      body: { ...json(Filing), required: true },
    },
    responses: {
      200: answer('The case with the new record', ProviderCase),
      ...refusing(
        ...filingRefusals,
        'version-missing',
        'case-changed',
        'case-handed-over',
        'case-exhausted',
        ...caseRefusals,
      ),
    },
  });

  const withdraw = createRoute({
    method: 'delete',
    path: '/v1/cases/{id}',
    summary:
      'Withdraw the case: everything about its persons is deleted, and its forms read as withdrawn; not while the ministry has it',
    security: byKey('provide'),
    middleware: [caseProvider(verifier, 'provide')] as const,
    request: { params: casePath },
    responses: {
      204: { description: 'Withdrawn by this request or an earlier one' },
      ...refusing('api-key-invalid', 'scope-missing', 'case-unknown', 'case-handed-over'),
    },
  });

  return new OpenAPIHono<Env>()
    .openapi(create, async (c) => {
      const tenant = c.get('tenant');
      const id = caseIdFor(tenant.id, c.req.valid('header')['idempotency-key'], verifier);
      const state = await openCase(verifier, { id, tenant, key: c.get('apiKey').id, request: c.req.valid('json') });
      const { state: status, recordDigest, subjects, version, notCarried } = providerViewOf(state, verifier);
      const created = { id, state: status, recordDigest, subjects, version, ...(notCarried && { notCarried }) };
      return c.json(created, 201, { ETag: etagOf(state) });
    })
    .openapi(list, async (c) => {
      const { state, cursor } = c.req.valid('query');
      const query = { ...(state && { state }), ...(cursor !== undefined && { cursor }), limit: limits.case.listed };
      return c.json(await caseIndex.list(c.get('tenant').id, query), 200);
    })
    .openapi(read, async (c) => {
      const state = await collected(verifier, await cases.run(caseIdOf(c), 'read', { by: callerOfCase(c) }, now()));
      return c.json(providerViewOf(state, verifier), 200, { ETag: etagOf(state) });
    })
    .openapi(readRecord, async (c) => {
      const state = await cases.run(caseIdOf(c), 'read', { by: callerOfCase(c) }, now());
      return c.json(await readFiling(verifier, state), 200, { ETag: etagOf(state) });
    })
    .openapi(change, async (c) => {
      const id = caseIdOf(c);
      const version = versionOf(c.req.valid('header')['if-match']);
      const state = await changeFiling(verifier, id, {
        by: callerOfCase(c),
        tenant: c.get('tenant'),
        version,
        filing: c.req.valid('json'),
      });
      return c.json(providerViewOf(state, verifier), 200, { ETag: etagOf(state) });
    })
    .openapi(withdraw, async (c) => {
      await withdrawCase(verifier, caseIdOf(c), callerOfCase(c));
      return c.body(null, 204);
    });
}

const filingRefusals = [
  'request-malformed',
  'request-too-large',
  'verifier-busy',
  'upload-slow',
  'upload-broken',
  'filing-invalid',
] as const;

const filingOf = (c: Context<Env>): Expected => ({
  lane: 'person',
  tenant: c.get('tenant').id,
  maxBytes: limits.body.filingBytes,
});

/** The version in an `If-Match` header, as in the case's `ETag`. @throws Refusal version-missing, request-malformed */
function versionOf(header: string | undefined): number {
  if (header === undefined) throw new Refusal('version-missing');
  const version = /^"?(\d{1,9})"?$/.exec(header)?.[1];
  if (version === undefined)
    throw new Refusal('request-malformed', { detail: 'If-Match: expected the case’s version' });
  return Number(version);
}

/** The same idempotency key of the same tenant gives the same id; without a key the id is new. */
function caseIdFor(
  tenant: string,
  idempotencyKey: string | undefined,
  { caseIdKey, caseIdMacKey, random }: Verifier,
): string {
  const unique =
    idempotencyKey === undefined
      ? random(16)
      : authenticate(caseIdKey, JSON.stringify([tenant, idempotencyKey])).subarray(0, 16);
  return makeSessionId(unique, tenant, caseIdMacKey);
}
