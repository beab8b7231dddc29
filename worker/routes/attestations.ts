import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { Appraised, Evidence } from '#protocol/capture/evidence.ts';
import { limits } from '#protocol/limits.ts';
import { appraise } from '../appraisal/appraise.ts';
import { sealResult } from '../appraisal/attestation.ts';
import { pictureKey, recordKey, type CaptureRecord } from '../capture/bundle.ts';
import { filer, filerOf, sessionIdOf } from '../http/authenticate.ts';
import { unwrapEvidence } from '../capture/evidence.ts';
import { keep, readKept, type Kept } from '../capture/keeping.ts';
import { isPromised, revealedFrames, readFrames, readRevealed } from '../capture/revealed-frames.ts';
import { randomId } from '../trust/random.ts';
import type { Env, Verifier } from '../context.ts';
import { appraisalKey } from './appraisals.ts';
import { answer, byFiler, filerRefusals, limit, refusing, sessionPath } from '../http/describe.ts';

/** Opened frames are appraised with the evidence they belong to, and the result is signed. Once per challenge. */
export function attestationRoutes(verifier: Verifier) {
  const { config, policy, sessions, blobs, keys, faceReader, now, random } = verifier;

  const attest = createRoute({
    method: 'post',
    path: '/v1/sessions/{id}/attestations',
    summary: 'The opened frames, a file field `frame-<number>` each; answers what to do better, never a score',
    security: byFiler,
    middleware: [filer(verifier)] as const,
    request: { params: sessionPath, body: { content: { 'multipart/form-data': { schema: framesSchema } } } },
    responses: {
      201: answer('Whether the person is done, and all causes at once if not', Appraised),
      ...refusing(
        'request-malformed',
        'request-too-large',
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

  return new OpenAPIHono<Env>().openapi(attest, async (c) => {
    const id = sessionIdOf(c);
    const { id: challengeId } = await sessions.run(id, { kind: 'admit-reveal', by: filerOf(c) }, now());
    // No body is read before: neither the limit's count nor the form.
    await limit(limits.body.framesBytes)(c, async () => {});
    const sent = await readFrames(c.req);
    const looking = await faceReader(); // before the claim: without them nothing is lost
    const session = await sessions.run(id, { kind: 'claim-reveal', challengeId }, now());
    const challenge = session.challenge!;
    const spent = challenge.spent!;
    const { windows } = challenge;
    const { spentAtMs: receivedAtMs, open } = spent;
    const { name, version } = policy;
    const { jwk } = c.get('proof');
    const record: CaptureRecord = {
      policy: { name, version },
      jwk,
      evidence: spent.evidence,
      windows,
      receivedAtMs,
      open,
    };
    const evidence = Evidence.parse(await readKept(spent.evidence, blobs));
    const capture = await unwrapEvidence({ ...record, evidence }, policy);
    const revealed = await readRevealed(revealedFrames(spent.open, sent), capture, looking);
    const appraisal = appraise(capture, revealed, policy);

    const { verdict, causes } = appraisal;
    const portraitDigest = spent.portrait === undefined ? undefined : capture.frameDigests[spent.portrait];
    const { issuer, sandbox } = config;
    const outline = { issuer, sandbox, jti: randomId(random), session, challenge, spent, verdict, portraitDigest };
    const nowMs = now();
    const result = await sealResult(outline, nowMs, policy, await keys.ring(nowMs));

    const records: Kept[] = [
      [appraisalKey(id, challenge.id), JSON.stringify(appraisal)],
      [recordKey(id, challenge.id), JSON.stringify(record)],
      // What is not the promised picture is nobody's to see.
      ...revealed.flatMap((frame): Kept[] =>
        isPromised(frame, capture) ? [[pictureKey(id, challenge.id, frame.index), frame.jpeg!]] : [],
      ),
    ];
    const conclusion = { challengeId: challenge.id, verdict, causes: [...causes], result };
    await keep(records, blobs, () => sessions.run(id, { kind: 'conclude', ...conclusion }, now()));
    return c.json({ done: verdict === 'bona-fide', causes: [...causes] }, 201);
  });
}

/** Form fields are not known beforehand, so no zod schema reads them: `readFrames` does. */
const framesSchema = {
  type: 'object' as const,
  additionalProperties: { type: 'string' as const, format: 'binary' },
};
