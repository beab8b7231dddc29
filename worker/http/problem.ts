/** Errors as problem documents (RFC 9457). */
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { z } from 'zod';
import type { Problem } from '#protocol/problem.ts';
import { Refusal, type RefusalCode } from '#protocol/refusal.ts';
import { issuesForLog, issuesForSender } from '#protocol/schema-issues.ts';
import type { Env } from '../context.ts';
import type { Log } from '../ports.ts';

/** The largest number of characters of a refusal's cause in the log. Convention. */
const longestCause = 300;

/** Answer any error. A refusal answers with its code; anything else is a bug: it is logged and answers 500. */
export function answerError(error: Error, c: Context<Env>, log: Log): Response {
  const requestId = c.get('requestId');
  // Hono throws these for JSON that does not parse and for a media type that the route does not accept.
  const refusal = error instanceof HTTPException ? unread(error.message) : error;
  if (!(refusal instanceof Refusal)) {
    log({ level: 'error', requestId, route: c.req.routePath, error: error.stack ?? String(error) });
    const response = problem(500, 'internal', 'Something failed on our side.', undefined);
    return c.newResponse(response.body, response);
  }
  const { code, retryAfterMs, cause } = refusal;
  if (cause !== undefined)
    log({ level: 'info', requestId, route: c.req.routePath, code, cause: String(cause).slice(0, longestCause) });
  const response = problem(refusal.status, code, refusal.message, retryAfterMs, refusal.detail, refusal.faults);
  const scheme = authenticateHeader(code);
  if (scheme) response.headers.set('WWW-Authenticate', scheme);
  // Made by the context, so that headers from middleware (CORS, DPoP-Nonce) are kept.
  return c.newResponse(response.body, response);
}

const unread = (why: string) => new Refusal('request-malformed', { cause: why, detail: why });

/** A request that does not match its schema. The answer names the fields and what is wrong with them. */
export const malformed = (error: z.ZodError): Refusal =>
  new Refusal('request-malformed', {
    cause: issuesForLog(error, 'request'),
    detail: issuesForSender(error, 'request'),
  });

/** A problem document. */
export function problem(
  status: ContentfulStatusCode,
  code: string,
  title: string,
  retryAfterMs: number | undefined,
  detail?: string,
  faults?: readonly object[],
): Response {
  const body = {
    type: 'about:blank',
    title,
    status,
    code,
    ...(detail !== undefined && { detail }),
    ...(retryAfterMs && { retryAfterMs }),
    ...(faults && { faults: faults as Problem['faults'] }),
  } satisfies Problem;
  return Response.json(body, {
    status,
    headers: {
      'Content-Type': 'application/problem+json',
      ...(retryAfterMs && { 'Retry-After': String(Math.ceil(retryAfterMs / 1000)) }),
    },
  });
}

/** The WWW-Authenticate header of a 401. @see RFC 9449 §7.1 */
function authenticateHeader(code: RefusalCode): string | undefined {
  switch (code) {
    case 'api-key-invalid':
      return 'Bearer';
    case 'withdrawal-invalid':
      return 'Withdrawal';
    case 'dpop-nonce-required':
      return 'DPoP error="use_dpop_nonce", algs="ES256"';
    case 'dpop-missing':
    case 'dpop-invalid':
    case 'dpop-replayed':
      return 'DPoP error="invalid_dpop_proof", algs="ES256"';
    case 'token-missing':
      return 'DPoP algs="ES256"';
    case 'token-invalid':
    case 'token-expired':
      return 'DPoP error="invalid_token", algs="ES256"';
    default:
      return undefined;
  }
}
