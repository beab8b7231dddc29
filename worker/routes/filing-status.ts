/** Whether something is filed, as the bureau answers through one of the tenant's accounts. */
import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { DocumentStatusQuery, DomainStatusQuery, FilingStatus } from '#protocol/case/filing-status.ts';
import { limits } from '#protocol/limits.ts';
import { filingStatus } from '../bureau/job/filing-status.ts';
import type { Env, Verifier } from '../context.ts';
import { provider } from '../http/authenticate.ts';
import { answer, byKey, json, refusing } from '../http/describe.ts';
import { jsonBody } from '../http/json-body.ts';

const path = '/v1/filings/status';
const security = byKey('provide');
const found = answer('Whether it is filed, and with which numbers', FilingStatus);
const statusRefusals = [
  'request-malformed',
  'api-key-invalid',
  'scope-missing',
  'account-unknown',
  'account-stopped',
  'bureau-unanswered',
  'bureau-refused',
] as const;

export function filingStatusRoutes(verifier: Verifier) {
  const asProvider = provider(verifier, 'provide');

  const ofDomain = createRoute({
    method: 'get',
    path,
    summary: 'Whether a domain is filed, as the bureau answers at once',
    security,
    middleware: [asProvider] as const,
    request: { query: DomainStatusQuery },
    responses: { 200: found, ...refusing(...statusRefusals) },
  });

  const ofDocument = createRoute({
    method: 'post',
    path,
    summary:
      'Whether the organiser with a document is filed; its number goes in the body, because servers log addresses',
    security,
    middleware: [asProvider, jsonBody(limits.body.jsonBytes)] as const,
    request: { body: { ...json(DocumentStatusQuery), required: true } },
    responses: { 200: found, ...refusing(...statusRefusals, 'request-too-large') },
  });

  return new OpenAPIHono<Env>()
    .openapi(ofDomain, async (c) => c.json(await filingStatus(verifier, c.get('tenant'), c.req.valid('query')), 200))
    .openapi(ofDocument, async (c) => c.json(await filingStatus(verifier, c.get('tenant'), c.req.valid('json')), 200));
}
