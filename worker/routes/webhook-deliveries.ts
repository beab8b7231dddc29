/** What became of the deliveries to an endpoint, and how they are sent again. */
import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { DeliveryPage, deliveryStates, Replayed, ReplayRequest, WebhookTest } from '#protocol/delivery/webhook.ts';
import { limits } from '#protocol/limits.ts';
import type { Env, Verifier } from '../context.ts';
import { testWebhook } from '../delivery/job/test-webhook.ts';
import { provider } from '../http/authenticate.ts';
import { answer, byKey, json, pageOf, pageQuery, refusing, webhookPath, webhookRefusals } from '../http/describe.ts';
import { jsonBody } from '../http/json-body.ts';

export function webhookDeliveryRoutes(verifier: Verifier) {
  const { feeds, now } = verifier;
  const security = byKey('provide');
  const asProvider = provider(verifier, 'provide');

  const list = createRoute({
    method: 'get',
    path: '/v1/webhooks/{id}/deliveries',
    summary: 'Its deliveries in the order of the events; `state=dead` are those that were given up',
    security,
    middleware: [asProvider] as const,
    request: {
      params: webhookPath,
      query: z.strictObject({ ...pageQuery, state: z.enum(deliveryStates).optional() }),
    },
    responses: {
      200: answer('A page; `last` is `after` of the next one', DeliveryPage),
      ...refusing('request-malformed', ...webhookRefusals),
    },
  });

  const replay = createRoute({
    method: 'post',
    path: '/v1/webhooks/{id}/replays',
    summary: 'Send events again: by their ids, all after an `n`, or all that were given up',
    security,
    middleware: [asProvider, jsonBody(limits.body.recordBytes)] as const,
    request: { params: webhookPath, body: { ...json(ReplayRequest), required: true } },
    responses: {
      202: answer('How many are sent again, and which ids the feed does not have', Replayed),
      ...refusing('request-malformed', 'request-too-large', 'webhook-disabled', ...webhookRefusals),
    },
  });

  const test = createRoute({
    method: 'post',
    path: '/v1/webhooks/{id}/tests',
    summary: 'Send a signed message of the type `webhook.test` now, once',
    security,
    middleware: [asProvider] as const,
    request: { params: webhookPath },
    responses: { 200: answer('What became of it', WebhookTest), ...refusing(...webhookRefusals) },
  });

  return new OpenAPIHono<Env>()
    .openapi(list, async (c) => {
      const { state, ...query } = c.req.valid('query');
      const { id } = c.req.valid('param');
      return c.json(
        await feeds.run(c.get('tenant').id, 'list-deliveries', { id, state, ...pageOf(query) }, now()),
        200,
      );
    })
    .openapi(replay, async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await feeds.run(c.get('tenant').id, 'replay', { id, request: c.req.valid('json') }, now()), 202);
    })
    .openapi(test, async (c) => {
      const outcome = await testWebhook(verifier, c.get('tenant').id, c.req.valid('param').id);
      const { status } = outcome;
      return c.json(
        {
          delivered: outcome.kind === 'delivered',
          ...(status !== undefined && { status }),
          ...(outcome.kind === 'failed' && { failure: outcome.failure }),
        },
        200,
      );
    });
}
