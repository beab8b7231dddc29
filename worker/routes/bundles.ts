import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { EvidenceBundle, Replayed } from '#protocol/evidence-bundle.ts';
import { appraise } from '../appraisal.ts';
import { gatherBundle, openBundle } from '../bundle.ts';
import { assessor } from '../caller.ts';
import { isChallengeKnown } from '../challenge.ts';
import { seeFrames } from '../opened-frames.ts';
import type { Env, Verifier } from '../verifier.ts';
import { concludedOf } from './concluded.ts';
import { answer, byProvider, json, limit, refusing, sessionPath } from './describe.ts';

/** For assessors alone: evidence as it was appraised, and its appraisal once more. What is replayed is signed by nobody. */
export function bundleRoutes(verifier: Verifier) {
  const { policy, blobs, keys, eyes, now } = verifier;

  const read = createRoute({
    method: 'get',
    path: '/v1/sessions/{id}/bundles/{challengeId}',
    summary: 'Everything a challenge’s appraisal was made from, the pictures too; for assessors alone',
    security: byProvider,
    middleware: [assessor(verifier)] as const,
    request: { params: sessionPath.extend({ challengeId: z.string() }) },
    responses: {
      200: answer('The bundle', EvidenceBundle),
      ...refusing('api-key-invalid', 'assessor-only', 'session-unknown', 'session-withdrawn', 'challenge-unknown'),
    },
  });

  const replay = createRoute({
    method: 'post',
    path: '/v1/replays',
    summary: 'Appraise a bundle again, as this verifier would now; nothing is kept or signed; for assessors alone',
    security: byProvider,
    middleware: [assessor(verifier), limit(policy.session.maxBundleBytes)] as const,
    request: { body: { ...json(EvidenceBundle), required: true } },
    responses: {
      200: answer('The appraisal', Replayed),
      ...refusing(
        'request-malformed',
        'request-too-large',
        'api-key-invalid',
        'assessor-only',
        'evidence-malformed',
        'evidence-mismatch',
        'trace-malformed',
        'trace-oversized',
        'trace-non-monotonic',
      ),
    },
  });

  return new OpenAPIHono<Env>()
    .openapi(read, async (c) => {
      const concluded = await concludedOf(c, c.req.valid('param').challengeId, verifier);
      return c.json(await gatherBundle(...concluded, blobs), 200);
    })
    .openapi(replay, async (c) => {
      const { capture, opened } = await openBundle(c.req.valid('json'), policy);
      const appraisal = appraise(capture, await seeFrames(opened, capture, await eyes()), policy);
      const { name, version } = policy;
      const challengeKnown = await isChallengeKnown(capture.challenge, await keys.ring(now()));
      return c.json(
        Replayed.parse(JSON.parse(JSON.stringify({ appraisal, challengeKnown, policy: { name, version } }))),
        200,
      );
    });
}
