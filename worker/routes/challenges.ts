import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { AskWindow, IssueChallenge, IssuedChallenge, IssuedWindow } from '#protocol/capture/challenge.ts';
import { limits } from '#protocol/limits.ts';
import { filer, filerOf, sessionIdOf } from '../http/authenticate.ts';
import type { Issued } from '../session/command/issue-challenge.ts';
import { boundSubject } from '../case/job/bound-subject.ts';
import { sealChallenge, sealWindow } from '../capture/challenge.ts';
import { randomId } from '../trust/random.ts';
import type { Env, Verifier } from '../context.ts';
import {
  answer,
  boundRefusals,
  byFiler,
  filerRefusals,
  json,
  refusing,
  sessionPath,
  smallNumber,
} from '../http/describe.ts';
import { promptly } from '../http/arrival.ts';
import { jsonBody } from '../http/json-body.ts';

const captureRefusals = ['key-missing', 'consent-missing', ...filerRefusals] as const;

/** Issues challenges, and discloses what their windows ask, one window at a time. */
export function challengeRoutes(verifier: Verifier) {
  const { sessions, persons, keys, now, random } = verifier;

  const issue = createRoute({
    method: 'post',
    path: '/v1/sessions/{id}/challenges',
    summary: 'Issue a challenge, which replaces one under way; the payload is `Challenge`',
    security: byFiler,
    middleware: [filer(verifier), jsonBody(limits.body.jsonBytes), promptly(verifier)] as const,
    request: { params: sessionPath, body: json(IssueChallenge) },
    responses: {
      201: answer('The challenge as a compact JWS', IssuedChallenge),
      ...refusing(
        'request-malformed',
        'request-too-large',
        'session-finished',
        'more-time-unavailable',
        'attempts-paused',
        'attempts-exhausted',
        ...boundRefusals,
        ...captureRefusals,
      ),
    },
  });

  const disclose = createRoute({
    method: 'post',
    path: '/v1/sessions/{id}/challenges/{challengeId}/windows/{n}',
    summary: 'Get what the next window asks, in exchange for the running hash so far; the payload is `Window`',
    security: byFiler,
    middleware: [filer(verifier), jsonBody(limits.body.jsonBytes), promptly(verifier)] as const,
    request: {
      params: sessionPath.extend({
        challengeId: z.string(),
        n: smallNumber,
      }),
      body: { ...json(AskWindow), required: true },
    },
    responses: {
      201: answer('The window as a compact JWS', IssuedWindow),
      ...refusing(
        'request-malformed',
        'request-too-large',
        'challenge-unknown',
        'challenge-expired',
        'challenge-replaced',
        'challenge-replayed',
        'window-out-of-order',
        'window-early',
        'window-hash-stale',
        'evidence-late',
        'attempts-paused',
        'attempts-exhausted',
        ...captureRefusals,
      ),
    },
  });

  return new OpenAPIHono<Env>()
    .openapi(issue, async (c) => {
      const { moreTime } = c.req.valid('json');
      const fresh = {
        by: filerOf(c),
        id: randomId(random),
        nonce: randomId(random),
        secret: randomId(random),
        moreTime,
      };
      const nowMs = now();
      const id = sessionIdOf(c);
      const issued = await sessions.run(id, 'issue-challenge', fresh, nowMs);
      await admitBound(verifier, id, issued, nowMs);
      return c.json({ challenge: await sealChallenge(issued.challenge, await keys.ring(nowMs)) }, 201);
    })
    .openapi(disclose, async (c) => {
      const { challengeId, n } = c.req.valid('param');
      const { runningHash } = c.req.valid('json');
      const arrivedAtMs = c.get('arrivedAtMs');
      const asked = { by: filerOf(c), challengeId, n, runningHash, delayedMs: now() - arrivedAtMs };
      const { counts, ...window } = await sessions.run(sessionIdOf(c), 'disclose-window', asked, arrivedAtMs);
      // Sessions at once each had a challenge issued; here they are counted, and the window of one too many is kept back.
      if (n === 0 && counts) {
        const attempt = { id: challengeId, atMs: window.disclosedAtMs };
        await persons.beginAttempt(counts.person, attempt, counts.attempts, now());
      }
      return c.json({ window: await sealWindow(challengeId, n, window, await keys.ring(now())) }, 201);
    });
}

/** Refuses a challenge that has been issued, so that it stays unknown: the case has changed, or the person has failed too often. */
async function admitBound(
  { cases, persons }: Verifier,
  session: string,
  { bound, attempts }: Issued,
  nowMs: number,
): Promise<void> {
  if (!bound) return;
  await boundSubject(cases, session, bound, nowMs);
  await persons.admitAttempt(bound.person, attempts, nowMs);
}
