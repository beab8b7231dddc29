import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { EvidenceBundle, Replayed } from '#protocol/capture/evidence-bundle.ts';
import { limits } from '#protocol/limits.ts';
import { appraise } from '../appraisal/appraise.ts';
import { gatherBundle, replayPolicy, unwrapBundle } from '../capture/bundle.ts';
import { verifySeal } from '../capture/bundle-seal.ts';
import { provider } from '../http/authenticate.ts';
import { isChallengeKnown } from '../capture/challenge.ts';
import { readRevealed } from '../capture/revealed-frames.ts';
import type { Env, Verifier } from '../context.ts';
import { concludedOf } from './concluded.ts';
import { answer, byKey, json, refusing, sessionPath } from '../http/describe.ts';
import { jsonOnly } from '../http/json-body.ts';
import { admitted, type Expected } from '../http/receive.ts';
import { queuedReader } from '../load/queued-reader.ts';

/** Only for assessors: the evidence of an appraisal, and a second appraisal of it, which is neither stored nor signed. */
export function bundleRoutes(verifier: Verifier) {
  const { policies, blobs, keys, faceReader, now, sealKey } = verifier;

  const read = createRoute({
    method: 'get',
    path: '/v1/sessions/{id}/bundles/{challengeId}',
    summary: 'All the evidence of a challenge’s appraisal, including the pictures; only for assessors',
    security: byKey('assess'),
    middleware: [provider(verifier, 'assess')] as const,
    request: { params: sessionPath.extend({ challengeId: z.string() }) },
    responses: {
      200: answer('The bundle', EvidenceBundle),
      ...refusing('api-key-invalid', 'assessor-only', 'session-unknown', 'session-withdrawn', 'challenge-unknown'),
    },
  });

  const replay = createRoute({
    method: 'post',
    path: '/v1/replays',
    summary:
      'Appraise a bundle again, under its policy or a newer version of it; nothing is stored or signed; only for assessors',
    security: byKey('assess'),
    middleware: [provider(verifier, 'assess'), jsonOnly, admitted(verifier, bundleOf)] as const,
    request: { body: { ...json(EvidenceBundle), required: true } },
    responses: {
      200: answer('The appraisal', Replayed),
      ...refusing(
        'request-malformed',
        'request-too-large',
        'verifier-busy',
        'upload-slow',
        'upload-broken',
        'api-key-invalid',
        'assessor-only',
        'bundle-unsealed',
        'bundle-altered',
        'policy-unknown',
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
      const bundle = c.req.valid('json');
      verifySeal(bundle, sealKey);
      const policy = replayPolicy(bundle, policies);
      const { name, version } = policy;
      const place = c.get('place');
      const { capture, revealed } = await place.run(() => unwrapBundle(bundle, policy));
      const seen = await readRevealed(revealed, capture, queuedReader(await faceReader(place.run), place));
      const appraisal = await place.run(() => appraise(capture, seen, policy));
      const challengeKnown = await isChallengeKnown(capture.challenge, await keys.ring(now()));
      return c.json(
        Replayed.parse(JSON.parse(JSON.stringify({ appraisal, challengeKnown, policy: { name, version } }))),
        200,
      );
    });
}

const bundleOf = (c: Context<Env>): Expected => ({
  lane: 'replay',
  tenant: c.get('tenant').id,
  maxBytes: limits.body.bundleBytes,
});
