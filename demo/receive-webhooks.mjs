/**
 * Receive webhooks as a provider's server does: verify each, answer at once, and drop what was received before.
 *
 *     WEBHOOK_SECRET=whsec_… node demo/receive-webhooks.mjs [PORT]
 *
 * The secret is in the answer of POST /v1/webhooks. While one secret replaces another, every webhook is signed with both, so
 * verify with either.
 */
import { createServer } from 'node:http';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';

const secret = process.env.WEBHOOK_SECRET;
if (!secret) {
  console.error('usage: WEBHOOK_SECRET=whsec_… node demo/receive-webhooks.mjs [PORT]');
  process.exit(2);
}

/** Ids of the events that were taken. A real server keeps them where it keeps what it does with the events. */
const taken = new Set();

/** Takes one request. @returns the status to answer: any but 2xx, and the webhook is sent again */
async function receive(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  // The signature is of these bytes: verify them before anything parses them.
  const body = Buffer.concat(chunks).toString();
  try {
    const { type, timestamp, data } = new Webhook(secret).verify(body, request.headers);
    const id = request.headers['webhook-id'];
    if (!taken.has(id)) console.log(JSON.stringify({ id, type, timestamp, data }));
    taken.add(id);
    return 204;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return 401;
    throw error;
  }
}

const server = createServer(async (request, response) => {
  response.writeHead(await receive(request)).end();
});
server.listen(Number(process.argv[2] ?? 8790), () => {
  console.log(`waiting for webhooks on http://localhost:${server.address().port}/`);
});
