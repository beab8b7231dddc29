/** Parts of route descriptions. The OpenAPI document is made from them. */
import { z, type ZodType } from 'zod';
import { limits } from '#protocol/limits.ts';
import { Problem } from '#protocol/problem.ts';
import { refusals, type RefusalCode } from '#protocol/refusal.ts';
import type { Scope } from '../tenant/tenant.ts';

/** A JSON body or answer. */
export const json = <T extends ZodType>(schema: T) => ({ content: { 'application/json': { schema } } });

/** An answer with its schema. */
export const answer = <T extends ZodType>(description: string, schema: T) => ({ description, ...json(schema) });

/** One answer for each status of these refusals, described by their codes. Handlers throw refusals and do not return them. */
export function refusing(...codes: RefusalCode[]): Record<never, never> {
  const byStatus = Map.groupBy(codes, (code) => refusals[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, own]) => [
      status,
      { description: own.join(', '), content: { 'application/problem+json': { schema: Problem } } },
    ]),
  );
}

/** Refusals of every filer route. */
export const filerRefusals = [
  'token-missing',
  'token-invalid',
  'token-expired',
  'token-foreign',
  'dpop-missing',
  'dpop-invalid',
  'dpop-nonce-required',
  'dpop-replayed',
  'key-foreign',
  'session-expired',
  'session-withdrawn',
] as const satisfies readonly RefusalCode[];

/** Refusals of what a filer does for a case, if the session belongs to one. */
export const boundRefusals = ['subject-digest-stale', 'case-withdrawn'] as const satisfies readonly RefusalCode[];

/** Refusals of every route for the holder of a withdrawal token. */
export const withdrawalRefusals = [
  'withdrawal-invalid',
  'withdrawal-expired',
  'token-foreign',
  'session-unknown',
] as const satisfies readonly RefusalCode[];

/** Refusals of every route for a provider's case. */
export const caseRefusals = [
  'api-key-invalid',
  'scope-missing',
  'case-unknown',
  'case-withdrawn',
] as const satisfies readonly RefusalCode[];

/** Refusals of every route for an endpoint of webhooks. */
export const webhookRefusals = [
  'api-key-invalid',
  'scope-missing',
  'webhook-unknown',
] as const satisfies readonly RefusalCode[];

/** How each caller authenticates, by the names of the document's security schemes. @param scopes of which the API key needs one */
export const byKey = (...scopes: readonly Scope[]) => scopes.map((scope) => ({ provider: [scope] }));
export const byFiler = [{ filer: [] }];
export const byEither = [...byKey('provide'), { filer: [] }];
export const byWithdrawal = [{ withdrawal: [] }];
export const byAnyone = [...byEither, ...byWithdrawal];

export const sessionPath = z.object({ id: z.string() });
export const casePath = z.object({ id: z.string() });
export const webhookPath = z.object({ id: z.string() });

const wholeNumber = z.string().regex(/^\d{1,15}$/, { error: 'expected a whole number' });

/** Query of a list whose entries are numbered: one page, from after a number. */
export const pageQuery = { after: wholeNumber.optional(), limit: wholeNumber.optional() };

/** What is asked for; a page has at least one entry, and no more than it may have. */
export const pageOf = ({
  after,
  limit,
}: {
  readonly after?: string | undefined;
  readonly limit?: string | undefined;
}) => {
  const { most, usual } = limits.delivery.page;
  return { after: Number(after ?? 0), limit: Math.min(most, Math.max(1, Number(limit ?? usual))) };
};

/** A request with this header may be sent again: it is carried out once. */
export const idempotent = z.object({ 'idempotency-key': z.string().min(1).max(255).optional() });

/** A body of bytes. */
export const bytes = {
  content: { 'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' } } },
};

/** The number of a window or a part in a path. */
export const smallNumber = z
  .string()
  .regex(/^\d{1,2}$/)
  .transform(Number);

/** An answer of bytes. */
export const jpeg = (description: string) => ({
  description,
  content: { 'image/jpeg': { schema: { type: 'string' as const, format: 'binary' } } },
});
