/** What the element reads from a session's token, unverified: to know where to ask, never to believe it. */
import { decodeJwt } from 'jose';
import { Failure } from '../page/failure.ts';

export interface TokenClaims {
  readonly session: string;
  /** Undefined in tokens of verifiers that do not tell. */
  readonly tenant: string | undefined;
  readonly expiresAtMs: number;
}

/** @throws Failure token-invalid */
export function claimsOf(token: string): TokenClaims {
  try {
    const { sub, exp = Infinity, tenant } = decodeJwt<{ tenant?: string }>(token);
    if (sub) return { session: sub, tenant, expiresAtMs: exp * 1000 };
  } catch (cause) {
    throw new Failure('token-invalid', { cause });
  }
  throw new Failure('token-invalid');
}
