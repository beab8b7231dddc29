/** The verifier: all routes, with one set of ports. Decisions are made in session/ and appraisal/. */
import { OpenAPIHono } from '@hono/zod-openapi';
import { cors } from 'hono/cors';
import { requestId } from 'hono/request-id';
import { Refusal } from '#protocol/refusal.ts';
import { drainAccount } from './bureau/job/drain.ts';
import { bureauClient } from './bureau/v3/client.ts';
import { resumeCase } from './case/job/resume.ts';
import { checkConfig, ownOrigins, type Config } from './config.ts';
import type { Ports } from './ports.ts';
import { authoritiesOf } from './authority/authorities.ts';
import { deliverFeed } from './delivery/job/deliver.ts';
import { ringStuck } from './delivery/job/ring.ts';
import { arrived } from './http/arrival.ts';
import { answerError, malformed } from './http/problem.ts';
import { sealedBlobs } from './retention/sealed-blobs.ts';
import { accountRoutes } from './routes/accounts.ts';
import { appraisalRoutes } from './routes/appraisals.ts';
import { attestationRoutes } from './routes/attestations.ts';
import { bundleRoutes } from './routes/bundles.ts';
import { caseDocumentRoutes } from './routes/case-documents.ts';
import { caseFormRoutes } from './routes/case-forms.ts';
import { casePictureRoutes } from './routes/case-pictures.ts';
import { caseRoutes } from './routes/cases.ts';
import { challengeRoutes } from './routes/challenges.ts';
import { checkRoutes } from './routes/checks.ts';
import { consentRoutes } from './routes/consents.ts';
import { embedRoutes } from './routes/embed.ts';
import { eventRoutes } from './routes/events.ts';
import { evidenceRoutes } from './routes/evidence.ts';
import { filingStatusRoutes } from './routes/filing-status.ts';
import { handOverRoutes } from './routes/hand-overs.ts';
import { keyRoutes } from './routes/key.ts';
import { portraitRoutes } from './routes/portraits.ts';
import { probeRoutes } from './routes/probes.ts';
import { publicRoutes } from './routes/public.ts';
import { reportRoutes } from './routes/failure-reports.ts';
import { reviewRoutes } from './routes/reviews.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { signatureRoutes } from './routes/signatures.ts';
import { submissionRoutes } from './routes/submissions.ts';
import { tracePartRoutes } from './routes/trace-parts.ts';
import { webhookDeliveryRoutes } from './routes/webhook-deliveries.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { Load } from './load/load.ts';
import { withdrawalRoutes } from './routes/withdrawals.ts';
import { receivedElsewhere } from './sandbox/authority/received.ts';
import { authoritySimulation, simulatedConnectors } from './sandbox/authority/simulation.ts';
import { bureauRoutes } from './sandbox/bureau/routes.ts';
import { demoFiling } from './sandbox/demo-filing.ts';
import { demoForm } from './sandbox/demo-form.ts';
import { demoProvider, type Api } from './sandbox/demo-provider.ts';
import { localOnly } from './sandbox/local-only.ts';
import { webhookInbox } from './sandbox/webhook-inbox.ts';
import { simulatedBureaus } from './sandbox/bureau/account.ts';
import { deriveKey } from './trust/secret.ts';
import type { Env, Verifier } from './context.ts';

/**
 * The app that handles requests, and what its host calls when something wakes.
 *
 * @throws Misconfigured as `checkConfig` does
 */
export function createApp(ports: Ports, config: Config) {
  checkConfig(config);
  const received = receivedElsewhere(ports.sandboxBureau);
  const simulation = config.sandbox ? authoritySimulation({ ...ports, received }) : undefined;
  const origins = ownOrigins(config);
  const verifier: Verifier = {
    ...ports,
    blobs: sealedBlobs(
      ports.blobs,
      { session: ports.sessionKeys, case: ports.caseKeys, file: ports.fileKeys },
      ports.random,
      ports.keepAlive,
    ),
    config,
    bureaus: config.sandbox ? simulatedBureaus(config.issuer) : (config.bureaus ?? {}),
    bureauOf: (account) =>
      bureauClient(account, { ...ports, fetch: config.sandbox ? ports.sandboxBureau : ports.fetch }),
    origins,
    nonceKey: deriveKey(config.secret, 'dpop-nonce'),
    sealKey: deriveKey(config.secret, 'bundle-seal'),
    sessionIdKey: deriveKey(config.secret, 'session-id'),
    sessionIdMacKey: deriveKey(config.secret, 'session-id-mac'),
    personKey: deriveKey(config.secret, 'person-name'),
    caseIdKey: deriveKey(config.secret, 'case-id'),
    caseIdMacKey: deriveKey(config.secret, 'case-id-mac'),
    webhookKey: deriveKey(config.secret, 'webhook-secret'),
    webhookIdKey: deriveKey(config.secret, 'webhook-id'),
    authorities: authoritiesOf(simulation ? simulatedConnectors(config.issuer) : (config.connectors ?? {}), {
      ...ports,
      fetch: simulation ? async (request) => simulation.fetch(request) : ports.fetch,
      sandbox: config.sandbox,
    }),
    // The demo's inbox is a route of this app. Nothing outside the sandbox has a reason to send a webhook to itself.
    post: async (request) =>
      config.sandbox && origins.includes(new URL(request.url).origin) ? app.fetch(request) : ports.fetch(request),
    load: new Load(ports),
  };

  const app = new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (!result.success) throw malformed(result.error);
    },
  });
  app.onError((error, c) => answerError(error, c, ports.log));
  app.notFound(() => {
    throw new Refusal('route-unknown');
  });
  // The server makes every request id, because ids are logged and an id from the caller could contain anything.
  app.use(requestId({ limitLength: 0 }));
  // Before any middleware that waits.
  app.use(arrived(verifier));
  if (config.sandbox) app.use(localOnly);
  app.use('/v1/*', browserAccess, notStored);
  // A page calls this before it binds a key, to check that it can reach the verifier.
  app.use('/healthz', browserAccess);
  app.use('/demo/api/*', notStored);

  for (const routes of [
    publicRoutes,
    sessionRoutes,
    keyRoutes,
    consentRoutes,
    probeRoutes,
    challengeRoutes,
    tracePartRoutes,
    evidenceRoutes,
    attestationRoutes,
    signatureRoutes,
    appraisalRoutes,
    bundleRoutes,
    portraitRoutes,
    reportRoutes,
    withdrawalRoutes,
    embedRoutes,
    caseRoutes,
    caseDocumentRoutes,
    casePictureRoutes,
    caseFormRoutes,
    submissionRoutes,
    reviewRoutes,
    accountRoutes,
    filingStatusRoutes,
    handOverRoutes,
    checkRoutes,
    eventRoutes,
    webhookRoutes,
    webhookDeliveryRoutes,
  ]) {
    app.route('/', routes(verifier));
  }
  describeCallers(app);
  app.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Beihe verifier', version: config.version, description: 'Errors are problem documents, RFC 9457.' },
  });
  if (simulation) {
    const api = apiOf(app, config);
    app.route('/', demoProvider(api)).route('/', demoFiling(api, ports.sandboxBureau)).route('/', demoForm(verifier));
    app.route('/', webhookInbox(api, { issuer: config.issuer, now: ports.now }));
    app.route('/', simulation).route('/', bureauRoutes(ports));
  }
  return {
    app,
    /** Goes on with a case. */
    resume: (id: string): Promise<void> => resumeCase(verifier, id),
    /** Sends a tenant's webhooks. @returns whether anything was tried */
    deliver: (tenant: string): Promise<boolean> => deliverFeed(verifier, tenant),
    /** Rings for what may be stuck. */
    ring: (): Promise<void> => ringStuck(verifier),
    /** Goes on with a bureau account. */
    drain: (account: string): Promise<void> => drainAccount(verifier, account),
  };
}

/**
 * Any page may embed the widget. No route reads a cookie, so a page gains nothing by calling from another origin. In the
 * sandbox, whose keys are public, `localOnly` refuses pages of other machines. Every header that is asked for is allowed,
 * because scripts of a page may add headers to all its calls, for tracing or against forgery; no route reads those.
 */
const browserAccess = cors({
  origin: '*',
  exposeHeaders: ['DPoP-Nonce', 'WWW-Authenticate', 'Retry-After', 'X-Request-Id'],
  maxAge: 86_400,
});

/** Answers contain tokens and results, so no cache may store them. */
const notStored = async (c: Parameters<typeof browserAccess>[0], next: () => Promise<void>) => {
  await next();
  c.header('Cache-Control', 'no-store');
};

/** The kinds of caller, as security schemes of the OpenAPI document. */
function describeCallers({ openAPIRegistry }: OpenAPIHono<Env>): void {
  openAPIRegistry.registerComponent('securitySchemes', 'provider', {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key of the tenant. The roles are the scopes that the key needs.',
  });
  openAPIRegistry.registerComponent('securitySchemes', 'withdrawal', {
    type: 'http',
    scheme: 'Withdrawal',
    description: 'The withdrawal token of the session, valid as long as its data is kept.',
  });
  openAPIRegistry.registerComponent('securitySchemes', 'filer', {
    type: 'http',
    scheme: 'DPoP',
    description: 'The session token, with a DPoP proof (RFC 9449) that contains the nonce of the DPoP-Nonce header.',
  });
}

/** Calls the app's own API as a provider would. */
const apiOf =
  (app: OpenAPIHono<Env>, { issuer }: Config): Api =>
  async (path, apiKey, init) =>
    app.request(`${issuer}${path}`, {
      ...init,
      headers: { ...init?.headers, Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' },
    });
