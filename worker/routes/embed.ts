/** The page that a tenant's own pages embed as an iframe: the built page, with a policy that says who may embed it. */
import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { Refusal } from '#protocol/refusal.ts';
import type { Env, Verifier } from '../context.ts';
import { refusing } from '../http/describe.ts';

export function embedRoutes({ config, site }: Verifier) {
  const embed = createRoute({
    method: 'get',
    path: '/embed/{tenant}',
    summary: 'The element as a page for an iframe; only the origins of the tenant may embed it',
    request: { params: z.object({ tenant: z.string() }) },
    responses: {
      200: { description: 'The page', content: { 'text/html': { schema: z.string() } } },
      ...refusing('tenant-unknown'),
    },
  });

  return new OpenAPIHono<Env>().openapi(embed, async (c) => {
    const wanted = c.req.valid('param').tenant;
    const tenant = config.tenants.find(({ id }) => id === wanted);
    if (!tenant) throw new Refusal('tenant-unknown');
    const page = await site('/embed/');
    if (!page.ok) throw new Error(`the site has no embed page: ${page.status}`);
    return c.html(await page.text(), 200, { ...pageHeaders, 'Content-Security-Policy': policyFor(tenant.origins) });
  });
}

/** The last two let a page that is cross-origin isolated embed this one. */
const pageHeaders = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** What the page may do, and whose pages may embed it. CSP level 3. */
const policyFor = (origins: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    "connect-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "media-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${origins.length > 0 ? origins.join(' ') : "'none'"}`,
  ].join('; ');
