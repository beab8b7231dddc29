import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { ProviderCase } from '#protocol/case/case.ts';
import { SubmitReview } from '#protocol/case/review.ts';
import { limits } from '#protocol/limits.ts';
import { reviewCase } from '../case/job/review-case.ts';
import type { Env, Verifier } from '../context.ts';
import { caseIdOf, caseProvider } from '../http/case-caller.ts';
import { answer, byKey, casePath, caseRefusals, idempotent, json, refusing } from '../http/describe.ts';
import { jsonBody } from '../http/json-body.ts';
import { providerViewOf } from './case-answer.ts';

/** Reviews: a person at the provider decides on the case. The reviewer is the API key that sends it. */
export function reviewRoutes(verifier: Verifier) {
  const review = createRoute({
    method: 'post',
    path: '/v1/cases/{id}/reviews',
    summary:
      'Approve, return or escalate the case; an approval is refused with everything that keeps its forms from release',
    security: byKey('review'),
    middleware: [caseProvider(verifier, 'review'), jsonBody(limits.body.recordBytes)] as const,
    request: { params: casePath, headers: idempotent, body: { ...json(SubmitReview), required: true } },
    responses: {
      201: answer('The case after the review', ProviderCase),
      ...refusing(
        'request-malformed',
        'request-too-large',
        'verifier-busy',
        'record-changed',
        'case-changed',
        'case-not-in-review',
        'case-handed-over',
        'case-exhausted',
        'reviewer-same',
        'call-back-missing',
        'subject-unknown',
        'evidence-unknown',
        'form-refused',
        'signature-refused',
        'idempotency-mismatch',
        ...caseRefusals,
      ),
    },
  });

  return new OpenAPIHono<Env>().openapi(review, async (c) => {
    const state = await reviewCase(verifier, caseIdOf(c), {
      tenant: c.get('tenant'),
      key: c.get('apiKey'),
      idempotencyKey: c.req.valid('header')['idempotency-key'],
      request: c.req.valid('json'),
    });
    return c.json(providerViewOf(state, verifier), 201);
  });
}
