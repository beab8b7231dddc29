import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { AppraisalRecord } from '#protocol/appraisal-record.ts';
import { Refusal } from '#protocol/refusal.ts';
import { callerOf, provider, sessionIdOf } from '../caller.ts';
import type { Env, Verifier } from '../verifier.ts';
import { answer, byProvider, refusing, sessionPath } from './describe.ts';

/** Blob a challenge's appraisal lies in. */
export const appraisalKey = (session: string, challengeId: string): string =>
  `${session}/${challengeId}/appraisal.json`;

/** How a challenge was appraised. For the provider alone: whoever reads it learns what an attack was caught by. */
export function appraisalRoutes(verifier: Verifier) {
  const { sessions, blobs, now } = verifier;

  const read = createRoute({
    method: 'get',
    path: '/v1/sessions/{id}/appraisals/{challengeId}',
    summary: 'How a challenge was appraised, check by check; for the provider alone, not to be shown to the filer',
    security: byProvider,
    middleware: [provider(verifier)] as const,
    request: { params: sessionPath.extend({ challengeId: z.string() }) },
    responses: {
      200: answer('The appraisal', AppraisalRecord),
      ...refusing('api-key-invalid', 'session-unknown', 'session-withdrawn', 'challenge-unknown'),
    },
  });

  return new OpenAPIHono<Env>().openapi(read, async (c) => {
    const id = sessionIdOf(c);
    const { challengeId } = c.req.valid('param');
    const { conclusions } = await sessions.run(id, { kind: 'read', by: callerOf(c) }, now());
    if (!conclusions.some((conclusion) => conclusion.challengeId === challengeId)) {
      throw new Refusal('challenge-unknown');
    }
    const stored = await blobs.get(appraisalKey(id, challengeId));
    if (!stored) throw new Error('the appraisal of a concluded challenge is gone');
    return c.json(AppraisalRecord.parse(JSON.parse(new TextDecoder().decode(stored))), 200);
  });
}
