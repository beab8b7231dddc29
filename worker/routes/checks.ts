import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { FormCheck } from '#protocol/case/case.ts';
import type { Env, Verifier } from '../context.ts';
import { answer } from '../http/describe.ts';
import { isFormNumber } from '../form/number.ts';
import { digestOf } from '../trust/digest.ts';

/** Anyone who holds a form may ask whether it is valid. The answer says nothing else, and asks only the index. */
export function checkRoutes({ caseIndex, site, config: { sandbox } }: Verifier) {
  const check = createRoute({
    method: 'get',
    path: '/v1/checks/{number}',
    summary: 'Whether the form of this number is valid, withdrawn or unknown; for anyone',
    request: { params: z.object({ number: z.string() }) },
    responses: { 200: answer('The state of the form, and whether this is the sandbox', FormCheck) },
  });

  const page = createRoute({
    method: 'get',
    path: '/check/{number}',
    summary: 'The page for people that asks the route above; its address is in the form’s code',
    request: { params: z.object({ number: z.string() }) },
    responses: { 200: { description: 'The page', content: { 'text/html': { schema: z.string() } } } },
  });

  return new OpenAPIHono<Env>()
    .openapi(check, async (c) => {
      const { number } = c.req.valid('param');
      const found = isFormNumber(number) ? await caseIndex.findForm(digestOf(number)) : undefined;
      return c.json({ state: found?.state ?? ('unknown' as const), sandbox }, 200);
    })
    .openapi(page, async (c) => {
      const built = await site('/check/');
      if (!built.ok) throw new Error(`the site has no page for checks: ${built.status}`);
      return c.html(await built.text(), 200, pageHeaders);
    });
}

const pageHeaders = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    "style-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
};
