/** A simulated gateway of a provider: what one has to do to stand behind the connector `gateway`. */
import { z } from 'zod';
import { gatewayAuthorization } from '../../authority/connector/gateway.ts';
import { jsonAnswer, play, type SimulationPorts, type Troubled } from './play.ts';
import type { Case } from './test-number.ts';

export const sandboxGateway = {
  kind: 'gateway',
  compares: ['person', 'unit'] as ('person' | 'unit')[],
  auth: { kind: 'hmac', keyId: 'sandbox', secret: 'sandbox-gateway-secret-known-to-everyone' },
} as const;

/** The other way to authenticate. */
export const sandboxGatewayToken = 'sandbox-gateway-token-known-to-everyone';

export const gatewayCases: readonly Case[] = [
  { code: 'G1', gives: 'mismatch', wrong: ['name'] },
  { code: 'G2', gives: 'mismatch', wrong: ['portrait', 'legal-representative'] },
  { code: 'G3', gives: 'not-found' },
  { code: 'G4', gives: 'photo-unavailable' },
  { code: 'G5', gives: 'liveness-failed' },
  { code: 'G6', gives: 'quality-failed' },
  { code: 'G7', gives: 'rate-limited' },
  { code: 'G8', gives: 'source-down' },
  { code: 'G9', gives: 'invalid-input' },
  { code: 'G10', gives: 'unauthorised' },
];

const Asked = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9]{1,32}$/),
  question: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('person'),
      name: z.string(),
      number: z.string(),
      portrait: z.base64().optional(),
    }),
    z.strictObject({
      kind: z.literal('unit'),
      name: z.string(),
      creditCode: z.string(),
      legalRepresentative: z.string(),
      legalRepresentativeNumber: z.string().optional(),
    }),
  ]),
});

const freshS = 300;

export async function gatewayAnswer(
  request: Request,
  troubled: Troubled,
  nonces: Set<string>,
  ports: SimulationPorts,
): Promise<Response> {
  const body = await request.text();
  if (!isAuthorised(request, body, nonces, ports.now())) return jsonAnswer({ error: 'unauthorised' }, 401);
  const asked = Asked.safeParse(JSON.parse(body));
  if (!asked.success) return jsonAnswer({ outcome: 'invalid-input', code: 'schema', billed: 'no' });
  const { id, question } = asked.data;
  const { kind, portrait, ...facts } = { portrait: undefined, ...question };
  const fields = Object.entries({ id, ...facts }).filter((field): field is [string, string] => field[1] !== undefined);
  return play(
    {
      shape: 'gateway',
      operation: kind,
      number: question.kind === 'person' ? question.number : question.creditCode,
      fields: Object.fromEntries(fields),
      portrait,
      cases: gatewayCases,
      matchCode: 'G0',
      answer: (found) =>
        jsonAnswer({
          outcome: found?.gives ?? 'match',
          code: found?.code ?? 'G0',
          requestId: id,
          billed: 'yes',
          ...(found?.wrong && { wrong: found.wrong }),
        }),
      undocumented: () => jsonAnswer({ outcome: 'perhaps', code: 'G99', billed: 'possibly' }),
    },
    troubled,
    ports,
  );
}

function isAuthorised(request: Request, body: string, nonces: Set<string>, nowMs: number): boolean {
  const given = request.headers.get('authorization') ?? '';
  if (given === `Bearer ${sandboxGatewayToken}`) return true;
  const [, time, nonce] = /^Beihe-HMAC-SHA256 keyId=sandbox,timestamp=(\d+),nonce=(\w+),signature=/.exec(given) ?? [];
  if (time === undefined || nonce === undefined || nonces.has(nonce)) return false;
  const { pathname, search } = new URL(request.url);
  const parts = { path: pathname + search, timestampS: Number(time), nonce, body };
  if (given !== gatewayAuthorization('sandbox', sandboxGateway.auth.secret, parts)) return false;
  nonces.add(nonce);
  return Math.abs(Number(time) - nowMs / 1000) <= freshS;
}
