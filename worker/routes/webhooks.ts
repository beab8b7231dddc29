/** Webhook endpoints: the provider makes, reads, changes and deletes them, and replaces their secrets. */
import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { ChangeWebhook, CreatedWebhook, CreateWebhook, Webhook, WebhookList } from '#protocol/delivery/webhook.ts';
import { limits } from '#protocol/limits.ts';
import type { Env, Verifier } from '../context.ts';
import { changeWebhook, createWebhook, rotateSecret } from '../delivery/job/subscribe.ts';
import { provider } from '../http/authenticate.ts';
import { answer, byKey, idempotent, json, refusing, webhookPath, webhookRefusals } from '../http/describe.ts';
import { jsonBody } from '../http/json-body.ts';

export function webhookRoutes(verifier: Verifier) {
  const { feeds, now } = verifier;
  const security = byKey('provide');
  const asProvider = provider(verifier, 'provide');
  const asJson = jsonBody(limits.body.jsonBytes);

  const create = createRoute({
    method: 'post',
    path: '/v1/webhooks',
    summary: 'Make an endpoint. Its secret is answered here and never again, but to the same Idempotency-Key',
    security,
    middleware: [asProvider, asJson] as const,
    request: { headers: idempotent, body: { ...json(CreateWebhook), required: true } },
    responses: {
      201: answer('The endpoint, with its secret', CreatedWebhook),
      ...refusing(
        'request-malformed',
        'request-too-large',
        'api-key-invalid',
        'scope-missing',
        'webhook-forbidden',
        'webhooks-exhausted',
        'idempotency-mismatch',
      ),
    },
  });

  const list = createRoute({
    method: 'get',
    path: '/v1/webhooks',
    summary: 'The tenant’s endpoints, oldest first',
    security,
    middleware: [asProvider] as const,
    responses: { 200: answer('The endpoints', WebhookList), ...refusing('api-key-invalid', 'scope-missing') },
  });

  const read = createRoute({
    method: 'get',
    path: '/v1/webhooks/{id}',
    summary: 'An endpoint: whether it answers, and what waits for it',
    security,
    middleware: [asProvider] as const,
    request: { params: webhookPath },
    responses: { 200: answer('The endpoint', Webhook), ...refusing(...webhookRefusals) },
  });

  const change = createRoute({
    method: 'patch',
    path: '/v1/webhooks/{id}',
    summary: 'Change its address or its types of events, disable it, or enable it again',
    security,
    middleware: [asProvider, asJson] as const,
    request: { params: webhookPath, body: { ...json(ChangeWebhook), required: true } },
    responses: {
      200: answer('The endpoint as it is now', Webhook),
      ...refusing('request-malformed', 'request-too-large', 'webhook-forbidden', ...webhookRefusals),
    },
  });

  const remove = createRoute({
    method: 'delete',
    path: '/v1/webhooks/{id}',
    summary: 'Delete an endpoint with its secrets and its deliveries; the events stay',
    security,
    middleware: [asProvider] as const,
    request: { params: webhookPath },
    responses: {
      204: { description: 'Deleted by this request or an earlier one' },
      ...refusing('api-key-invalid', 'scope-missing'),
    },
  });

  const rotate = createRoute({
    method: 'post',
    path: '/v1/webhooks/{id}/secrets',
    summary: 'Make a new secret; the one before it also signs for 24 h more',
    security,
    middleware: [asProvider] as const,
    request: { params: webhookPath, headers: idempotent },
    responses: { 201: answer('The endpoint, with the new secret', CreatedWebhook), ...refusing(...webhookRefusals) },
  });

  return new OpenAPIHono<Env>()
    .openapi(create, async (c) => {
      const idempotencyKey = c.req.valid('header')['idempotency-key'];
      const made = await createWebhook(verifier, c.get('tenant').id, { request: c.req.valid('json'), idempotencyKey });
      return c.json(made, 201);
    })
    .openapi(list, async (c) =>
      c.json({ webhooks: await feeds.run(c.get('tenant').id, 'list-endpoints', {}, now()) }, 200),
    )
    .openapi(read, async (c) =>
      c.json(await feeds.run(c.get('tenant').id, 'read-endpoint', c.req.valid('param'), now()), 200),
    )
    .openapi(change, async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await changeWebhook(verifier, c.get('tenant').id, id, c.req.valid('json')), 200);
    })
    .openapi(remove, async (c) => {
      await feeds.run(c.get('tenant').id, 'delete-endpoint', c.req.valid('param'), now());
      return c.body(null, 204);
    })
    .openapi(rotate, async (c) => {
      const idempotencyKey = c.req.valid('header')['idempotency-key'];
      const { id } = c.req.valid('param');
      return c.json(await rotateSecret(verifier, c.get('tenant').id, { id, idempotencyKey }), 201);
    });
}
