/** One try to deliver a webhook. */
import { limits } from '#protocol/limits.ts';
import type { Outcome } from '../feed/tries.ts';
import { isAllowedAddress } from './address.ts';
import { signedMessage, type Message } from './message.ts';

export interface SendPorts {
  /** Calls another server. */
  readonly post: (request: Request) => Promise<Response>;
  readonly now: () => number;
  readonly pause: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly sandbox: boolean;
}

/**
 * Sends it, and tells whatever happened as an outcome. Only the status of the answer counts: its body is not read, because nobody
 * needs it, and it may be endless. No redirect is followed, because it could lead where no webhook may go.
 */
export async function send(
  message: Message,
  { url, secrets }: { readonly url: string; readonly secrets: readonly string[] },
  { post, now, pause, sandbox }: SendPorts,
): Promise<Outcome> {
  // Once more, because an address may have been stored under other rules.
  if (!isAllowedAddress(url, sandbox)) return { kind: 'failed', failure: 'address-forbidden' };
  const { headers, body } = signedMessage(message, secrets, now());
  const ended = new AbortController();
  const timedOut = pause(limits.delivery.timeoutMs, ended.signal).then(() => 'timed-out' as const);
  const answered = post(new Request(url, { method: 'POST', headers, body, redirect: 'manual', signal: ended.signal }));
  try {
    const response = await Promise.race([answered, timedOut]);
    if (response === 'timed-out') return { kind: 'failed', failure: response };
    response.body?.cancel().catch(() => undefined);
    return outcomeOf(response);
  } catch {
    return { kind: 'failed', failure: 'connection-failed' };
  } finally {
    // Neither an answer that comes too late nor the end of the wait must count as an unhandled rejection.
    answered.catch(() => undefined);
    timedOut.catch(() => undefined);
    ended.abort();
  }
}

function outcomeOf({ status, ok, headers }: Response): Outcome {
  if (ok) return { kind: 'delivered', status };
  if (status === 410) return { kind: 'gone', status };
  if (status === 0) return { kind: 'failed', failure: 'redirected' };
  if (status >= 300 && status < 400) return { kind: 'failed', failure: 'redirected', status };
  const retryAfterMs = secondsOf(headers.get('retry-after'));
  return { kind: 'failed', failure: 'status', status, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

/** Only the number form; a date would need the server's clock. */
const secondsOf = (header: string | null): number | undefined =>
  header !== null && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : undefined;
