/** Withdrawals: the provider and the person can withdraw, and the person can get a token to do it later and elsewhere. */
import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { Refusal } from '#protocol/refusal.ts';
import { KeptData, WithdrawalLink } from '#protocol/session/withdrawal.ts';
import { sessionPrefix } from '../capture/blob-keys.ts';
import { voidSession } from '../case/job/void-session.ts';
import type { Env, Verifier } from '../context.ts';
import { anyWithdrawer, callerOf, filer, filerOf, sessionIdOf, withdrawer } from '../http/authenticate.ts';
import {
  answer,
  byAnyone,
  byFiler,
  byWithdrawal,
  filerRefusals,
  refusing,
  sessionPath,
  withdrawalRefusals,
} from '../http/describe.ts';
import { nameOf } from '../tenant/tenant.ts';
import { sealWithdrawal } from '../trust/token.ts';

export function withdrawalRoutes(verifier: Verifier) {
  const { config, sessions, blobs, keys, now, log } = verifier;

  /** What this leaves undone, the case does when it is read or submitted: it finds the session withdrawn. */
  const toldTo = (id: string, session: string) =>
    voidSession(verifier, id, session).catch((error: unknown) => {
      if (error instanceof Refusal && error.code === 'case-withdrawn') return;
      log({ level: 'error', error: `withdrawal not told to the case: ${String(error)}` });
    });

  const withdraw = createRoute({
    method: 'delete',
    path: '/v1/sessions/{id}',
    summary: 'Withdraw the session: everything about the person is deleted',
    security: byAnyone,
    middleware: [anyWithdrawer(verifier)] as const,
    request: { params: sessionPath },
    responses: {
      204: { description: 'Withdrawn by this request or an earlier one' },
      ...refusing('api-key-invalid', 'scope-missing', ...filerRefusals, ...withdrawalRefusals),
    },
  });

  const issue = createRoute({
    method: 'post',
    path: '/v1/sessions/{id}/withdrawals',
    summary: 'Get the token with which the person can withdraw as long as data is kept; the same each time',
    security: byFiler,
    middleware: [filer(verifier)] as const,
    request: { params: sessionPath },
    responses: {
      201: answer('The token, and until when it is valid', WithdrawalLink),
      ...refusing('key-missing', ...filerRefusals),
    },
  });

  const read = createRoute({
    method: 'get',
    path: '/v1/sessions/{id}/withdrawal',
    summary: 'For whom data is kept, and until when; nothing about the person',
    security: byWithdrawal,
    middleware: [withdrawer(verifier)] as const,
    request: { params: sessionPath },
    responses: {
      200: answer('Data is kept', KeptData),
      ...refusing('session-withdrawn', ...withdrawalRefusals),
    },
  });

  return new OpenAPIHono<Env>()
    .openapi(withdraw, async (c) => {
      const id = sessionIdOf(c);
      const bound = await sessions.run(id, 'withdraw', { by: callerOf(c) }, now());
      await blobs.deleteAll(sessionPrefix(id));
      if (bound) await toldTo(bound.case, id);
      return c.body(null, 204);
    })
    .openapi(issue, async (c) => {
      const nowMs = now();
      const session = await sessions.run(sessionIdOf(c), 'read', { by: filerOf(c) }, nowMs);
      // Otherwise everyone who has the session's token could get one before the person has opened the session.
      if (session.jkt === undefined) throw new Refusal('key-missing');
      const { id, tenant, createdAtMs, deleteAtMs: keptUntilMs } = session;
      const claims = { session: id, tenant, issuer: config.issuer, createdAtMs, expiresAtMs: keptUntilMs };
      return c.json({ token: await sealWithdrawal(claims, await keys.ring(nowMs)), keptUntilMs }, 201);
    })
    .openapi(read, async (c) => {
      const session = await sessions.run(sessionIdOf(c), 'read', { by: callerOf(c) }, now());
      const provider = nameOf(session.tenant, config.tenants);
      const { createdAtMs, deleteAtMs: keptUntilMs } = session;
      return c.json({ provider, sandbox: config.sandbox, createdAtMs, keptUntilMs }, 200);
    });
}
