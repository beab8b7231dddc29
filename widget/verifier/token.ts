/**
 * Claims that the element reads from a session's token without verifying it. They only say which session to ask for.
 */
import { Failure } from '../page/failure.ts';
import { payloadOf } from './jws.ts';

export interface TokenClaims {
  readonly session: string;
  /** Undefined in tokens without this claim. */
  readonly tenant: string | undefined;
  readonly expiresAtMs: number;
}

/** @throws Failure token-invalid */
export function claimsOf(token: string): TokenClaims {
  try {
    const { sub, exp = Infinity, tenant } = payloadOf<{ sub?: string; exp?: number; tenant?: string }>(token);
    if (sub) return { session: sub, tenant, expiresAtMs: exp * 1000 };
  } catch (cause) {
    throw new Failure('token-invalid', { cause });
  }
  throw new Failure('token-invalid');
}
