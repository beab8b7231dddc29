/** The backend of the demo's sessions: does what a provider's server does with its API key. It exists only in the sandbox. */
import { Hono } from 'hono';
import { validator } from 'hono/validator';
import { z } from 'zod';
import { limits } from '#protocol/limits.ts';
import { CreateSession, type ProviderSession } from '#protocol/session/session.ts';
import { sandboxKeys } from '../tenant/sandbox-tenants.ts';
import type { Env } from '../context.ts';
import { jsonBody } from '../http/json-body.ts';
import { malformed } from '../http/problem.ts';

/** Sends a request to the verifier's public API. */
export type Api = (
  path: string,
  apiKey: string,
  init?: { readonly method: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string },
) => Promise<Response>;

const { case: caseId, subject, policy, locale, seed, filing } = CreateSession.shape;
const DemoRequest = z.strictObject({ case: caseId, subject, policy, locale, seed, filing });

const demoRequest = validator('json', (given) => {
  const request = DemoRequest.safeParse(given);
  if (!request.success) throw malformed(request.error);
  return request.data;
});

export const demoProvider = (api: Api) =>
  new Hono<Env>()
    .post('/demo/api/sessions', jsonBody(limits.body.jsonBytes), demoRequest, async (c) => {
      const request = c.req.valid('json');
      const key = request.seed === undefined ? sandboxKeys.provider : sandboxKeys.assessor;
      const body = JSON.stringify(request.case === undefined ? { filing: exampleFiling, ...request } : request);
      const created = await api('/v1/sessions', key, { method: 'POST', body });
      if (!created.ok) return created;
      const { id, token, expiresAtMs } = Created.parse(await created.json());
      return c.json({ id, token, expiresAtMs }, 201);
    })
    .get('/demo/api/sessions/:id', async (c) => {
      const path = `/v1/sessions/${encodeURIComponent(c.req.param('id'))}`;
      const asProvider = await api(path, sandboxKeys.provider);
      const isAssessors = asProvider.status === 404;
      const key = isAssessors ? sandboxKeys.assessor : sandboxKeys.provider;
      const answer = isAssessors ? await api(path, key) : asProvider;
      if (!answer.ok) return answer;

      const session = (await answer.json()) as ProviderSession;
      const latest = session.challenges.at(-1);
      const appraisal = latest && (await (await api(`${path}/appraisals/${latest}`, key)).json());
      return c.json({ session, ...(appraisal !== undefined && { appraisal }) });
    });

const Created = z.object({ id: z.string(), token: z.string(), expiresAtMs: z.number() });

const exampleFiling = { organiser: '示例（北京）科技有限公司', domains: ['example.cn'] };
