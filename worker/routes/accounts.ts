/** Bureau accounts: what each has sent and received, and why it does not go on. */
import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { BureauAccountList, BureauAccountView } from '#protocol/case/bureau-account.ts';
import { summaryOf } from '../bureau/account/overview.ts';
import { ownAccount } from '../bureau/job/own-account.ts';
import type { Env, Verifier } from '../context.ts';
import { provider } from '../http/authenticate.ts';
import { answer, byKey, refusing } from '../http/describe.ts';

export function accountRoutes(verifier: Verifier) {
  const { accounts, jobs, now } = verifier;

  const list = createRoute({
    method: 'get',
    path: '/v1/accounts',
    summary: 'The tenant’s bureau accounts',
    security: byKey('provide'),
    middleware: [provider(verifier, 'provide')] as const,
    responses: {
      200: answer('Each account, and what keeps it from sending', BureauAccountList),
      ...refusing('api-key-invalid', 'scope-missing'),
    },
  });

  const read = createRoute({
    method: 'get',
    path: '/v1/accounts/{name}',
    summary: 'A bureau account with its files, their codes, and what the bureau said that belongs to no case',
    security: byKey('provide'),
    middleware: [provider(verifier, 'provide')] as const,
    request: { params: namePath },
    responses: {
      200: answer('The account', BureauAccountView),
      ...refusing('api-key-invalid', 'scope-missing', 'account-unknown'),
    },
  });

  const resume = createRoute({
    method: 'post',
    path: '/v1/accounts/{name}/resume',
    summary: 'Go on with an account after what stopped it was mended; everything that waits is tried at once',
    security: byKey('provide'),
    middleware: [provider(verifier, 'provide')] as const,
    request: { params: namePath },
    responses: {
      200: answer('The account, which goes on', BureauAccountView),
      ...refusing('api-key-invalid', 'scope-missing', 'account-unknown'),
    },
  });

  return new OpenAPIHono<Env>()
    .openapi(list, async (c) => {
      const names = c.get('tenant').bureaus ?? [];
      const all = await Promise.all(names.map((name) => accounts.overview(name, {}, now())));
      return c.json({ accounts: all.map(summaryOf) }, 200);
    })
    .openapi(read, async (c) => {
      const name = ownAccount(c.get('tenant'), c.req.valid('param').name);
      return c.json(await accounts.overview(name, {}, now()), 200);
    })
    .openapi(resume, async (c) => {
      const name = ownAccount(c.get('tenant'), c.req.valid('param').name);
      await accounts.resume(name, {}, now());
      await jobs.send({ kind: 'account', id: name });
      return c.json(await accounts.overview(name, {}, now()), 200);
    });
}

const namePath = z.object({ name: z.string() });
