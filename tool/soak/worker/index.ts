/**
 * The verifier as it is deployed, for `npm run soak` alone with one more route: `POST /soak/attestations` makes a session verified
 * without a camera. And what it sends to names below `soak.example`, goes to the stand-ins.
 */
import { env } from 'cloudflare:workers';
import type { CloudflareEnv } from '../../../worker/host/cloudflare/env.ts';
import product, { portsOf } from '../../../worker/host/cloudflare/index.ts';
import { attest, type ToAttest } from './attest.ts';

export * from '../../../worker/host/cloudflare/index.ts';

const bindings = env as CloudflareEnv & { readonly SOAK_STAND_INS: string };
const ports = portsOf(bindings);

const fetchOutside = globalThis.fetch;
globalThis.fetch = ((request: Request) => {
  const { hostname, pathname } = new URL(request.url);
  return hostname.endsWith('.soak.example')
    ? fetchOutside(new Request(new URL(pathname, bindings.SOAK_STAND_INS), request))
    : fetchOutside(request);
}) as typeof fetch;

export default {
  ...product,
  async fetch(request) {
    if (new URL(request.url).pathname !== '/soak/attestations') return product.fetch(request);
    return Response.json(await attest(ports, await request.json<ToAttest>()));
  },
} satisfies ExportedHandler<CloudflareEnv>;
