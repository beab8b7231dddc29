/**
 * The backend of the demo's filing system: passes the page's requests on to the public API, with the key that a provider's server
 * would use, its own or that of the reviewer at the desk. It exists only in the sandbox.
 */
import { Hono, type Context } from 'hono';
import { limits } from '#protocol/limits.ts';
import { Refusal } from '#protocol/refusal.ts';
import type { Env } from '../context.ts';
import { jsonBody } from '../http/json-body.ts';
import { sandboxKeys, sandboxSigners } from '../tenant/sandbox-tenants.ts';
import { bureauPath } from './bureau/account.ts';
import type { Api } from './demo-provider.ts';

/** The reviewers, by the ids of their API keys, each with the published key that signs. */
const reviewers = {
  'sandbox-reviewer': { key: sandboxKeys.reviewer, signer: sandboxSigners.reviewer },
  'sandbox-reviewer-2': { key: sandboxKeys.reviewer2, signer: sandboxSigners.reviewer2 },
} as const;

const isReviewer = (id: string | undefined): id is keyof typeof reviewers =>
  id !== undefined && Object.hasOwn(reviewers, id);

export const demoFiling = (api: Api, bureau: (request: Request) => Promise<Response>) => {
  /** Passes a request on to the same path of the API. @param key of the caller whom the API sees */
  const relay = (key: string) => async (c: Context<Env>) => {
    const { pathname, search } = new URL(c.req.url);
    const body = await c.req.text();
    return api(`${pathname.replace('/demo/api/', '/v1/')}${search}`, key, {
      method: c.req.method,
      headers: passedOn(c),
      ...(body !== '' && { body }),
    });
  };
  const asProvider = relay(sandboxKeys.provider);
  const asReviewer = relay(sandboxKeys.reviewer);
  /** The simulated bureau's switch and short messages, by its own addresses. */
  const toBureau = async (c: Context<Env>) => {
    const body = await c.req.text();
    const path = c.req.path.replace('/demo/api/bureau', bureauPath);
    return bureau(
      new Request(new URL(path, c.req.url), {
        method: c.req.method,
        headers: { 'Content-Type': 'application/json' },
        ...(body !== '' && { body }),
      }),
    );
  };
  const short = jsonBody(limits.body.jsonBytes);
  const record = jsonBody(limits.body.filingBytes);
  const document = jsonBody(limits.body.documentBytes);

  return new Hono<Env>()
    .post('/demo/api/cases', record, asProvider)
    .get('/demo/api/cases/:id', asProvider)
    .get('/demo/api/cases/:id/filing', asProvider)
    .put('/demo/api/cases/:id/filing', record, asProvider)
    .put('/demo/api/cases/:id/documents/:kind', document, asProvider)
    .post('/demo/api/cases/:id/submit', asProvider)
    .post('/demo/api/cases/:id/submissions', asProvider)
    .post('/demo/api/accounts/:name/resume', asProvider)
    .get('/demo/api/cases/:id/record.xml', asProvider)
    .get('/demo/api/cases/:id/forms/:file', asProvider)
    .get('/demo/api/cases/:id/pictures/:digest', asReviewer)
    .get('/demo/api/bureau/messages', toBureau)
    .post('/demo/api/bureau/messages', short, toBureau)
    .post('/demo/api/bureau/switch', short, toBureau)
    .get('/demo/api/reviewers', (c) =>
      c.json(Object.entries(reviewers).map(([id, { signer }]) => ({ id, name: signer.name, jwk: signer.jwk }))),
    )
    .post('/demo/api/reviewers/:reviewer/cases/:id/reviews', jsonBody(limits.body.recordBytes), async (c) => {
      const { reviewer, id } = c.req.param();
      if (!isReviewer(reviewer)) throw new Refusal('route-unknown');
      return api(`/v1/cases/${encodeURIComponent(id)}/reviews`, reviewers[reviewer].key, {
        method: 'POST',
        headers: passedOn(c),
        body: await c.req.text(),
      });
    });
};

/** The headers that a provider's server sends of its own. */
const passedOn = (c: Context<Env>): Record<string, string> =>
  Object.fromEntries(
    ['Idempotency-Key', 'If-Match'].flatMap((name) => {
      const value = c.req.header(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
