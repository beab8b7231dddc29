import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { AppraisalRecord } from '#protocol/capture/appraisal-record.ts';
import { provider } from '../http/authenticate.ts';
import { appraisalKey } from '../capture/blob-keys.ts';
import { readKept } from '../capture/keeping.ts';
import type { Env, Verifier } from '../context.ts';
import { concludedOf } from './concluded.ts';
import { answer, byKey, refusing, sessionPath } from '../http/describe.ts';

/** How a challenge was appraised. Only for the provider: an attacker could learn from it which check failed. */
export function appraisalRoutes(verifier: Verifier) {
  const read = createRoute({
    method: 'get',
    path: '/v1/sessions/{id}/appraisals/{challengeId}',
    summary: 'How a challenge was appraised, check by check; only for the provider, who must not show it to the filer',
    security: byKey('provide'),
    middleware: [provider(verifier, 'provide')] as const,
    request: { params: sessionPath.extend({ challengeId: z.string() }) },
    responses: {
      200: answer('The appraisal', AppraisalRecord),
      ...refusing('api-key-invalid', 'scope-missing', 'session-unknown', 'session-withdrawn', 'challenge-unknown'),
    },
  });

  return new OpenAPIHono<Env>().openapi(read, async (c) => {
    const key = appraisalKey(...(await concludedOf(c, c.req.valid('param').challengeId, verifier)));
    return c.json(AppraisalRecord.parse(await readKept(key, verifier.blobs)), 200);
  });
}
