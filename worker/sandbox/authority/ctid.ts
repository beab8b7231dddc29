/** The simulated agent of CTID: an access token, the application and the identification, in encrypted bodies. */
import { decryptBody, encryptBody } from '../../authority/connector/aes.ts';
import { jsonAnswer, play, type SimulationPorts, type Troubled } from './play.ts';
import type { Case } from './test-number.ts';

/** Its codes are the sandbox's own, because the agent's public document has only "0". */
export const ctidCases: readonly Case[] = [
  { code: 'sandbox-1', gives: 'mismatch' },
  { code: 'sandbox-2', gives: 'not-found' },
  { code: 'sandbox-3', gives: 'photo-unavailable' },
  { code: 'sandbox-4', gives: 'liveness-failed' },
  { code: 'sandbox-5', gives: 'quality-failed' },
  { code: 'sandbox-6', gives: 'rate-limited' },
  { code: 'sandbox-7', gives: 'source-down' },
  { code: 'sandbox-8', gives: 'invalid-input' },
  { code: 'sandbox-9', gives: 'unauthorised' },
];

export const sandboxCtid = {
  kind: 'ctid',
  appId: 'sandbox-app',
  appSecret: 'sandbox-app-secret-known-to-everyone',
  key: 'sandbox-body-key',
  iv: 'sandbox-body--iv',
} as const;

const token = 'sandbox-token-of-the-agent';
const tokenLifetimeMs = 7_200_000;

/** @param serials of applications that no identification used @param path below the base of the simulation */
export async function ctidAnswer(
  path: string,
  request: Request,
  troubled: Troubled,
  serials: Set<string>,
  ports: SimulationPorts,
): Promise<Response> {
  const body = await request.text();
  if (path === '/auth/getCode') return tokenAnswer(body, ports.now());
  const [, step, mode] = /^\/validateIdentity\/(apply|request)\/(0x40|0x42)$/.exec(path) ?? [];
  if (step === undefined) return new Response(null, { status: 404 });
  if (request.headers.get('authorization') !== token || request.headers.get('appid') !== sandboxCtid.appId) {
    return encrypted({ code: 'sandbox-9', msg: 'sandbox' });
  }
  const fields = decryptBody(body, sandboxCtid) as Record<string, string> | undefined;
  if (!fields) return encrypted({ code: 'sandbox-8', msg: 'sandbox' });
  if (step === 'apply') {
    const bizSerialNum = `49C8255409372${String(serials.size).padStart(5, '0')}`;
    serials.add(bizSerialNum);
    return encrypted({ code: '0', msg: 'sandbox', data: { bizSerialNum, randNum: 'sandbox' } });
  }
  const { bizSerialNum, photoData, ...facts } = fields;
  const isComplete = facts['name'] && facts['number'] && (photoData !== undefined) === (mode === '0x42');
  if (!isComplete || !serials.delete(bizSerialNum ?? '')) return encrypted({ code: 'sandbox-8', msg: 'sandbox' });
  const answer = (code: string) => encrypted({ code, msg: 'sandbox', data: {} });
  return play(
    {
      shape: 'ctid',
      operation: `validateIdentity ${mode}`,
      number: facts['number'] ?? '',
      fields: facts,
      portrait: photoData,
      cases: ctidCases,
      matchCode: '0',
      answer: (found) => answer(found?.code ?? '0'),
      undocumented: () => answer('9999'),
    },
    troubled,
    ports,
  );
}

function tokenAnswer(body: string, nowMs: number): Response {
  const { appId, appSecret } = JSON.parse(body) as Record<string, string>;
  if (appId !== sandboxCtid.appId || appSecret !== sandboxCtid.appSecret) {
    return jsonAnswer({ code: '1', msg: 'sandbox' });
  }
  return jsonAnswer({ code: '0', msg: 'sandbox', data: { token, expireTime: nowMs + tokenLifetimeMs } });
}

const encrypted = (value: unknown): Response =>
  new Response(encryptBody(value, sandboxCtid), { headers: { 'content-type': 'application/json' } });
