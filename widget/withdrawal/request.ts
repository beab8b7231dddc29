/** The two requests of a withdrawal token. They need no key, so that they work in every browser. */
import type { Problem } from '#protocol/problem.ts';
import type { KeptData } from '#protocol/session/withdrawal.ts';
import type { z } from 'zod';
import { Failure, type FailureCode } from '../page/failure.ts';
import { claimsOf } from '../verifier/token.ts';

/** An answer that takes longer counts as lost. Convention. */
const answerMs = 20_000;

/** Codes that mean that nothing is kept. */
export const isDeleted = (code: FailureCode): boolean =>
  code === 'session-withdrawn' || code === 'session-unknown' || code === 'withdrawal-expired';

/** Delete everything about the person. Deleting twice is no error. @throws Failure */
export async function withdraw(verifier: string, token: string): Promise<void> {
  try {
    await send('DELETE', '', verifier, token);
  } catch (error) {
    if (!(error instanceof Failure && isDeleted(error.code))) throw error;
  }
}

/** For whom data is kept, and until when. @throws Failure with a code of `isDeleted` if none is kept */
export const readKept = (verifier: string, token: string): Promise<KeptData> =>
  send('GET', '/withdrawal', verifier, token) as Promise<KeptData>;

async function send(method: 'GET' | 'DELETE', path: string, verifier: string, token: string): Promise<unknown> {
  const { session } = claimsOf(token);
  const url = new URL(`/v1/sessions/${encodeURIComponent(session)}${path}`, verifier);
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort(), answerMs);
  try {
    const headers = { authorization: `Withdrawal ${token}` };
    const response = await fetch(url.href, { method, headers, signal: ended.signal });
    if (response.status === 204) return undefined;
    // A deletion is answered with 204 alone: another answer may be one of the page's service worker.
    if (response.ok && method === 'DELETE') throw new Failure('verifier-failed');
    const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json');
    const answer: unknown = await response.json();
    if (response.ok) return answer;
    const { code } = answer as Partial<z.infer<typeof Problem>>;
    throw new Failure(isProblem && code && response.status < 500 ? (code as FailureCode) : 'verifier-failed');
  } catch (cause) {
    throw cause instanceof Failure ? cause : new Failure('network-lost', { cause });
  } finally {
    clearTimeout(timer);
  }
}
