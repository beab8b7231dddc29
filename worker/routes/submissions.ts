/** Submits: the record, the documents and the persons are complete, so the authority is asked. */
import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { FilerCase, ProviderCase } from '#protocol/case/case.ts';
import { submitCase } from '../case/job/submit.ts';
import { filerView } from '../case/filer-view.ts';
import type { Env, Verifier } from '../context.ts';
import { filer } from '../http/authenticate.ts';
import { callerOfCase, caseIdOf, caseProvider } from '../http/case-caller.ts';
import {
  answer,
  boundRefusals,
  byFiler,
  byKey,
  casePath,
  caseRefusals,
  filerRefusals,
  idempotent,
  refusing,
  sessionPath,
} from '../http/describe.ts';
import { caseOfFiler, providerViewOf } from './case-answer.ts';

export function submissionRoutes(verifier: Verifier) {
  const submit = createRoute({
    method: 'post',
    path: '/v1/cases/{id}/submit',
    summary: 'Submit the case: who was not asked yet is asked; or everything that keeps it open, at once',
    security: byKey('provide'),
    middleware: [caseProvider(verifier, 'provide')] as const,
    request: { params: casePath, headers: idempotent },
    responses: {
      200: answer('The case, comparing or in review', ProviderCase),
      ...refusing(...submitRefusals, ...caseRefusals),
    },
  });

  const submitOwn = createRoute({
    method: 'post',
    path: '/v1/sessions/{id}/submit',
    summary: 'As the provider’s submit; the filer learns only what concerns the own person',
    security: byFiler,
    middleware: [filer(verifier)] as const,
    request: { params: sessionPath, headers: idempotent },
    responses: {
      200: answer('What the filer may know of the case', FilerCase),
      ...refusing(
        ...submitRefusals,
        'case-not-bound',
        'key-missing',
        'consent-missing',
        ...boundRefusals,
        ...filerRefusals,
      ),
    },
  });

  return new OpenAPIHono<Env>()
    .openapi(submit, async (c) => {
      const state = await submitCase(verifier, caseIdOf(c), {
        by: callerOfCase(c),
        idempotencyKey: c.req.valid('header')['idempotency-key'],
      });
      return c.json(providerViewOf(state, verifier), 200);
    })
    .openapi(submitOwn, async (c) => {
      const own = await caseOfFiler(c, verifier);
      const state = await submitCase(verifier, own.case, {
        by: { session: own.session },
        idempotencyKey: c.req.valid('header')['idempotency-key'],
        subject: own.subject,
      });
      return c.json(filerView(state, own.subject, verifier.now()), 200);
    });
}

const submitRefusals = [
  'request-malformed',
  'case-incomplete',
  'case-closed',
  'case-handed-over',
  'case-exhausted',
  'case-changed',
  'comparisons-exhausted',
  'authority-missing',
  'idempotency-mismatch',
] as const;
