import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { EventPage } from '#protocol/delivery/event.ts';
import type { Env, Verifier } from '../context.ts';
import { provider } from '../http/authenticate.ts';
import { answer, byKey, pageQuery, pageOf, refusing } from '../http/describe.ts';

/** The tenant's events, in order: what webhooks tell, also for those who have none or have missed some. */
export function eventRoutes(verifier: Verifier) {
  const { feeds, now } = verifier;

  const read = createRoute({
    method: 'get',
    path: '/v1/events',
    summary: 'What happened, oldest first, page by page; the same events as webhooks tell',
    security: byKey('provide'),
    middleware: [provider(verifier, 'provide')] as const,
    request: { query: z.strictObject(pageQuery) },
    responses: {
      200: answer('A page; `last` is `after` of the next one', EventPage),
      ...refusing('request-malformed', 'api-key-invalid', 'scope-missing'),
    },
  });

  return new OpenAPIHono<Env>().openapi(read, async (c) =>
    c.json(await feeds.run(c.get('tenant').id, 'page', pageOf(c.req.valid('query')), now()), 200),
  );
}
