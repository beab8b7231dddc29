/**
 * A gateway of the provider's own, with any database behind it. It speaks our own form: `POST` of the question as JSON, and a
 * `ComparisonResult` without what only we know as the answer. docs/authority.md has the whole interface.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { base64 } from '#protocol/base64.ts';
import { ComparisonResult, outcomes } from '#protocol/case/comparison.ts';
import { toAnswer } from '../answer.ts';
import type { Authority, Question } from '../authority.ts';
import { endpoint } from '../endpoint.ts';
import { exchange, parsed, plainFailure } from '../exchange.ts';
import type { ConnectorPorts } from '../ports.ts';

export const GatewayConfig = z.strictObject({
  kind: z.literal('gateway'),
  endpoint,
  /** What it compares. */
  compares: z.array(z.enum(['person', 'unit'])).min(1),
  auth: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('bearer'), token: z.string().min(16) }),
    z.strictObject({ kind: z.literal('hmac'), keyId: z.string().regex(/^[\w-]{1,64}$/), secret: z.string().min(32) }),
  ]),
});
export type GatewayConfig = z.infer<typeof GatewayConfig>;

export const gateway = (config: GatewayConfig, ports: ConnectorPorts): Authority => ({
  name: 'gateway',
  async compare(question, sending) {
    const body = JSON.stringify({ id: sending.id, question: written(question) });
    const url = new URL(config.endpoint);
    const request = new Request(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json', authorization: authorizationOf(config, url, body, ports) },
      body,
    });
    const reply = await exchange(request, ports, sending);
    const failure = plainFailure(reply.status, reply.retryAfterMs);
    if (failure) return failure;
    const { outcome, billed, ...answer } = parsed(GatewayAnswer, reply);
    const known = outcomes.find((each) => each === outcome);
    if (known) return { ...answer, outcome: known, billed };
    return { ...toAnswer(answer.code, { outcome: 'source-down', billed }), undocumented: true };
  },
});

const GatewayAnswer = ComparisonResult.pick({
  code: true,
  requestId: true,
  score: true,
  threshold: true,
  wrong: true,
  unitStatus: true,
  billed: true,
  retryAfterMs: true,
}).extend({ outcome: z.string() });

/** The question as JSON. */
const written = (question: Question) =>
  question.kind === 'person' && question.portrait ? { ...question, portrait: base64(question.portrait) } : question;

function authorizationOf({ auth }: GatewayConfig, url: URL, body: string, ports: ConnectorPorts): string {
  if (auth.kind === 'bearer') return `Bearer ${auth.token}`;
  const parts = {
    path: url.pathname + url.search,
    timestampS: Math.floor(ports.now() / 1000),
    nonce: bytesToHex(ports.random(16)),
    body,
  };
  return gatewayAuthorization(auth.keyId, auth.secret, parts);
}

export interface SignedParts {
  /** With its query. */
  readonly path: string;
  /** Seconds since the epoch. */
  readonly timestampS: number;
  readonly nonce: string;
  readonly body: string;
}

/** HMAC-SHA256 over the lines POST, path, time, nonce and the SHA-256 of the body, hexadecimal. */
export function gatewayAuthorization(
  keyId: string,
  secret: string,
  { path, timestampS, nonce, body }: SignedParts,
): string {
  const lines = ['POST', path, timestampS, nonce, bytesToHex(sha256(utf8ToBytes(body)))].join('\n');
  const signature = bytesToHex(hmac(sha256, utf8ToBytes(secret), utf8ToBytes(lines)));
  return `Beihe-HMAC-SHA256 keyId=${keyId},timestamp=${timestampS},nonce=${nonce},signature=${signature}`;
}
