/** Documents of a case: put by the provider, or by the filer for the own person. */
import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { FilerCase, ProviderCase } from '#protocol/case/case.ts';
import { PutDocument } from '#protocol/case/document.ts';
import { limits } from '#protocol/limits.ts';
import type { Env, Verifier } from '../context.ts';
import { filer, sessionIdOf } from '../http/authenticate.ts';
import { callerOfCase, caseIdOf, caseProvider } from '../http/case-caller.ts';
import {
  answer,
  boundRefusals,
  byFiler,
  byKey,
  casePath,
  filerRefusals,
  json,
  refusing,
  sessionPath,
} from '../http/describe.ts';
import { jsonOnly } from '../http/json-body.ts';
import { admitted, type Expected } from '../http/receive.ts';
import { takeDocument, takeFilersDocument } from '../case/job/take-document.ts';
import { filerView } from '../case/filer-view.ts';
import { caseOfFiler, providerViewOf } from './case-answer.ts';

export function caseDocumentRoutes(verifier: Verifier) {
  const put = createRoute({
    method: 'put',
    path: '/v1/cases/{id}/documents/{kind}',
    summary: 'Put a document: its picture and its fields; it replaces the one of its kind, subject and place',
    security: byKey('provide'),
    middleware: [caseProvider(verifier, 'provide'), jsonOnly, admitted(verifier, ofProvider)] as const,
    request: {
      params: casePath.extend({ kind: z.string() }),
      body: { ...json(PutDocument), required: true },
    },
    responses: {
      200: answer('The case with the document', ProviderCase),
      ...refusing(
        ...documentRefusals,
        'api-key-invalid',
        'scope-missing',
        'case-unknown',
        'case-withdrawn',
        'case-closed',
        'case-handed-over',
        'case-exhausted',
        'subject-unknown',
      ),
    },
  });

  const putOwn = createRoute({
    method: 'put',
    path: '/v1/sessions/{id}/documents/{kind}',
    summary: 'Put a document of the session’s person, after the consent',
    security: byFiler,
    middleware: [filer(verifier), jsonOnly, admitted(verifier, ofFiler)] as const,
    request: {
      params: sessionPath.extend({ kind: z.string() }),
      body: { ...json(PutDocument), required: true },
    },
    responses: {
      200: answer('What the filer may know of the case', FilerCase),
      ...refusing(
        ...documentRefusals,
        'case-not-bound',
        'subject-unknown',
        'case-closed',
        'case-handed-over',
        'case-exhausted',
        'key-missing',
        'consent-missing',
        ...boundRefusals,
        ...filerRefusals,
      ),
    },
  });

  return new OpenAPIHono<Env>()
    .openapi(put, async (c) => {
      const bringer = { caller: callerOfCase(c), by: c.get('apiKey').id };
      const { kind } = c.req.valid('param');
      const state = await takeDocument(verifier, caseIdOf(c), kind, c.req.valid('json'), bringer, c.get('place'));
      return c.json(providerViewOf(state, verifier), 200);
    })
    .openapi(putOwn, async (c) => {
      const own = await caseOfFiler(c, verifier);
      const { kind } = c.req.valid('param');
      const state = await takeFilersDocument(verifier, own, kind, c.req.valid('json'), c.get('place'));
      return c.json(filerView(state, own.subject, verifier.now()), 200);
    });
}

const documentRefusals = [
  'request-malformed',
  'request-too-large',
  'verifier-busy',
  'upload-slow',
  'upload-broken',
  'document-kind-unknown',
  'document-malformed',
] as const;

const ofProvider = (c: Context<Env>): Expected => ({
  lane: 'person',
  tenant: c.get('tenant').id,
  maxBytes: limits.body.documentBytes,
});

const ofFiler = (c: Context<Env>): Expected => ({
  lane: 'person',
  tenant: c.get('filerTenant'),
  session: sessionIdOf(c),
  maxBytes: limits.body.documentBytes,
});
