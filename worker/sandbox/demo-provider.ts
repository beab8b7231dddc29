/** The demo page's backend: does what a provider's server does with its API key. It exists only in the sandbox. */
import { Hono } from 'hono';
import { z } from 'zod';
import { CreateSession, type ProviderSession } from '#protocol/session/session.ts';
import { Refusal } from '#protocol/refusal.ts';
import { sandboxKeys } from '../tenant/tenant.ts';
import type { Env } from '../context.ts';

/** Sends a request to the public API. */
export type Api = (path: string, apiKey: string, init?: { method: string; body: string }) => Promise<Response>;

const DemoRequest = CreateSession.pick({ locale: true, seed: true, filing: true });

/** @param api gives access to the verifier's public API under an origin */
export const demoProvider = (api: (origin: string) => Api) =>
  new Hono<Env>()
    .post('/demo/api/sessions', async (c) => {
      const request = DemoRequest.safeParse(await c.req.json().catch(() => undefined));
      if (!request.success) throw new Refusal('request-malformed', { cause: request.error });
      const key = request.data.seed === undefined ? sandboxKeys.provider : sandboxKeys.assessor;
      const body = JSON.stringify({ ...request.data, filing: request.data.filing ?? demoFiling });
      const created = await api(new URL(c.req.url).origin)('/v1/sessions', key, { method: 'POST', body });
      if (!created.ok) return created;
      const { id, token, expiresAtMs } = Created.parse(await created.json());
      return c.json({ id, token, expiresAtMs }, 201);
    })
    .get('/demo/api/sessions/:id', async (c) => {
      const path = `/v1/sessions/${encodeURIComponent(c.req.param('id'))}`;
      const send = api(new URL(c.req.url).origin);
      const asProvider = await send(path, sandboxKeys.provider);
      const isAssessors = asProvider.status === 404;
      const key = isAssessors ? sandboxKeys.assessor : sandboxKeys.provider;
      const answer = isAssessors ? await send(path, key) : asProvider;
      if (!answer.ok) return answer;

      const session = (await answer.json()) as ProviderSession;
      const latest = session.challenges.at(-1);
      const appraisal = latest && (await (await send(`${path}/appraisals/${latest}`, key)).json());
      return c.json({ session, ...(appraisal !== undefined && { appraisal }) });
    });

const Created = z.object({ id: z.string(), token: z.string(), expiresAtMs: z.number() });

const demoFiling = { organiser: '示例（北京）科技有限公司', domains: ['example.cn'] };
