import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { Evidence, EvidenceInParts, FramesToReveal } from '#protocol/capture/evidence.ts';
import { limits } from '#protocol/limits.ts';
import { filer, sessionIdOf } from '../http/authenticate.ts';
import { answer, byFiler, filerRefusals, json, refusing, sessionPath } from '../http/describe.ts';
import { promptly } from '../http/arrival.ts';
import { jsonOnly } from '../http/json-body.ts';
import { received, type Expected } from '../http/receive.ts';
import { takeEvidence } from '../session/take-evidence.ts';
import type { Env, Verifier } from '../context.ts';

/** Evidence spends the challenge and fixes which frames must be revealed. Once per challenge. */
export function evidenceRoutes(verifier: Verifier) {
  const submit = createRoute({
    method: 'post',
    path: '/v1/sessions/{id}/evidence',
    summary:
      'Send the signed trace with its Merkle root, whole or its last frames; the answer lists the frames to reveal',
    security: byFiler,
    middleware: [filer(verifier), jsonOnly, received(verifier, evidenceOf), promptly(verifier)] as const,
    request: { params: sessionPath, body: { ...json(z.union([EvidenceInParts, Evidence])), required: true } },
    responses: {
      201: answer('The numbers of the frames to reveal', FramesToReveal),
      ...refusing(
        'request-malformed',
        'request-too-large',
        'verifier-busy',
        'upload-slow',
        'upload-broken',
        'evidence-malformed',
        'evidence-mismatch',
        'evidence-incomplete',
        'evidence-late',
        'trace-malformed',
        'trace-oversized',
        'trace-non-monotonic',
        'challenge-forged',
        'challenge-unknown',
        'challenge-replaced',
        'challenge-replayed',
        'key-missing',
        'consent-missing',
        ...filerRefusals,
      ),
    },
  });

  return new OpenAPIHono<Env>().openapi(submit, async (c) => {
    const drawn = await takeEvidence(verifier, sessionIdOf(c), c.get('proof'), c.req.valid('json'), c.get('bodyAtMs'));
    return c.json({ open: [...drawn] }, 201);
  });
}

/**
 * Evidence counts as arrived with its last byte: with its first one, the rest could still be made up. After the trace's end it
 * cannot, so this is later then.
 */
const evidenceOf = (c: Context<Env>): Expected => ({
  lane: 'person',
  tenant: c.get('filerTenant'),
  session: sessionIdOf(c),
  maxBytes: limits.body.evidenceBytes,
});
