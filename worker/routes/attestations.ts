import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { Appraised } from '#protocol/capture/evidence.ts';
import { limits } from '#protocol/limits.ts';
import { attest, type Attested } from '../appraisal/attest.ts';
import { collectBound } from '../case/job/collect.ts';
import { readFrames } from '../capture/revealed-frames.ts';
import { filer, sessionIdOf } from '../http/authenticate.ts';
import { answer, byFiler, filerRefusals, refusing, sessionPath } from '../http/describe.ts';
import { admit } from '../http/receive.ts';
import type { Env, Verifier } from '../context.ts';

/** Revealed frames are appraised with the evidence that they belong to, and the result is signed. Once per challenge. */
export function attestationRoutes(verifier: Verifier) {
  const { keepAlive, persons, log } = verifier;

  /** Tells the case, and takes back the attempt that was counted when it began. Neither may cost the filer the answer. */
  async function settled(attested: Attested, session: string): Promise<Attested> {
    const { verdict, bound, challengeId } = attested;
    if (!bound) return attested;
    const work = [collectBound(verifier, session, bound)];
    if (verdict === 'bona-fide') work.push(persons.forgive(bound.person, 'attempts', challengeId));
    for (const end of await Promise.allSettled(work)) {
      if (end.status === 'rejected') log({ level: 'error', error: `not told to the case: ${String(end.reason)}` });
    }
    return attested;
  }

  const reveal = createRoute({
    method: 'post',
    path: '/v1/sessions/{id}/attestations',
    summary: 'Send the revealed frames, each in a file field `frame-<number>`; the answer has advice, never a score',
    security: byFiler,
    middleware: [filer(verifier)] as const,
    request: { params: sessionPath, body: { content: { 'multipart/form-data': { schema: framesSchema } } } },
    responses: {
      201: answer('Whether the person is done; if not, all causes', Appraised),
      ...refusing(
        'request-malformed',
        'request-too-large',
        'upload-underway',
        'upload-slow',
        'upload-broken',
        'verifier-busy',
        'frames-missing',
        'frames-late',
        'challenge-replaced',
        'challenge-replayed',
        'key-missing',
        'consent-missing',
        ...filerRefusals,
      ),
    },
  });

  return new OpenAPIHono<Env>().openapi(reveal, async (c) => {
    const session = sessionIdOf(c);
    const owner = { tenant: c.get('filerTenant'), session };
    const expected = { lane: 'person', ...owner, maxBytes: limits.body.framesBytes } as const;
    const appraising = attest(verifier, session, c.get('proof'), {
      arrivedAtMs: c.get('arrivedAtMs'),
      receive: async () => {
        const place = await admit(c, verifier, expected);
        try {
          return { sent: await readFrames(c.req), place };
        } catch (error) {
          place.leave();
          throw error;
        }
      },
    });
    // It is finished even if the filer does not wait for it: the filer can read its answer from the session.
    const concluding = appraising.then((attested) => settled(attested, session));
    keepAlive(concluding.catch(() => undefined));
    const { verdict, causes } = await concluding;
    return c.json({ done: verdict === 'bona-fide', causes: [...causes] }, 201);
  });
}

/** The form's fields are not known beforehand, so no zod schema can describe them: `readFrames` checks them. */
const framesSchema = {
  type: 'object' as const,
  additionalProperties: { type: 'string' as const, format: 'binary' },
};
