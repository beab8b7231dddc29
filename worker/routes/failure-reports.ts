import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { FailureReport, FailureReportReceipt } from '#protocol/session/failure-report.ts';
import { limits } from '#protocol/limits.ts';
import { filer, filerOf, sessionIdOf } from '../http/authenticate.ts';
import type { Env, Verifier } from '../context.ts';
import { answer, byFiler, filerRefusals, json, refusing, sessionPath } from '../http/describe.ts';
import { jsonBody } from '../http/json-body.ts';

/** A report may come from any key. */
const refusals = filerRefusals.filter((code) => code !== 'key-foreign');

/** Failures that the widget reports. The provider reads them; each is also one line of the operator's log. */
export function reportRoutes(verifier: Verifier) {
  const { sessions, now, log } = verifier;

  const report = createRoute({
    method: 'post',
    path: '/v1/sessions/{id}/reports',
    summary: 'Report a failure of the widget: codes and numbers only; from any key, also before consent',
    security: byFiler,
    middleware: [filer(verifier), jsonBody(limits.body.failureReportBytes)] as const,
    request: { params: sessionPath, body: { ...json(FailureReport), required: true } },
    responses: {
      201: answer('Received; the provider can read it', FailureReportReceipt),
      ...refusing('request-malformed', 'request-too-large', 'reports-exhausted', ...refusals),
    },
  });

  return new OpenAPIHono<Env>().openapi(report, async (c) => {
    const sent = c.req.valid('json');
    const receivedAtMs = now();
    const tenant = await sessions.run(sessionIdOf(c), 'report', { by: filerOf(c), report: sent }, receivedAtMs);
    // Without the session's id, because the log remains when the session is deleted or withdrawn.
    log({ level: 'info', requestId: c.get('requestId'), route: c.req.routePath, tenant, report: sent });
    return c.json({ receivedAtMs }, 201);
  });
}
