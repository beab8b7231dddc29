/**
 * The verifier with one more route, for `npm run soak` alone: `POST /soak/attestations` makes a session verified without a camera.
 * Everything else is the product as it is deployed.
 */
import { env } from 'cloudflare:workers';
import type { CloudflareEnv } from '../../../worker/host/cloudflare/env.ts';
import product, { portsOf } from '../../../worker/host/cloudflare/index.ts';
import { attest, type ToAttest } from './attest.ts';

export * from '../../../worker/host/cloudflare/index.ts';

const ports = portsOf(env as CloudflareEnv);

export default {
  ...product,
  async fetch(request) {
    if (new URL(request.url).pathname !== '/soak/attestations') return product.fetch(request);
    return Response.json(await attest(ports, await request.json<ToAttest>()));
  },
} satisfies ExportedHandler<CloudflareEnv>;
