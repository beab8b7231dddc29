import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { Evidence, FramesToReveal } from '#protocol/capture/evidence.ts';
import { filer, filerOf, sessionIdOf } from '../http/authenticate.ts';
import { digestOf } from '../trust/digest.ts';
import { openChallenge } from '../capture/challenge.ts';
import { unwrapCapture, verifyStatement } from '../capture/evidence.ts';
import { keep } from '../capture/keeping.ts';
import { Refusal } from '#protocol/refusal.ts';
import { limits } from '#protocol/limits.ts';
import { drawFrames } from '../capture/drawn-frames.ts';
import { randomId, secretDraw } from '../trust/random.ts';
import type { Env, Verifier } from '../context.ts';
import { answer, byFiler, filerRefusals, json, limit, refusing, sessionPath } from '../http/describe.ts';

/** Evidence spends the challenge and fixes which frames must be opened. Once per challenge. */
export function evidenceRoutes(verifier: Verifier) {
  const { policy, sessions, blobs, keys, now, random } = verifier;

  const submit = createRoute({
    method: 'post',
    path: '/v1/sessions/{id}/evidence',
    summary: 'The signed trace with its Merkle root; answers which frames to open',
    security: byFiler,
    middleware: [filer(verifier), limit(limits.body.evidenceBytes)] as const,
    request: { params: sessionPath, body: { ...json(Evidence), required: true } },
    responses: {
      201: answer('Frames to open, by number', FramesToReveal),
      ...refusing(
        'request-malformed',
        'request-too-large',
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
    const session = sessionIdOf(c);
    const evidence = c.req.valid('json');
    const statement = await verifyStatement(evidence.statement, c.get('proof').jwk);
    const { id: challengeId } = await openChallenge(statement.challenge, session, await keys.ring(now()));
    const open = { kind: 'admit-evidence', by: filerOf(c), challengeId } as const;
    const { windows, jws } = await sessions.run(session, open, now());
    // A signature may be spelt in several ways: the result names the challenge as it was issued.
    if (statement.challenge !== jws) throw new Refusal('challenge-forged', { cause: 'spelling' });

    const capture = { ...unwrapCapture(evidence, statement, policy), windows, receivedAtMs: now() };
    const { frames, portrait } = drawFrames(capture, policy, secretDraw(random));
    const blob = `${session}/${challengeId}/evidence-${randomId(random)}.json`;
    const { root, traceDigest, attester } = statement;
    const statementDigest = digestOf(evidence.statement);
    const spent = { evidence: blob, statementDigest, root, traceDigest, attester, open: frames, portrait };
    await keep([[blob, JSON.stringify(evidence)]], blobs, () =>
      sessions.run(session, { kind: 'spend', challengeId, evidence: spent }, now()),
    );
    return c.json({ open: [...frames] }, 201);
  });
}
