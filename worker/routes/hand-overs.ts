import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { ProviderCase } from '#protocol/case/case.ts';
import { handOverCase } from '../case/job/hand-over-case.ts';
import type { Env, Verifier } from '../context.ts';
import { callerOfCase, caseIdOf, caseProvider } from '../http/case-caller.ts';
import { answer, byKey, casePath, caseRefusals, idempotent, refusing } from '../http/describe.ts';
import { providerViewOf } from './case-answer.ts';

/** The provider hands a case over to the ministry. It is an act of its own, because it ends the possibility to withdraw. */
export function handOverRoutes(verifier: Verifier) {
  const handOver = createRoute({
    method: 'post',
    path: '/v1/cases/{id}/submissions',
    summary: 'Hand record and forms over to the ministry: the next round, which nobody can withdraw or change',
    security: byKey('provide'),
    middleware: [caseProvider(verifier, 'provide')] as const,
    request: { params: casePath, headers: idempotent },
    responses: {
      201: answer('The case with its new round; what becomes of it, events tell', ProviderCase),
      ...refusing(
        'request-malformed',
        'case-handed-over',
        'case-closed',
        'case-exhausted',
        'record-changed',
        'bureau-missing',
        'code-withdrawn',
        'filing-invalid',
        'idempotency-mismatch',
        ...caseRefusals,
      ),
    },
  });

  return new OpenAPIHono<Env>().openapi(handOver, async (c) => {
    const state = await handOverCase(verifier, caseIdOf(c), {
      by: callerOfCase(c),
      tenant: c.get('tenant'),
      idempotencyKey: c.req.valid('header')['idempotency-key'],
    });
    return c.json(providerViewOf(state, verifier), 201);
  });
}
