/** One request to a database and its answer, as JSON or as a coded failure. */
import type { z } from 'zod';
import { Unanswered, Unknown, type Answer, type Sending } from './authority.ts';
import type { ConnectorPorts } from './ports.ts';

/** The largest answer that is read. Convention: real ones have a few kilobytes. */
const maxBytes = 256 * 1024;

/** The header by which the simulated database of the sandbox marks its answers. */
export const sandboxHeader = 'beihe-sandbox';

/** A whole answer, with whatever status. */
export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly isJson: boolean;
  readonly retryAfterMs: number | undefined;
}

/**
 * Sends the request and reads the whole answer.
 *
 * @throws Unknown if the connection breaks, or the time is up, before the answer is complete
 * @throws Unanswered if the server could not be reached, redirects, is busy, or is not the one that is expected
 */
export async function exchange(request: Request, ports: ConnectorPorts, { signal }: Sending): Promise<Reply> {
  const response = await answered(ports.fetch(request), signal);
  if ((response.headers.get(sandboxHeader) === 'true') !== ports.sandbox) {
    // A simulated answer must never count outside the sandbox, nor a real person's data leave the sandbox unnoticed.
    throw new Unanswered(unanswered('sandbox-mark'));
  }
  const retryAfterMs = secondsOf(response.headers.get('retry-after'));
  if (response.status === 0 || (response.status >= 300 && response.status < 400)) {
    throw new Unanswered(unanswered('redirect'));
  }
  const text = await answered(readText(response), signal);
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, text, isJson: /^(application|text)\/([\w.-]+\+)?json\b/i.test(type), retryAfterMs };
}

/**
 * What the answer's text says as JSON.
 *
 * @throws Unanswered if the answer is not JSON
 */
export function jsonOf({ status, text, isJson, retryAfterMs }: Reply): unknown {
  const plain = plainFailure(status, retryAfterMs);
  if (!isJson) throw new Unanswered(plain ?? unanswered('content-type'));
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Unanswered(plain ?? unanswered('json-malformed'));
  }
}

/** @throws Unanswered unless the answer is JSON of this shape */
export function parsed<T>(schema: z.ZodType<T>, reply: Reply): T {
  const answer = schema.safeParse(jsonOf(reply));
  if (!answer.success)
    throw new Unanswered(plainFailure(reply.status, reply.retryAfterMs) ?? unanswered('answer-shape'));
  return answer.data;
}

/**
 * Does what has to be done before the question is sent, such as fetching an access token. Whatever fails there, nothing was asked.
 *
 * @throws Unanswered
 */
export async function beforehand<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Unanswered) throw new Unanswered({ ...error.answer, billed: 'no' });
    if (error instanceof Unknown) throw new Unanswered({ ...unanswered(error.code), billed: 'no' });
    throw error;
  }
}

/** What a status means where the body does not say more; undefined if the status is that of a success. */
export function plainFailure(status: number, retryAfterMs?: number): Answer | undefined {
  const code = `http-${status}`;
  const later = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (status === 429) return { outcome: 'rate-limited', code, billed: 'no', ...later };
  if (status === 401 || status === 403) return { outcome: 'unauthorised', code, billed: 'no' };
  if (status >= 400) return { outcome: 'source-down', code, billed: 'possibly', ...later };
  return undefined;
}

/** The question may have been received, but this is no answer to it. */
export const unanswered = (code: string): Answer => ({ outcome: 'source-down', code, billed: 'possibly' });

/** @throws Unknown, or Unanswered if nothing can have been sent */
async function answered<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const stop = (): void => aborted.reject(new Unknown('timed-out'));
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop);
  // The one that loses the race must not count as an unhandled rejection.
  work.catch(() => undefined);
  aborted.promise.catch(() => undefined);
  try {
    return await Promise.race([work, aborted.promise]);
  } catch (error) {
    if (error instanceof Unknown || error instanceof Unanswered) throw error;
    if (signal.aborted) throw new Unknown('timed-out');
    if (neverConnected(error)) throw new Unanswered({ outcome: 'source-down', code: 'unreachable', billed: 'no' });
    throw new Unknown('connection-lost');
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Node's codes for a connection that was never made. Other hosts do not tell, so there the outcome stays unknown. */
const connectCodes = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];

function neverConnected(error: unknown): boolean {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  return typeof cause === 'object' && cause !== null && 'code' in cause && connectCodes.includes(String(cause.code));
}

async function readText(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.length;
    if (bytes > maxBytes) {
      reader.cancel().catch(() => undefined);
      throw new Unanswered(unanswered('answer-too-large'));
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** Only the number form; a date would need the server's clock. */
const secondsOf = (header: string | null): number | undefined =>
  header !== null && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : undefined;
