import type { Context } from 'hono';
import { Refusal } from '#protocol/refusal.ts';
import { callerOf, sessionIdOf } from '../http/authenticate.ts';
import type { Env, Verifier } from '../context.ts';

/**
 * The ids of session and challenge, if the session belongs to the caller and the challenge was appraised.
 *
 * @throws Refusal session-unknown, session-withdrawn, challenge-unknown
 */
export async function concludedOf(
  c: Context<Env>,
  challenge: string,
  { sessions, now }: Verifier,
): Promise<readonly [session: string, challenge: string]> {
  const id = sessionIdOf(c);
  const { conclusions } = await sessions.run(id, 'read', { by: callerOf(c) }, now());
  if (!conclusions.some(({ challengeId }) => challengeId === challenge)) throw new Refusal('challenge-unknown');
  return [id, challenge];
}
