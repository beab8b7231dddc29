import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { Refusal } from '#protocol/refusal.ts';
import { casePictureKey } from '../case/blob-keys.ts';
import type { Env, Verifier } from '../context.ts';
import { callerOfCase, caseIdOf, caseProvider } from '../http/case-caller.ts';
import { byKey, casePath, caseRefusals, jpeg, refusing } from '../http/describe.ts';

/** Pictures of a case, for reviewers. Each view is in the timeline, with its reason, before the picture is sent. */
export function casePictureRoutes(verifier: Verifier) {
  const { cases, blobs, now } = verifier;

  const view = createRoute({
    method: 'get',
    path: '/v1/cases/{id}/pictures/{digest}',
    summary: 'A picture of a document or a portrait; the view and its reason are in the timeline',
    security: byKey('review'),
    middleware: [caseProvider(verifier, 'review')] as const,
    request: {
      params: casePath.extend({ digest: z.string() }),
      query: z.strictObject({ reason: z.string().trim().max(200).optional() }),
    },
    responses: {
      200: jpeg('A JPEG without metadata'),
      ...refusing('request-malformed', 'reason-missing', 'picture-unknown', 'case-exhausted', ...caseRefusals),
    },
  });

  return new OpenAPIHono<Env>().openapi(view, async (c) => {
    const { digest } = c.req.valid('param');
    const { reason } = c.req.valid('query');
    if (!reason) throw new Refusal('reason-missing');
    const by = callerOfCase(c);
    const { documents, subjects, id } = await cases.run(caseIdOf(c), 'read', { by }, now());
    const known = [
      ...documents.map((each) => each.digest),
      ...subjects.map((each) => each.attestation?.portraitDigest),
    ];
    const picture = known.includes(digest) ? await blobs.get(casePictureKey(id, digest)) : undefined;
    if (!picture) throw new Refusal('picture-unknown');
    await cases.run(id, 'note-view', { by, digest, reason }, now());
    return c.body(Uint8Array.from(picture), 200, { 'Content-Type': 'image/jpeg' });
  });
}
